package dev.bailiwick.client;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.resourceserver.ResourceServerId;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Client grants as rows. */
final class ClientGrantStore {

    private static final String FIND = """
            SELECT r.token_lifetime, r.client_policy, g.scope
            FROM resource_server r
            LEFT JOIN client_grant g
                ON g.tenant_id = r.tenant_id AND g.resource_server_id = r.id AND g.client_id = :client
            WHERE r.tenant_id = :tenant AND r.identifier = :audience
            """;

    private static final String INSERT = """
            INSERT INTO client_grant (tenant_id, id, seq, client_id, resource_server_id, scope, created_at)
            VALUES (:tenant, :id, :seq, :client, :resourceServer, :scope, :createdAt)
            """;

    private static final String OF_RESOURCE_SERVER = """
            SELECT id, scope FROM client_grant
            WHERE tenant_id = :tenant AND resource_server_id = :resourceServer AND scope <> '' ORDER BY id
            """;

    private static final String CHANGE_SCOPE =
            "UPDATE client_grant SET scope = :scope WHERE tenant_id = :tenant AND id = :id";

    private record Held(String id, List<String> scopes) {}

    /** A resource server, and what is granted there, if anything. */
    record Found(
            long tokenLifetimeSeconds,
            String clientPolicy,
            @Nullable String scope) {

        Optional<List<String>> scopes() {
            return Optional.ofNullable(scope).map(text -> text.isEmpty() ? List.of() : List.of(text.split(" ")));
        }
    }

    Optional<Found> find(Tx tx, TenantId tenant, ClientId client, String audience) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("audience", audience),
                (row, _) -> new Found(
                        row.getLong("token_lifetime"), row.getString("client_policy"), row.getString("scope")));
    }

    void insert(
            Tx tx,
            TenantId tenant,
            String id,
            ClientId client,
            ResourceServerId resourceServer,
            List<String> scopes,
            long createdAt) {
        long seq = Sequences.reserve(tx, tenant.value(), "client_grant", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("seq", seq)
                        .bind("client", client.value())
                        .bind("resourceServer", resourceServer.value())
                        .bind("scope", String.join(" ", scopes))
                        .bind("createdAt", createdAt),
                new Problem.Conflict("client grant", "client_id", client.value()));
    }

    /** Takes scopes out of all grants for a resource server. */
    void withdraw(Tx tx, TenantId tenant, ResourceServerId resourceServer, Set<String> scopes) {
        var holding = tx
                .list(
                        OF_RESOURCE_SERVER,
                        q -> q.bind("tenant", tenant.value()).bind("resourceServer", resourceServer.value()),
                        (row, _) -> new Held(
                                row.getString("id"),
                                List.of(row.getString("scope").split(" "))))
                .stream()
                .filter(held -> held.scopes.stream().anyMatch(scopes::contains))
                .toList();
        tx.bulk(
                CHANGE_SCOPE,
                holding,
                (batch, held) -> batch.bind("tenant", tenant.value())
                        .bind("id", held.id)
                        .bind(
                                "scope",
                                held.scopes.stream()
                                        .filter(scope -> !scopes.contains(scope))
                                        .collect(Collectors.joining(" "))));
    }
}
