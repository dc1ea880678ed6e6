package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.TreeMap;

/** Deletes all memberships of users as rows. The users' versions must be locked. */
final class DepartureStore {

    private static final String LEAVE_GROUPS = """
            DELETE FROM group_member WHERE tenant_id = :tenant AND user_id IN (<users>) RETURNING group_seq
            """;

    private static final String LEAVE_ROLES =
            "DELETE FROM role_user WHERE tenant_id = :tenant AND user_id IN (<users>)";

    private final GroupSizeStore sizes = new GroupSizeStore();

    void remove(Tx tx, TenantId tenant, List<UserId> users) {
        if (users.isEmpty()) {
            return;
        }
        var ids = users.stream().map(UserId::value).sorted().toList();
        var left = new TreeMap<Long, Integer>();
        tx.list(
                        LEAVE_GROUPS,
                        q -> q.bind("tenant", tenant.value()).bindList("users", ids),
                        (row, _) -> row.getLong("group_seq"))
                .forEach(group -> left.merge(group, 1, Integer::sum));
        left.forEach((group, members) -> sizes.grow(tx, tenant, List.of(group), users.getFirst(), -members));
        tx.write(LEAVE_ROLES, u -> u.bind("tenant", tenant.value()).bindList("users", ids));
    }
}
