package dev.bailiwick.client;

import dev.bailiwick.resourceserver.ResourceServerId;
import dev.bailiwick.resourceserver.TokenForm;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The scopes in client grants. What a client may have without a user is one statement, which every token request waits for. */
final class GrantedScopesStore {

    private static final String FIND = """
            SELECT r.token_lifetime, r.client_policy, r.signing_alg, r.token_dialect, r.signing_secret, g.needs_organization,
                CASE WHEN g.all_scopes THEN COALESCE((
                    SELECT string_agg(s.value, ' ' ORDER BY s.position) FROM resource_server_scope s
                    WHERE s.tenant_id = r.tenant_id AND s.resource_server_id = r.id), '')
                ELSE g.scope END AS granted
            FROM resource_server r
            LEFT JOIN client_grant g ON g.tenant_id = r.tenant_id AND g.id = COALESCE(
                (SELECT o.id FROM client_grant o
                    WHERE o.tenant_id = r.tenant_id AND o.client_id = :client AND o.resource_server_id = r.id
                    AND o.subject_type = 'client'),
                (SELECT d.id FROM client_grant d
                    JOIN client c ON c.tenant_id = d.tenant_id AND c.id = :client AND NOT c.is_first_party
                    WHERE d.tenant_id = r.tenant_id AND d.client_id IS NULL AND d.resource_server_id = r.id
                    AND d.subject_type = 'client'))
            WHERE r.tenant_id = :tenant AND r.identifier = :audience
            """;

    private static final String LOCK = """
            UPDATE client_grant SET scope = scope WHERE tenant_id = :tenant AND resource_server_id = :resourceServer
            """;

    private static final String OF_RESOURCE_SERVER = """
            SELECT id, scope FROM client_grant
            WHERE tenant_id = :tenant AND resource_server_id = :resourceServer AND scope <> '' ORDER BY id
            """;

    private static final String CHANGE =
            "UPDATE client_grant SET scope = :scope WHERE tenant_id = :tenant AND id = :id";

    private record Held(String id, List<String> scopes) {

        Lost without(Set<String> gone) {
            return new Lost(
                    id,
                    scopes,
                    scopes.stream().filter(scope -> !gone.contains(scope)).toList());
        }
    }

    /** A grant that lost scopes. */
    record Lost(String id, List<String> before, List<String> after) {}

    /**
     * A resource server, and what is granted there.
     *
     * @param granted null when nothing is
     */
    record Found(
            long tokenLifetimeSeconds,
            String clientPolicy,
            TokenForm form,
            boolean needsOrganization,
            @Nullable String granted) {

        Optional<List<String>> scopes() {
            return Optional.ofNullable(granted).map(ClientGrantStore::words);
        }
    }

    /** What a client's own grant says, or that for clients that are not first-party, if it is one. */
    Optional<Found> find(Tx tx, TenantId tenant, ClientId client, String audience) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("audience", audience),
                (row, _) -> new Found(
                        row.getLong("token_lifetime"),
                        row.getString("client_policy"),
                        TokenForm.of(
                                row.getString("signing_alg"),
                                row.getString("token_dialect"),
                                row.getString("signing_secret")),
                        row.getBoolean("needs_organization"),
                        row.getString("granted")));
    }

    /** Takes scopes out of all grants for a resource server, which stay locked: a change of one begins with what is left. */
    List<Lost> withdraw(Tx tx, TenantId tenant, ResourceServerId resourceServer, Set<String> scopes) {
        tx.write(LOCK, u -> u.bind("tenant", tenant.value()).bind("resourceServer", resourceServer.value()));
        var losing = tx
                .list(
                        OF_RESOURCE_SERVER,
                        q -> q.bind("tenant", tenant.value()).bind("resourceServer", resourceServer.value()),
                        (row, _) -> new Held(row.getString("id"), ClientGrantStore.words(row.getString("scope"))))
                .stream()
                .map(held -> held.without(scopes))
                .filter(lost -> !lost.before.equals(lost.after))
                .toList();
        tx.bulk(
                CHANGE,
                losing,
                (batch, lost) -> batch.bind("tenant", tenant.value())
                        .bind("id", lost.id)
                        .bind("scope", String.join(" ", lost.after)));
        return losing;
    }
}
