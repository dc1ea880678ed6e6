package dev.bailiwick.token;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/** The tokens of Management API v1, and the clients that may have them, as rows. */
final class ManagementTokenStore {

    private static final String IS_ADMITTED = """
            SELECT 1 AS one FROM management_client WHERE tenant_id = :tenant AND client_id = :client
            """;

    private static final String ADMIT = """
            INSERT INTO management_client (tenant_id, client_id)
            SELECT tenant_id, id FROM client WHERE tenant_id = :tenant AND id = :client
            ON CONFLICT DO NOTHING
            """;

    private static final String DISMISS = """
            DELETE FROM management_client WHERE tenant_id = :tenant AND client_id = :client
            """;

    private static final String INSERT = """
            INSERT INTO management_token (tenant_id, digest, client_id, expires_at)
            VALUES (:tenant, :digest, :client, :expiresAt)
            """;

    private static final String DELETE_PAST = """
            DELETE FROM management_token WHERE tenant_id = :tenant AND digest IN (
                SELECT digest FROM management_token WHERE tenant_id = :tenant AND expires_at <= :now
                ORDER BY expires_at LIMIT :most)
            """;

    private static final String DELETE_OLDEST = """
            DELETE FROM management_token WHERE tenant_id = :tenant AND digest IN (
                SELECT digest FROM management_token WHERE tenant_id = :tenant AND client_id = :client
                ORDER BY expires_at DESC, digest LIMIT :most OFFSET :kept)
            """;

    private static final String FIND = """
            SELECT c.id, c.is_global, t.expires_at FROM management_token t
            JOIN client c ON c.tenant_id = t.tenant_id AND c.id = t.client_id
            WHERE t.tenant_id = :tenant AND t.digest = :digest AND t.expires_at > :now
            """;

    boolean isAdmitted(Tx tx, TenantId tenant, ClientId client) {
        return tx.first(
                        IS_ADMITTED,
                        q -> q.bind("tenant", tenant.value()).bind("client", client.value()),
                        (row, _) -> row.getInt("one"))
                .isPresent();
    }

    /** Tells whether there is such a client, and it was not admitted before. */
    boolean admit(Tx tx, TenantId tenant, ClientId client) {
        return tx.write(ADMIT, u -> u.bind("tenant", tenant.value()).bind("client", client.value())) == 1;
    }

    /** With the admission go the tokens. Tells whether it was there. */
    boolean dismiss(Tx tx, TenantId tenant, ClientId client) {
        return tx.write(DISMISS, u -> u.bind("tenant", tenant.value()).bind("client", client.value())) == 1;
    }

    void insert(Tx tx, TenantId tenant, String digest, ClientId client, Instant expiresAt) {
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("digest", digest)
                        .bind("client", client.value())
                        .bind("expiresAt", expiresAt.toEpochMilli()));
    }

    /** Deletes some that are over, of any client. */
    void deletePast(Tx tx, TenantId tenant, Instant now, int most) {
        tx.write(
                DELETE_PAST,
                u -> u.bind("tenant", tenant.value())
                        .bind("now", now.toEpochMilli())
                        .bind("most", most));
    }

    /** Deletes some of those of a client that so many newer ones stand before. */
    void deleteOldest(Tx tx, TenantId tenant, ClientId client, int kept, int most) {
        tx.write(
                DELETE_OLDEST,
                u -> u.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("kept", kept)
                        .bind("most", most));
    }

    Optional<ManagementTokens.Holder> find(Tx tx, TenantId tenant, String digest, Instant now) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value()).bind("digest", digest).bind("now", now.toEpochMilli()),
                (row, _) -> new ManagementTokens.Holder(
                        new ClientId(row.getString("id")),
                        row.getBoolean("is_global"),
                        Instant.ofEpochMilli(row.getLong("expires_at"))));
    }
}
