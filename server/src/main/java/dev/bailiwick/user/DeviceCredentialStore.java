package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Query;

/** What users' devices prove themselves by, as rows. */
final class DeviceCredentialStore {

    private static final String MEANT = """
            FROM device_credential WHERE tenant_id = :tenant AND (:user = '' OR user_id = :user)
                AND (:client = '' OR client_id = :client) AND (:type = '' OR type = :type)
            """;

    private static final String COUNT = "SELECT COUNT(*) AS total " + MEANT;

    private static final String LIST = "SELECT id, user_id, client_id, type, device_id, device_name " + MEANT
            + "ORDER BY seq LIMIT :limit OFFSET :offset";

    private static final String DELETE = "DELETE FROM device_credential WHERE tenant_id = :tenant AND id = :id";

    private static final String DELETE_TOKENS = """
            DELETE FROM device_credential WHERE tenant_id = :tenant AND user_id = :user
                AND type IN ('refresh_token', 'rotating_refresh_token')
            RETURNING id
            """;

    Sliced<DeviceCredential> list(Tx tx, TenantId tenant, DeviceCredential.Filter filter, Slice slice) {
        long total = tx.first(COUNT, q -> bind(q, tenant, filter), (row, _) -> row.getLong("total"))
                .orElseThrow();
        var credentials = tx.list(
                LIST,
                q -> bind(q.bind("limit", slice.limit()).bind("offset", slice.offset()), tenant, filter),
                (row, _) -> new DeviceCredential(
                        row.getString("id"),
                        row.getString("device_name"),
                        row.getString("device_id"),
                        row.getString("type"),
                        row.getString("user_id"),
                        new ClientId(row.getString("client_id"))));
        return new Sliced<>(credentials, total, OptionalLong.empty());
    }

    /** Tells whether it was there. */
    boolean delete(Tx tx, TenantId tenant, String id) {
        return tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id)) == 1;
    }

    /** Returns the ids of those that were there. */
    List<String> deleteTokens(Tx tx, TenantId tenant, String userId) {
        return tx.list(
                DELETE_TOKENS,
                q -> q.bind("tenant", tenant.value()).bind("user", userId),
                (row, _) -> row.getString("id"));
    }

    private static void bind(Query query, TenantId tenant, DeviceCredential.Filter filter) {
        query.bind("tenant", tenant.value())
                .bind("user", filter.userId())
                .bind("client", filter.client())
                .bind("type", filter.type());
    }
}
