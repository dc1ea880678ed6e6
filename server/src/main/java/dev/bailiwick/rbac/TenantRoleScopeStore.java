package dev.bailiwick.rbac;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    /** One row when there is such a resource server; its scope is null when the scope is not there. */
    private static final String LOOK_UP = """
            SELECT r.id, s.value FROM resource_server r
            LEFT JOIN resource_server_scope s
                ON s.tenant_id = r.tenant_id AND s.resource_server_id = r.id AND s.value = :scope
            WHERE r.tenant_id = :tenant AND r.identifier = :identifier
            """;

    private static final String INSERT = """
            INSERT INTO tenant_role_scope (tenant_id, role_id, resource_server_id, scope)
            VALUES (:tenant, :role, :resourceServer, :scope)
            ON CONFLICT (tenant_id, role_id, resource_server_id, scope) DO NOTHING
            """;

    private static final String DELETE = """
            DELETE FROM tenant_role_scope
            WHERE tenant_id = :tenant AND role_id = :role AND resource_server_id = :resourceServer AND scope = :scope
            """;

    /** Where a scope is: its resource server's id, and whether that knows the scope. */
    record Found(ScopeName name, String resourceServer, boolean hasScope) {}

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

    /** Empty when there is no such resource server. */
    Optional<Found> lookUp(Tx tx, TenantId tenant, ScopeName name) {
        return tx.first(
                LOOK_UP,
                q -> q.bind("tenant", tenant.value())
                        .bind("identifier", name.resourceServer())
                        .bind("scope", name.value()),
                (row, _) -> new Found(name, row.getString("id"), row.getString("value") != null));
    }

    /** Returns those that were not there. */
    List<ScopeName> insert(Tx tx, TenantId tenant, TenantRoleId role, List<Found> scopes) {
        return write(tx, INSERT, tenant, role, scopes);
    }

    /** Returns those that were there. */
    List<ScopeName> delete(Tx tx, TenantId tenant, TenantRoleId role, List<Found> scopes) {
        return write(tx, DELETE, tenant, role, scopes);
    }

    /** In the order of the keys, in which everybody locks. */
    private static List<ScopeName> write(
            Tx tx, String statement, TenantId tenant, TenantRoleId role, List<Found> scopes) {
        return scopes.stream()
                .sorted(Comparator.comparing(Found::resourceServer)
                        .thenComparing(found -> found.name().value()))
                .filter(found -> tx.write(
                                statement,
                                u -> u.bind("tenant", tenant.value())
                                        .bind("role", role.value())
                                        .bind("resourceServer", found.resourceServer())
                                        .bind("scope", found.name().value()))
                        == 1)
                .map(Found::name)
                .toList();
    }
}
