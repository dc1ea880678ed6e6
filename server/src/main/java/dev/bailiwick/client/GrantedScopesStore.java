package dev.bailiwick.client;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client may have at a resource server without a user: one statement, which every token request waits for. */
final class GrantedScopesStore {

    private static final String FIND = """
            SELECT r.token_lifetime, r.is_system, g.needs_organization,
                CASE WHEN g.all_scopes THEN COALESCE((
                    SELECT string_agg(s.value, ' ' ORDER BY s.position) FROM resource_server_scope s
                    WHERE s.tenant_id = r.tenant_id AND s.resource_server_id = r.id), '')
                ELSE g.scope END AS granted
            FROM resource_server r
            LEFT JOIN client_grant g
                ON g.tenant_id = r.tenant_id AND g.resource_server_id = r.id AND g.client_id = :client
                AND g.subject_type = 'client'
            WHERE r.tenant_id = :tenant AND r.identifier = :audience
            """;

    /**
     * A resource server, and what is granted there.
     *
     * @param granted null when nothing is
     */
    record Found(
            long tokenLifetimeSeconds,
            boolean isSystem,
            boolean needsOrganization,
            @Nullable String granted) {

        Optional<List<String>> scopes() {
            return Optional.ofNullable(granted).map(ClientGrantStore::words);
        }
    }

    Optional<Found> find(Tx tx, TenantId tenant, ClientId client, String audience) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("audience", audience),
                (row, _) -> new Found(
                        row.getLong("token_lifetime"),
                        row.getBoolean("is_system"),
                        row.getBoolean("needs_organization"),
                        row.getString("granted")));
    }
}
