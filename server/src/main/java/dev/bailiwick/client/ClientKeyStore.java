package dev.bailiwick.client;

import dev.bailiwick.certificate.Pem;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Clients' public keys as rows. */
final class ClientKeyStore {

    private static final String LIST = """
            SELECT kid, alg, public_key, expires_at FROM client_key
            WHERE tenant_id = :tenant AND client_id = :client AND (expires_at IS NULL OR expires_at > :now)
            ORDER BY created_at, kid
            """;

    private static final String INSERT = """
            INSERT INTO client_key (tenant_id, client_id, kid, alg, public_key, created_at, expires_at)
            VALUES (:tenant, :client, :kid, :alg, :publicKey, :createdAt, :expiresAt)
            """;

    private static final String DELETE = """
            DELETE FROM client_key WHERE tenant_id = :tenant AND client_id = :client AND kid = :kid
            """;

    private static final String COUNT = """
            SELECT COUNT(*) AS keys FROM client_key WHERE tenant_id = :tenant AND client_id = :client
            """;

    /** The keys that have not expired, the oldest first. */
    List<ClientKey> list(Tx tx, TenantId tenant, ClientId client, Instant now) {
        return tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("now", now.toEpochMilli()),
                (row, _) -> key(row));
    }

    /** How many keys the client has, expired ones too. */
    int count(Tx tx, TenantId tenant, ClientId client) {
        return tx.first(
                        COUNT,
                        q -> q.bind("tenant", tenant.value()).bind("client", client.value()),
                        (row, _) -> row.getInt("keys"))
                .orElseThrow();
    }

    /** Refuses a second key of the same id. */
    void insert(Tx tx, TenantId tenant, ClientId client, ClientKey key, Instant createdAt) {
        var expiresAt = key.expiresAt();
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("kid", key.kid())
                        .bind("alg", key.algorithm())
                        .bind("publicKey", Pem.of(key.publicKey()))
                        .bind("createdAt", createdAt.toEpochMilli())
                        .bind("expiresAt", expiresAt == null ? null : Long.valueOf(expiresAt.toEpochMilli())),
                new Problem.Conflict("client key", "kid", key.kid()));
    }

    /** Tells whether there was such a key. */
    boolean delete(Tx tx, TenantId tenant, ClientId client, String kid) {
        return tx.write(
                        DELETE,
                        u -> u.bind("tenant", tenant.value())
                                .bind("client", client.value())
                                .bind("kid", kid))
                == 1;
    }

    private static ClientKey key(ResultSet row) throws SQLException {
        try {
            return new ClientKey(
                    row.getString("kid"),
                    row.getString("alg"),
                    Pem.rsaPublicKey(row.getString("public_key")),
                    row.getObject("expires_at") == null ? null : Instant.ofEpochMilli(row.getLong("expires_at")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored public key is damaged", e);
        }
    }
}
