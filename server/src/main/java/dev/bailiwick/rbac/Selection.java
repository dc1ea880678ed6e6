package dev.bailiwick.rbac;

import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's groups or roles are meant.
 *
 * @param seqs their numbers; null for all
 */
record Selection(TenantId tenant, @Nullable Collection<Long> seqs) {

    /** All of the tenant's. */
    static Selection all(TenantId tenant) {
        return new Selection(tenant, null);
    }

    boolean isEmpty() {
        return seqs != null && seqs.isEmpty();
    }
}
