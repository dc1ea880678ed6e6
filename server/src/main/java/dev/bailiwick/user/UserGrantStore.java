package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;

/** What users have allowed clients, as rows. */
final class UserGrantStore {

    private static final String MEANT = """
            FROM user_grant WHERE tenant_id = :tenant AND (:user = '' OR user_id = :user)
                AND (:client = '' OR client_id = :client) AND (:audience = '' OR audience = :audience)
            """;

    private static final String COUNT = "SELECT COUNT(*) AS total " + MEANT;

    private static final String LIST =
            "SELECT id, user_id, client_id, audience, scope " + MEANT + "ORDER BY seq LIMIT :limit OFFSET :offset";

    private static final String DELETE = "DELETE FROM user_grant WHERE tenant_id = :tenant AND id = :id";

    private static final String DELETE_OF = """
            DELETE FROM user_grant WHERE tenant_id = :tenant AND user_id = :user RETURNING id
            """;

    Sliced<UserGrant> list(Tx tx, TenantId tenant, UserGrant.Filter filter, Slice slice) {
        long total = tx.first(COUNT, q -> bind(q, tenant, filter), (row, _) -> row.getLong("total"))
                .orElseThrow();
        var grants = tx.list(
                LIST,
                q -> bind(q.bind("limit", slice.limit()).bind("offset", slice.offset()), tenant, filter),
                (row, _) -> new UserGrant(
                        row.getString("id"),
                        row.getString("user_id"),
                        new ClientId(row.getString("client_id")),
                        row.getString("audience"),
                        List.of(row.getString("scope").split(" "))));
        return new Sliced<>(grants, total, OptionalLong.empty());
    }

    /** Tells whether it was there. */
    boolean delete(Tx tx, TenantId tenant, String id) {
        return tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id)) == 1;
    }

    /** Returns the ids of those that were there. */
    List<String> deleteOf(Tx tx, TenantId tenant, String userId) {
        return tx.list(
                DELETE_OF, q -> q.bind("tenant", tenant.value()).bind("user", userId), (row, _) -> row.getString("id"));
    }

    private static void bind(Query query, TenantId tenant, UserGrant.Filter filter) {
        query.bind("tenant", tenant.value())
                .bind("user", filter.userId())
                .bind("client", filter.client())
                .bind("audience", filter.audience());
    }
}
