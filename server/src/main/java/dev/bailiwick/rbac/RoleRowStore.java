package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.stream.IntStream;

/** Adds, changes and removes single roles as rows. The structure's version must be locked. */
final class RoleRowStore {

    /** A twin has the same name and is in the way of a new one, too, though no index says so. */
    private static final String TAKEN = """
            SELECT id FROM role
            WHERE tenant_id = :tenant AND client_id = :client AND name_key = :nameKey AND id <> :id LIMIT 1
            """;

    private static final String INSERT = """
            INSERT INTO role (tenant_id, seq, id, client_id, client_type, name, name_key, twin, description,
                has_users, has_permissions)
            VALUES (:tenant, :seq, :id, :client, :clientType, :name, :nameKey, '', :description, :no, :yes)
            """;

    private static final String UPDATE = """
            UPDATE role SET client_type = :clientType, name = :name, description = :description,
                twin = CASE WHEN name_key = :nameKey THEN twin ELSE '' END, name_key = :nameKey, has_permissions = :yes
            WHERE tenant_id = :tenant AND seq = :seq
            """;

    private static final String DELETE_PERMISSIONS = """
            DELETE FROM role_permission WHERE tenant_id = :tenant AND role_seq = :seq
            """;

    private static final String INSERT_PERMISSION = """
            INSERT INTO role_permission (tenant_id, role_seq, position, permission_id)
            VALUES (:tenant, :seq, :position, :permission)
            """;

    private static final String GROUPS = """
            SELECT g.name FROM group_role a JOIN user_group g ON g.tenant_id = a.tenant_id AND g.seq = a.group_seq
            WHERE a.tenant_id = :tenant AND a.role_id = :id ORDER BY g.seq
            """;

    private static final String DELETE = "DELETE FROM role WHERE tenant_id = :tenant AND id = :id";

    /** Refuses with {@link Problem.Conflict} a name that another role of the client has. */
    void requireFree(Tx tx, TenantId tenant, RoleId id, ClientId client, String name) {
        tx.first(
                        TAKEN,
                        q -> q.bind("tenant", tenant.value())
                                .bind("client", client.value())
                                .bind("nameKey", NameKey.of(name))
                                .bind("id", id.value()),
                        (row, _) -> row.getString("id"))
                .ifPresent(_ -> {
                    throw taken(name).asException();
                });
    }

    void insert(Tx tx, TenantId tenant, Role role) {
        long seq = Sequences.reserve(tx, tenant.value(), "role", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("seq", seq)
                        .bind("id", role.id().value())
                        .bind("client", role.client().value())
                        .bind("clientType", role.clientType())
                        .bind("name", role.name())
                        .bind("nameKey", NameKey.of(role.name()))
                        .bind("description", role.description())
                        .bind("no", false)
                        .bind("yes", true),
                taken(role.name()));
        insertPermissions(tx, tenant, seq, role);
    }

    /** A role that keeps its name, but for case, stays the twin that it may be. Its client stays what it was. */
    void update(Tx tx, TenantId tenant, long seq, Role role) {
        tx.write(
                UPDATE,
                u -> u.bind("tenant", tenant.value())
                        .bind("seq", seq)
                        .bind("clientType", role.clientType())
                        .bind("name", role.name())
                        .bind("nameKey", NameKey.of(role.name()))
                        .bind("description", role.description())
                        .bind("yes", true),
                taken(role.name()));
        tx.write(DELETE_PERMISSIONS, u -> u.bind("tenant", tenant.value()).bind("seq", seq));
        insertPermissions(tx, tenant, seq, role);
    }

    /** Refuses with {@link Problem.InUse} a role that groups have, be it there or not. */
    void requireUnused(Tx tx, TenantId tenant, RoleId id) {
        List<String> groups = tx.list(
                GROUPS,
                q -> q.bind("tenant", tenant.value()).bind("id", id.value()),
                (row, _) -> row.getString("name"));
        if (!groups.isEmpty()) {
            throw new Problem.InUse("role", "group", groups).asException();
        }
    }

    void delete(Tx tx, TenantId tenant, RoleId id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id.value()));
    }

    private static void insertPermissions(Tx tx, TenantId tenant, long seq, Role role) {
        var permissions = role.permissions() == null ? List.<PermissionId>of() : role.permissions();
        tx.bulk(
                INSERT_PERMISSION,
                () -> IntStream.range(0, permissions.size()).iterator(),
                (b, position) -> b.bind("tenant", tenant.value())
                        .bind("seq", seq)
                        .bind("position", position)
                        .bind("permission", permissions.get(position).value()));
    }

    private static Problem taken(String name) {
        return new Problem.Conflict("role", "name", name);
    }
}
