package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.tenant.ListedTenant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What an operator does with tenants. */
public interface Tenancy {

    /** Makes a tenant complete. Refuses a name, domain or port that is taken. */
    Founded found(TenantDraft draft, Origin origin);

    /** All tenants, in the order of their creation. */
    List<ListedTenant> list();

    /** The tenant of this name. */
    ListedTenant get(String name);

    /**
     * Makes a tenant unreachable at once, and then deletes its rows. Refuses the default tenant.
     *
     * @return whether no row of it is left, rather than that they will be deleted later
     */
    CompletableFuture<Boolean> remove(String name, Origin origin);

    /** A new tenant and its first client, which may do everything there. */
    record Founded(ListedTenant tenant, ClientId clientId, Secret clientSecret) {}
}
