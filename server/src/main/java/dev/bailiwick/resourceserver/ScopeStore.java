package dev.bailiwick.resourceserver;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The scopes of resource servers as rows. A scope that stays keeps its row, so that what refers to it stays as well. */
final class ScopeStore {

    private static final String OF_SOME = """
            SELECT resource_server_id, value, description FROM resource_server_scope
            WHERE tenant_id = :tenant AND resource_server_id IN (<ids>) ORDER BY resource_server_id, position
            """;

    private static final String PUT = """
            INSERT INTO resource_server_scope (tenant_id, resource_server_id, position, value, description)
            VALUES (:tenant, :id, :position, :value, :description)
            ON CONFLICT (tenant_id, resource_server_id, value)
            DO UPDATE SET position = excluded.position, description = excluded.description
            """;

    private static final String DELETE = """
            DELETE FROM resource_server_scope
            WHERE tenant_id = :tenant AND resource_server_id = :id AND value = :value
            """;

    private record Row(String owner, Scope scope) {}

    /** Those of several resource servers, by the owner's id, in the order in which they were given. */
    Map<String, List<Scope>> of(Tx tx, TenantId tenant, Collection<String> ids) {
        var found = new HashMap<String, List<Scope>>();
        if (!ids.isEmpty()) {
            tx.list(
                            OF_SOME,
                            q -> q.bind("tenant", tenant.value()).bindList("ids", List.copyOf(ids)),
                            (row, _) -> new Row(
                                    row.getString("resource_server_id"),
                                    new Scope(row.getString("value"), row.getString("description"))))
                    .forEach(row -> found.computeIfAbsent(row.owner, _ -> new ArrayList<>())
                            .add(row.scope));
        }
        return found;
    }

    /** Puts these in the place of those that were there, and tells the values that are gone. */
    Set<String> replace(Tx tx, TenantId tenant, ResourceServerId id, List<Scope> before, List<Scope> after) {
        var gone = gone(before, after);
        tx.bulk(
                DELETE,
                gone,
                (batch, value) -> batch.bind("tenant", tenant.value())
                        .bind("id", id.value())
                        .bind("value", value));
        tx.bulk(
                PUT,
                () -> IntStream.range(0, after.size())
                        .filter(position -> position >= before.size()
                                || !before.get(position).equals(after.get(position)))
                        .iterator(),
                (batch, position) -> batch.bind("tenant", tenant.value())
                        .bind("id", id.value())
                        .bind("position", position)
                        .bind("value", after.get(position).value())
                        .bind("description", after.get(position).description()));
        return gone;
    }

    /** The values that are not there afterwards. */
    static Set<String> gone(List<Scope> before, List<Scope> after) {
        var gone = values(before);
        gone.removeAll(values(after));
        return gone;
    }

    private static Set<String> values(List<Scope> scopes) {
        return scopes.stream().map(Scope::value).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
