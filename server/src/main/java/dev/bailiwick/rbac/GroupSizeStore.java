package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;

/** How many members groups have, as rows that are summed up: counting the members of a large group takes longer than reading a page of them. */
final class GroupSizeStore {

    private static final String GROW = """
            INSERT INTO group_size (tenant_id, group_seq, part, members) VALUES (:tenant, :group, :part, :more)
            ON CONFLICT (tenant_id, group_seq, part) DO UPDATE SET members = group_size.members + excluded.members
            """;

    /** Part 0, which is no user's, holds what an import brings. */
    private static final String COUNT_ALL = """
            INSERT INTO group_size (tenant_id, group_seq, part, members)
            SELECT tenant_id, group_seq, 0, COUNT(*) FROM group_member WHERE tenant_id = :tenant GROUP BY tenant_id, group_seq
            """;

    private static final String SIZE = """
            SELECT COALESCE(SUM(members), 0) AS total FROM group_size WHERE tenant_id = :tenant AND group_seq = :group
            """;

    long of(Tx tx, TenantId tenant, long group) {
        return tx.first(
                        SIZE,
                        q -> q.bind("tenant", tenant.value()).bind("group", group),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    /**
     * Counts members that came, or went if there are less than none.
     *
     * @param user one whose version the change has locked
     */
    void grow(Tx tx, TenantId tenant, Collection<Long> groups, UserId user, int more) {
        if (more == 0) {
            return;
        }
        for (long group : groups.stream().sorted().toList()) {
            tx.write(
                    GROW,
                    u -> u.bind("tenant", tenant.value())
                            .bind("group", group)
                            .bind("part", user.part())
                            .bind("more", more));
        }
    }

    /** Counts those of all groups, of which none is counted yet. */
    void countAll(Tx tx, TenantId tenant) {
        tx.write(COUNT_ALL, u -> u.bind("tenant", tenant.value()));
    }
}
