package dev.bailiwick.rbac;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.OptionalLong;

/**
 * The scopes of tenant roles as rows. A row refers to the scope itself, so that it goes with the scope, or with its resource
 * server.
 */
final class TenantRoleScopeStore {

    private static final String COUNT = """
            SELECT COUNT(*) AS total FROM tenant_role_scope WHERE tenant_id = :tenant AND role_id = :role
            """;

    private static final String LIST = """
            SELECT s.value, COALESCE(s.description, '') AS description, r.name, r.identifier
            FROM tenant_role_scope a
            JOIN resource_server_scope s
                ON s.tenant_id = a.tenant_id AND s.resource_server_id = a.resource_server_id AND s.value = a.scope
            JOIN resource_server r ON r.tenant_id = a.tenant_id AND r.id = a.resource_server_id
            WHERE a.tenant_id = :tenant AND a.role_id = :role
            ORDER BY s.value, r.identifier LIMIT :limit OFFSET :offset
            """;

    private static final String INSERT = """
            INSERT INTO tenant_role_scope (tenant_id, role_id, resource_server_id, scope)
            VALUES (:tenant, :holder, :resourceServer, :scope)
            ON CONFLICT (tenant_id, role_id, resource_server_id, scope) DO NOTHING
            """;

    private static final String DELETE = """
            DELETE FROM tenant_role_scope
            WHERE tenant_id = :tenant AND role_id = :holder AND resource_server_id = :resourceServer AND scope = :scope
            """;

    /** By scope and resource server. */
    Sliced<AssignedScope> list(Tx tx, TenantId tenant, TenantRoleId role, Slice slice) {
        long total = tx.first(
                        COUNT,
                        q -> q.bind("tenant", tenant.value()).bind("role", role.value()),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
        var scopes = tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value())
                        .bind("role", role.value())
                        .bind("limit", slice.limit())
                        .bind("offset", slice.offset()),
                (row, _) -> new AssignedScope(
                        new ScopeName(row.getString("identifier"), row.getString("value")),
                        row.getString("description"),
                        row.getString("name")));
        return new Sliced<>(scopes, total, OptionalLong.empty());
    }

    /** Returns those that were not there. */
    List<ScopeName> insert(Tx tx, TenantId tenant, TenantRoleId role, List<FoundScope> scopes) {
        return FoundScopeStore.write(tx, INSERT, tenant, role.value(), scopes);
    }

    /** Returns those that were there. */
    List<ScopeName> delete(Tx tx, TenantId tenant, TenantRoleId role, List<FoundScope> scopes) {
        return FoundScopeStore.write(tx, DELETE, tenant, role.value(), scopes);
    }
}
