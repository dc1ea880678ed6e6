package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;

/** Roles as rows, with their permissions and users. */
final class RoleStore {

    private static final String ROLES = """
            SELECT seq, id, client_id, client_type, name, description, has_users, has_permissions
            FROM role WHERE tenant_id = :tenant %s ORDER BY seq
            """;

    private static final String PERMISSIONS = """
            SELECT role_seq, permission_id FROM role_permission WHERE tenant_id = :tenant %s ORDER BY role_seq, position
            """;

    private static final String USERS = """
            SELECT role_seq, user_id FROM role_user WHERE tenant_id = :tenant %s ORDER BY role_seq, position
            """;

    private static final String OF_GROUPS = """
            SELECT r.seq, MIN(a.group_seq) AS group_seq
            FROM group_role a JOIN role r ON r.tenant_id = a.tenant_id AND r.id = a.role_id
            WHERE a.tenant_id = :tenant AND a.group_seq IN (<groups>)
            GROUP BY r.seq ORDER BY r.seq
            """;

    private static final String DELETE_ALL = "DELETE FROM role WHERE tenant_id = :tenant";

    /** A role's number and that of the first of some groups to which it is assigned. */
    record Assignment(long roleSeq, long groupSeq) {}

    private static final RowMapper<Assignment> ASSIGNMENT =
            (row, _) -> new Assignment(row.getLong("seq"), row.getLong("group_seq"));

    /** The selected roles, in the order of their creation. */
    List<Role> list(Tx tx, Selection which) {
        if (which.isEmpty()) {
            return List.of();
        }
        return list(
                tx,
                which,
                SelectionStore.gather(tx, which, USERS, "role_seq", (row, _) -> new UserId(row.getString("user_id"))));
    }

    /** The same as if nobody had them directly, where that does not matter: there may be many who do. */
    List<Role> listWithoutUsers(Tx tx, Selection which) {
        return which.isEmpty() ? List.of() : list(tx, which, Map.of());
    }

    private static List<Role> list(Tx tx, Selection which, Map<Long, List<UserId>> users) {
        var permissions = SelectionStore.gather(
                tx, which, PERMISSIONS, "role_seq", (row, _) -> new PermissionId(row.getString("permission_id")));
        return SelectionStore.list(
                tx,
                which,
                ROLES,
                "seq",
                (row, _) -> new Role(
                        new RoleId(row.getString("id")),
                        new ClientId(row.getString("client_id")),
                        row.getString("client_type"),
                        row.getString("name"),
                        row.getString("description"),
                        GroupStore.present(row, "has_permissions", permissions),
                        GroupStore.present(row, "has_users", users)));
    }

    /** The roles assigned to any of the groups, each once, in the order of the roles' creation. */
    List<Assignment> ofGroups(Tx tx, TenantId tenant, List<Long> groupSeqs) {
        var firsts = new TreeMap<Long, Assignment>();
        for (var some : SelectionStore.chunks(groupSeqs)) {
            tx.list(OF_GROUPS, q -> q.bind("tenant", tenant.value()).bindList("groups", some), ASSIGNMENT)
                    .forEach(assignment -> firsts.putIfAbsent(assignment.roleSeq(), assignment));
        }
        return List.copyOf(firsts.values());
    }

    /** Returns how many there were. */
    int deleteAll(Tx tx, TenantId tenant) {
        return tx.write(DELETE_ALL, u -> u.bind("tenant", tenant.value()));
    }
}
