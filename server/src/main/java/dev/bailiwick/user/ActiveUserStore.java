package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;

/** Counts users by their last login, from its index. */
final class ActiveUserStore {

    private static final String COUNT =
            "SELECT COUNT(*) AS total FROM user_profile WHERE tenant_id = :tenant AND last_login >= :since";

    long count(Tx tx, TenantId tenant, Instant since) {
        return tx.first(
                        COUNT,
                        q -> q.bind("tenant", tenant.value()).bind("since", since.toEpochMilli()),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
    }
}
