package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/** What users' devices prove themselves by, as rows. */
final class DeviceCredentialStore {

    private static final String COLUMNS = "id, seq, user_id, client_id, type, device_id, device_name, public_key ";

    private static final String MEANT = """
            FROM device_credential WHERE tenant_id = :tenant AND (:user = '' OR user_id = :user)
                AND (:client = '' OR client_id = :client) AND (:type = '' OR type = :type)
            """;

    private static final String COUNT = "SELECT COUNT(*) AS total " + MEANT;

    private static final String LIST =
            "SELECT " + COLUMNS + MEANT + "AND seq > :after ORDER BY seq LIMIT :rows OFFSET :offset";

    private static final String KEYS = "SELECT " + COLUMNS + """
            FROM device_credential WHERE tenant_id = :tenant AND user_id = :user AND type = 'public_key' ORDER BY seq
            """;

    private static final String INSERT = """
            INSERT INTO device_credential
                (tenant_id, id, seq, user_id, client_id, type, device_id, device_name, public_key)
            VALUES (:tenant, :id, :seq, :user, :client, :type, :deviceId, :deviceName, :publicKey)
            """;

    private static final String CHANGE_KEY = """
            UPDATE device_credential SET public_key = :publicKey WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String DELETE = "DELETE FROM device_credential WHERE tenant_id = :tenant AND id = :id";

    private static final String DELETE_KEYS = """
            DELETE FROM device_credential WHERE tenant_id = :tenant AND user_id = :user
                AND type = 'public_key' AND device_name = :device
            RETURNING id
            """;

    private static final String OF_TOKENS = """
            DELETE FROM device_credential WHERE tenant_id = :tenant AND user_id = :user
                AND type IN ('refresh_token', 'rotating_refresh_token')
            """;

    private static final String DELETE_TOKEN = OF_TOKENS + "AND id = :id";

    private static final String DELETE_TOKENS = OF_TOKENS + "RETURNING id";

    Sliced<DeviceCredential> list(Tx tx, TenantId tenant, DeviceCredential.Filter filter, Slice slice) {
        long total = tx.first(COUNT, q -> bind(q, tenant, filter), (row, _) -> row.getLong("total"))
                .orElseThrow();
        var rows = tx.list(
                LIST,
                q -> bind(q, tenant, filter)
                        .bind("after", slice.after())
                        .bind("rows", slice.rows())
                        .bind("offset", slice.offset()),
                (row, _) -> new Numbered<>(row.getLong("seq"), credential(row)));
        return Sliced.of(rows, slice, total);
    }

    /** The public keys of a user, of which there are not many. */
    List<DeviceCredential> keys(Tx tx, TenantId tenant, String userId) {
        return tx.list(KEYS, q -> q.bind("tenant", tenant.value()).bind("user", userId), (row, _) -> credential(row));
    }

    void insert(Tx tx, TenantId tenant, DeviceCredential added) {
        long seq = Sequences.reserve(tx, tenant.value(), "device_credential", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", added.id())
                        .bind("seq", seq)
                        .bind("user", added.userId())
                        .bind("client", added.client().value())
                        .bind("type", added.type())
                        .bind("deviceId", added.deviceId())
                        .bind("deviceName", added.deviceName())
                        .bind("publicKey", added.publicKey()));
    }

    void changeKey(Tx tx, TenantId tenant, String id, String publicKey) {
        tx.write(
                CHANGE_KEY, u -> u.bind("tenant", tenant.value()).bind("id", id).bind("publicKey", publicKey));
    }

    /** Tells whether it was there. */
    boolean delete(Tx tx, TenantId tenant, String id) {
        return tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id)) == 1;
    }

    /** Returns the ids of those that were there. */
    List<String> deleteKeys(Tx tx, TenantId tenant, String userId, String device) {
        return tx.list(
                DELETE_KEYS,
                q -> q.bind("tenant", tenant.value()).bind("user", userId).bind("device", device),
                (row, _) -> row.getString("id"));
    }

    /** Tells whether there was a refresh token of the user by this id. */
    boolean deleteToken(Tx tx, TenantId tenant, String userId, String id) {
        return tx.write(
                        DELETE_TOKEN,
                        u -> u.bind("tenant", tenant.value())
                                .bind("user", userId)
                                .bind("id", id))
                == 1;
    }

    /** Returns the ids of those that were there. */
    List<String> deleteTokens(Tx tx, TenantId tenant, String userId) {
        return tx.list(
                DELETE_TOKENS,
                q -> q.bind("tenant", tenant.value()).bind("user", userId),
                (row, _) -> row.getString("id"));
    }

    private static DeviceCredential credential(ResultSet row) throws SQLException {
        return new DeviceCredential(
                row.getString("id"),
                row.getString("device_name"),
                row.getString("device_id"),
                row.getString("type"),
                row.getString("user_id"),
                new ClientId(row.getString("client_id")),
                row.getString("public_key"));
    }

    private static <S extends SqlStatement<S>> S bind(S statement, TenantId tenant, DeviceCredential.Filter filter) {
        return statement
                .bind("tenant", tenant.value())
                .bind("user", filter.userId())
                .bind("client", filter.client())
                .bind("type", filter.type());
    }
}
