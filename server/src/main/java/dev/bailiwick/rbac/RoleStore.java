package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Roles as rows, with their permissions and users. */
final class RoleStore {

    private static final String TABLE = "role";

    private static final String SEQ = "SELECT seq FROM role WHERE tenant_id = :tenant AND id = :id";

    private static final String SUMMARY = """
            SELECT client_id, name, description FROM role WHERE tenant_id = :tenant AND id = :id
            """;

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

    /**
     * A role as rows.
     *
     * @param role without its users, where they are left out
     * @param hasUsers whether it ever had any
     */
    record Row(long seq, Role role, boolean hasUsers) {}

    /** The selected roles with their users, in the order of their creation. */
    List<Role> list(Tx tx, Selection which) {
        if (which.isEmpty()) {
            return List.of();
        }
        var users =
                SelectionStore.gather(tx, which, USERS, "role_seq", (row, _) -> new UserId(row.getString("user_id")));
        return rows(tx, which, users).stream().map(Row::role).toList();
    }

    /** The selected roles without their users, in the order of their creation. */
    List<Row> withoutUsers(Tx tx, Selection which) {
        return which.isEmpty() ? List.of() : rows(tx, which, null);
    }

    /** Some of a tenant's roles without their users, in the order of their creation. */
    Sliced<Row> withoutUsers(Tx tx, TenantId tenant, Slice slice) {
        var rows = withoutUsers(tx, SelectionStore.on(tx, tenant, TABLE, slice)).stream()
                .map(row -> new Sliced.Numbered<>(row.seq(), row))
                .toList();
        return Sliced.of(rows, slice, SelectionStore.count(tx, tenant, TABLE));
    }

    Optional<RoleSummary> summary(Tx tx, TenantId tenant, RoleId id) {
        return tx.first(
                SUMMARY,
                q -> q.bind("tenant", tenant.value()).bind("id", id.value()),
                (row, _) -> new RoleSummary(
                        id,
                        new ClientId(row.getString("client_id")),
                        row.getString("name"),
                        row.getString("description")));
    }

    /** One role without its users. */
    Optional<Row> find(Tx tx, TenantId tenant, RoleId id) {
        return seq(tx, tenant, id)
                .flatMap(seq -> withoutUsers(tx, new Selection(tenant, List.of(seq))).stream()
                        .findFirst());
    }

    private static Optional<Long> seq(Tx tx, TenantId tenant, RoleId id) {
        return tx.first(
                SEQ, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), (row, _) -> row.getLong("seq"));
    }

    /** With the given users, or without any. */
    private static List<Row> rows(Tx tx, Selection which, @Nullable Map<Long, List<UserId>> users) {
        var permissions = SelectionStore.gather(
                tx, which, PERMISSIONS, "role_seq", (row, _) -> new PermissionId(row.getString("permission_id")));
        return SelectionStore.list(
                tx,
                which,
                ROLES,
                "seq",
                (row, _) -> new Row(
                        row.getLong("seq"),
                        new Role(
                                new RoleId(row.getString("id")),
                                new ClientId(row.getString("client_id")),
                                row.getString("client_type"),
                                row.getString("name"),
                                row.getString("description"),
                                GroupStore.present(row, "has_permissions", permissions),
                                users == null ? null : GroupStore.present(row, "has_users", users)),
                        row.getBoolean("has_users")));
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

    void deleteAll(Tx tx, TenantId tenant) {
        tx.write(DELETE_ALL, u -> u.bind("tenant", tenant.value()));
    }
}
