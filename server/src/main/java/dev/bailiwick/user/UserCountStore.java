package dev.bailiwick.user;

import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.TreeMap;

/** How many users a tenant has, counted in parts. A change locks its parts in ascending order, behind all else that it locks. */
final class UserCountStore {

    private static final int PARTS = 64;

    private static final String ADD = """
            INSERT INTO user_count (tenant_id, part, users) VALUES (:tenant, :part, :more)
            ON CONFLICT (tenant_id, part) DO UPDATE SET users = user_count.users + excluded.users
            """;

    private static final String TOTAL = """
            SELECT CAST(COALESCE(SUM(users), 0) AS BIGINT) AS total FROM user_count WHERE tenant_id = :tenant
            """;

    /** Counts users who came. */
    void came(Tx tx, TenantId tenant, Collection<UserId> users) {
        add(tx, tenant, users, 1);
    }

    /** Counts users who went. */
    void went(Tx tx, TenantId tenant, Collection<UserId> users) {
        add(tx, tenant, users, -1);
    }

    long total(Tx tx, TenantId tenant) {
        return tx.first(TOTAL, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    private static void add(Tx tx, TenantId tenant, Collection<UserId> users, int each) {
        var parts = new TreeMap<Integer, Integer>();
        users.forEach(user -> parts.merge(part(user), each, Integer::sum));
        tx.bulk(
                ADD,
                parts.entrySet(),
                (batch, entry) -> batch.bind("tenant", tenant.value())
                        .bind("part", entry.getKey())
                        .bind("more", entry.getValue()));
    }

    private static int part(UserId user) {
        int hash = user.value().hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), PARTS);
    }
}
