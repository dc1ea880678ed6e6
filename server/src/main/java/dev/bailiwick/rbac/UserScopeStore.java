package dev.bailiwick.rbac;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The scopes that users hold, directly or by their tenant roles. */
final class UserScopeStore {

    /** Each way to a scope: the user's own first, with no role. */
    private static final String HELD = """
            WITH held AS (
                SELECT resource_server_id, scope, CAST(0 AS BIGINT) AS place, '' AS role_id
                FROM user_scope WHERE tenant_id = :tenant AND user_id = :user
                UNION ALL
                SELECT s.resource_server_id, s.scope, u.place, u.role_id
                FROM tenant_role_user u
                JOIN tenant_role_scope s ON s.tenant_id = u.tenant_id AND s.role_id = u.role_id
                WHERE u.tenant_id = :tenant AND u.user_id = :user
            ),
            each_once AS (
                SELECT h.resource_server_id, h.scope, r.identifier, r.name
                FROM (SELECT DISTINCT resource_server_id, scope FROM held) h
                JOIN resource_server r ON r.tenant_id = :tenant AND r.id = h.resource_server_id
                <filter>
            )
            """;

    private static final String AT = "WHERE r.identifier = :identifier";

    private static final String COUNT = HELD + "SELECT COUNT(*) AS total FROM each_once";

    private static final String LIST = HELD + """
            SELECT p.scope, p.identifier, p.name, COALESCE(s.description, '') AS scope_description,
                h.role_id, t.name AS role_name, t.description AS role_description
            FROM (SELECT * FROM each_once WHERE scope > :afterId
                ORDER BY scope, identifier LIMIT :limit OFFSET :offset) p
            JOIN resource_server_scope s ON s.tenant_id = :tenant AND s.resource_server_id = p.resource_server_id
                AND s.value = p.scope
            JOIN held h ON h.resource_server_id = p.resource_server_id AND h.scope = p.scope
            LEFT JOIN tenant_role t ON t.tenant_id = :tenant AND t.id = h.role_id
            ORDER BY p.scope, p.identifier, h.place, h.role_id
            """;

    private static final String ANY = "SELECT 1 AS one FROM user_scope WHERE tenant_id = :tenant LIMIT 1";

    private static final String INSERT = """
            INSERT INTO user_scope (tenant_id, user_id, resource_server_id, scope)
            VALUES (:tenant, :holder, :resourceServer, :scope)
            ON CONFLICT (tenant_id, user_id, resource_server_id, scope) DO NOTHING
            """;

    private static final String DELETE = """
            DELETE FROM user_scope
            WHERE tenant_id = :tenant AND user_id = :holder AND resource_server_id = :resourceServer AND scope = :scope
            """;

    /**
     * One way to a scope.
     *
     * @param role absent where the scope is the user's own
     */
    private record Way(AssignedScope scope, @Nullable TenantRole role) {}

    private static final RowMapper<Way> WAY = (row, _) -> {
        var scope = new AssignedScope(
                new ScopeName(row.getString("identifier"), row.getString("scope")),
                row.getString("scope_description"),
                row.getString("name"));
        var role = row.getString("role_id");
        return new Way(
                scope,
                role.isEmpty()
                        ? null
                        : new TenantRole(
                                new TenantRoleId(role), row.getString("role_name"), row.getString("role_description")));
    };

    /** By scope and resource server. */
    Sliced<HeldScope> list(Tx tx, TenantId tenant, UserId user, Slice slice) {
        return page(tx, "", slice, q -> q.bind("tenant", tenant.value()).bind("user", user.value()));
    }

    /** Those of one resource server, by scope, which is what a slice begins behind. */
    Sliced<HeldScope> listAt(Tx tx, TenantId tenant, UserId user, String identifier, Slice slice) {
        return page(
                tx,
                AT,
                slice,
                q -> q.bind("tenant", tenant.value()).bind("user", user.value()).bind("identifier", identifier));
    }

    /** Whether anybody in the tenant has any directly. */
    boolean isAny(Tx tx, TenantId tenant) {
        return tx.first(ANY, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getInt("one"))
                .isPresent();
    }

    /** Returns those that were not there. */
    List<ScopeName> insert(Tx tx, TenantId tenant, UserId user, List<FoundScope> scopes) {
        return FoundScopeStore.write(tx, INSERT, tenant, user.value(), scopes);
    }

    /** Returns those that were there. */
    List<ScopeName> delete(Tx tx, TenantId tenant, UserId user, List<FoundScope> scopes) {
        return FoundScopeStore.write(tx, DELETE, tenant, user.value(), scopes);
    }

    private static Sliced<HeldScope> page(Tx tx, String filter, Slice slice, Consumer<Query> binder) {
        long total = tx.first(COUNT.replace("<filter>", filter), binder, (row, _) -> row.getLong("total"))
                .orElseThrow();
        var ways = new LinkedHashMap<AssignedScope, List<Way>>();
        tx.list(
                        LIST.replace("<filter>", filter),
                        q -> {
                            binder.accept(q);
                            q.bind("afterId", slice.afterId())
                                    .bind("limit", slice.rows())
                                    .bind("offset", slice.offset());
                        },
                        WAY)
                .forEach(way ->
                        ways.computeIfAbsent(way.scope, _ -> new ArrayList<>()).add(way));
        var rows = ways.entrySet().stream()
                .map(each -> new Numbered<>(0, each.getKey().scope().value(), held(each.getKey(), each.getValue())))
                .toList();
        return Sliced.of(rows, slice, total);
    }

    private static HeldScope held(AssignedScope scope, List<Way> ways) {
        return new HeldScope(
                scope,
                ways.stream().anyMatch(way -> way.role == null),
                ways.stream().flatMap(way -> Stream.ofNullable(way.role)).toList());
    }
}
