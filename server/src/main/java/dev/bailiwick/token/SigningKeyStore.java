package dev.bailiwick.token;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Signing keys as rows. */
final class SigningKeyStore {

    private static final String LIST = """
            SELECT kid, certificate, private_key FROM signing_key WHERE tenant_id = :tenant
            ORDER BY CASE state WHEN 'current' THEN 0 WHEN 'next' THEN 1 ELSE 2 END
            """;

    private static final String CURRENT = """
            SELECT kid, certificate, private_key FROM signing_key WHERE tenant_id = :tenant AND state = 'current'
            """;

    private static final String FIND = """
            SELECT kid, certificate, private_key FROM signing_key WHERE tenant_id = :tenant AND kid = :kid
            """;

    private static final String INSERT = """
            INSERT INTO signing_key (tenant_id, kid, state, certificate, private_key, created_at)
            VALUES (:tenant, :kid, :state, :certificate, :privateKey, :createdAt)
            """;

    /**
     * A key as it is stored.
     *
     * @param certificate PEM
     * @param privateKey PKCS #8 in base64, sealed
     */
    record Stored(String kid, String certificate, String privateKey) {}

    private static final RowMapper<Stored> STORED =
            (row, _) -> new Stored(row.getString("kid"), row.getString("certificate"), row.getString("private_key"));

    List<Stored> list(Tx tx, TenantId tenant) {
        return tx.list(LIST, q -> q.bind("tenant", tenant.value()), STORED);
    }

    Optional<Stored> current(Tx tx, TenantId tenant) {
        return tx.first(CURRENT, q -> q.bind("tenant", tenant.value()), STORED);
    }

    Optional<Stored> find(Tx tx, TenantId tenant, String kid) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("kid", kid), STORED);
    }

    void insert(Tx tx, TenantId tenant, Stored key, KeyState state, long createdAt) {
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("kid", key.kid())
                        .bind("state", state.word())
                        .bind("certificate", key.certificate())
                        .bind("privateKey", key.privateKey())
                        .bind("createdAt", createdAt),
                new Problem.Conflict("signing key", "state", state.word()));
    }
}
