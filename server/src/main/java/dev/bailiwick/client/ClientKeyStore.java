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
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What proves clients, as rows. */
final class ClientKeyStore {

    private static final String COLUMNS =
            "id, name, type, kid, alg, content, is_standing, created_at, updated_at, expires_at";

    private static final String LIST = "SELECT " + COLUMNS + """
             FROM client_key WHERE tenant_id = :tenant AND client_id = :client ORDER BY kid NULLS LAST, created_at, id
            """;

    private static final String LIST_USABLE = "SELECT " + COLUMNS + """
             FROM client_key
            WHERE tenant_id = :tenant AND client_id = :client AND (expires_at IS NULL OR expires_at > :now)
            ORDER BY created_at, id
            """;

    private static final String FIND = "SELECT " + COLUMNS + """
             FROM client_key WHERE tenant_id = :tenant AND client_id = :client AND id = :id
            """;

    private static final String FIND_BY_KID = "SELECT " + COLUMNS + """
             FROM client_key WHERE tenant_id = :tenant AND client_id = :client AND kid = :kid
            """;

    private static final String INSERT = """
            INSERT INTO client_key (tenant_id, client_id, id, name, type, kid, alg, content, is_standing, created_at,
                updated_at, expires_at)
            VALUES (:tenant, :client, :id, :name, :type, :kid, :alg, :content, :isStanding, :createdAt, :updatedAt,
                :expiresAt)
            """;

    private static final String CHANGE_END = """
            UPDATE client_key SET expires_at = :expiresAt, updated_at = :updatedAt WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String DELETE = "DELETE FROM client_key WHERE tenant_id = :tenant AND id = :id";

    /** All, expired ones too, keys by their ids, which is how Auth0 lists them, then the rest, the oldest first. */
    List<ClientCredential> list(Tx tx, TenantId tenant, ClientId client) {
        return tx.list(
                LIST, q -> q.bind("tenant", tenant.value()).bind("client", client.value()), ClientKeyStore::credential);
    }

    /** Those that have not expired, the oldest first. */
    List<ClientCredential> listUsable(Tx tx, TenantId tenant, ClientId client, Instant now) {
        return tx.list(
                LIST_USABLE,
                q -> q.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("now", now.toEpochMilli()),
                ClientKeyStore::credential);
    }

    Optional<ClientCredential> find(Tx tx, TenantId tenant, ClientId client, String id) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("id", id),
                ClientKeyStore::credential);
    }

    Optional<ClientCredential> findByKid(Tx tx, TenantId tenant, ClientId client, String kid) {
        return tx.first(
                FIND_BY_KID,
                q -> q.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("kid", kid),
                ClientKeyStore::credential);
    }

    /** Refuses a second key of the same key id. */
    void insert(Tx tx, TenantId tenant, ClientId client, ClientCredential added) {
        var proof = added.proof();
        var key = proof instanceof ClientKey known ? known : null;
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("client", client.value())
                        .bind("id", added.id())
                        .bind("name", added.name())
                        .bind("type", proof.type())
                        .bind("kid", key == null ? null : key.kid())
                        .bind("alg", key == null ? null : key.algorithm())
                        .bind("content", content(proof))
                        .bind("isStanding", added.isStanding())
                        .bind("createdAt", added.createdAt().toEpochMilli())
                        .bind("updatedAt", added.updatedAt().toEpochMilli())
                        .bind("expiresAt", millis(proof.expiresAt())),
                new Problem.Conflict("client key", "kid", added.called()));
    }

    private static String content(ClientProof proof) {
        return switch (proof) {
            case ClientKey key -> Pem.of(key.publicKey());
            case ClientCertificate certificate -> certificate.thumbprint();
            case CertificateSubject subject -> subject.name();
        };
    }

    void changeEnd(Tx tx, TenantId tenant, String id, @Nullable Instant expiresAt, Instant now) {
        tx.write(
                CHANGE_END,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("expiresAt", millis(expiresAt))
                        .bind("updatedAt", now.toEpochMilli()));
    }

    void delete(Tx tx, TenantId tenant, String id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id));
    }

    private static ClientCredential credential(ResultSet row, StatementContext context) throws SQLException {
        return new ClientCredential(
                row.getString("id"),
                row.getString("name"),
                proof(row),
                row.getBoolean("is_standing"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : Long.valueOf(time.toEpochMilli());
    }

    private static ClientProof proof(ResultSet row) throws SQLException {
        var content = row.getString("content");
        var expiresAt = row.getObject("expires_at") == null ? null : Instant.ofEpochMilli(row.getLong("expires_at"));
        return switch (row.getString("type")) {
            case ClientKey.TYPE -> key(row.getString("kid"), row.getString("alg"), content, expiresAt);
            case ClientCertificate.TYPE -> new ClientCertificate(content, expiresAt);
            case CertificateSubject.TYPE -> new CertificateSubject(content, expiresAt);
            case String other -> throw new IllegalStateException("a credential of an unknown type: " + other);
        };
    }

    private static ClientKey key(String kid, String algorithm, String pem, @Nullable Instant expiresAt) {
        try {
            return new ClientKey(kid, algorithm, Pem.rsaPublicKey(pem), expiresAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored public key is damaged", e);
        }
    }
}
