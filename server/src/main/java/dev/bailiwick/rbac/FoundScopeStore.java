package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the scopes of resource servers by their names, and writes who holds them. */
final class FoundScopeStore {

    /** One row when there is such a resource server; its scope is null when the scope is not there. */
    private static final String LOOK_UP = """
            SELECT r.id, s.value FROM resource_server r
            LEFT JOIN resource_server_scope s
                ON s.tenant_id = r.tenant_id AND s.resource_server_id = r.id AND s.value = :scope
            WHERE r.tenant_id = :tenant AND r.identifier = :identifier
            """;

    private record Sight(FoundScope scope, boolean isThere) {}

    /** Each once. Refuses with {@link Problem.NotFound} a resource server or a scope that is not there. */
    List<FoundScope> get(Tx tx, TenantId tenant, List<ScopeName> names) {
        return names.stream().distinct().map(name -> get(tx, tenant, name)).toList();
    }

    /** Those that are there, each once. */
    List<FoundScope> find(Tx tx, TenantId tenant, List<ScopeName> names) {
        return names.stream()
                .distinct()
                .map(name -> lookUp(tx, tenant, name))
                .flatMap(Optional::stream)
                .filter(Sight::isThere)
                .map(Sight::scope)
                .toList();
    }

    /**
     * Runs a statement for each scope of a {@code holder}, in the order of the keys, in which everybody locks. Returns those
     * that it touched.
     */
    static List<ScopeName> write(Tx tx, String statement, TenantId tenant, String holder, List<FoundScope> scopes) {
        return scopes.stream()
                .sorted(Comparator.comparing(FoundScope::resourceServer)
                        .thenComparing(scope -> scope.name().value()))
                .filter(scope -> tx.write(
                                statement,
                                u -> u.bind("tenant", tenant.value())
                                        .bind("holder", holder)
                                        .bind("resourceServer", scope.resourceServer())
                                        .bind("scope", scope.name().value()))
                        == 1)
                .map(FoundScope::name)
                .toList();
    }

    private static FoundScope get(Tx tx, TenantId tenant, ScopeName name) {
        var sight = lookUp(tx, tenant, name)
                .orElseThrow(() ->
                        new Problem.NotFound("resource server of a permission", name.resourceServer()).asException());
        if (!sight.isThere) {
            throw new Problem.NotFound("permission of a resource server", name.resourceServer() + " - " + name.value())
                    .asException();
        }
        return sight.scope;
    }

    /** Empty when there is no such resource server. */
    private static Optional<Sight> lookUp(Tx tx, TenantId tenant, ScopeName name) {
        return tx.first(
                LOOK_UP,
                q -> q.bind("tenant", tenant.value())
                        .bind("identifier", name.resourceServer())
                        .bind("scope", name.value()),
                (row, _) -> new Sight(new FoundScope(name, row.getString("id")), row.getString("value") != null));
    }
}
