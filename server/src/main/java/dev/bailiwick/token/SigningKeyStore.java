package dev.bailiwick.token;

import dev.bailiwick.certificate.Pem;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Signing keys as rows. A previous key whose time is over is not seen, even while its row is still there. */
final class SigningKeyStore {

    private static final String LIST = """
            SELECT kid, state, certificate, private_key, since, current_since, accepted_until FROM signing_key
            WHERE tenant_id = :tenant AND (accepted_until IS NULL OR accepted_until > :now)
            ORDER BY CASE state WHEN 'current' THEN 0 WHEN 'next' THEN 1 ELSE 2 END, since DESC, kid
            """;

    private static final String IN_STATE = """
            SELECT kid, state, certificate, private_key, since, current_since, accepted_until FROM signing_key
            WHERE tenant_id = :tenant AND state = :state
            """;

    private static final String SIGNER = """
            SELECT kid, state, certificate, private_key, since, current_since, accepted_until FROM signing_key
            WHERE tenant_id = :tenant
              AND (state = 'current' OR (state = 'previous' AND since >= :known AND accepted_until > :expires))
            ORDER BY CASE WHEN published_at <= :known THEN 0 ELSE published_at END,
                CASE state WHEN 'current' THEN 0 ELSE 1 END, since DESC, kid
            LIMIT 1
            """;

    private static final String FIND = """
            SELECT kid, state, certificate, private_key, since, current_since, accepted_until FROM signing_key
            WHERE tenant_id = :tenant AND kid = :kid AND (accepted_until IS NULL OR accepted_until > :now)
            """;

    private static final String FIND_FOR = FIND.stripTrailing() + """
             AND EXISTS (SELECT 1 FROM resource_server r WHERE r.tenant_id = :tenant AND r.identifier = :audience)
            """;

    private static final String INSERT = """
            INSERT INTO signing_key
                (tenant_id, kid, state, certificate, private_key, published_at, since, current_since)
            VALUES (:tenant, :kid, :state, :certificate, :privateKey, :since, :since,
                CASE WHEN :state = 'current' THEN :since ELSE NULL END)
            """;

    private static final String INSERT_IF_ABSENT = INSERT.stripTrailing() + " ON CONFLICT DO NOTHING";

    private static final String WITHOUT_NEXT = """
            SELECT id, name, domain FROM tenant t
            WHERE NOT is_removed AND created_at <= :before
              AND NOT EXISTS (SELECT 1 FROM signing_key k WHERE k.tenant_id = t.id AND k.state = 'next')
            ORDER BY seq
            """;

    private static final String RETIRE = """
            UPDATE signing_key SET state = 'previous', since = :now, accepted_until = :until
            WHERE tenant_id = :tenant AND state = 'current'
            """;

    private static final String PROMOTE = """
            UPDATE signing_key SET state = 'current', since = :now, current_since = :now
            WHERE tenant_id = :tenant AND kid = :kid AND state = 'next'
            """;

    private static final String DELETE = """
            DELETE FROM signing_key WHERE tenant_id = :tenant AND kid = :kid AND state = :state
            """;

    private static final String NOTE_REVOKED = """
            INSERT INTO revoked_signing_key (tenant_id, kid, certificate, current_since, current_until, revoked_at)
            SELECT tenant_id, kid, certificate, current_since,
                CASE state WHEN 'previous' THEN since WHEN 'current' THEN :now END, :now
            FROM signing_key WHERE tenant_id = :tenant AND kid = :kid
            """;

    private static final String REVOKED = """
            SELECT kid, certificate, current_since, current_until, revoked_at FROM revoked_signing_key
            WHERE tenant_id = :tenant ORDER BY revoked_at DESC, kid
            """;

    private static final String DELETE_PAST = """
            DELETE FROM signing_key WHERE tenant_id = :tenant AND accepted_until <= :now
            """;

    /**
     * A key as it is stored.
     *
     * @param certificate PEM
     * @param privateKey PKCS #8 in base64, sealed
     * @param since epoch milliseconds
     * @param currentSince epoch milliseconds; null when it has not signed yet
     * @param acceptedUntil epoch milliseconds; null unless it is a previous key
     */
    record Stored(
            String kid,
            KeyState state,
            String certificate,
            String privateKey,
            long since,
            @Nullable Long currentSince,
            @Nullable Long acceptedUntil) {}

    private static final RowMapper<Stored> STORED = (row, _) -> new Stored(
            row.getString("kid"),
            KeyState.ofWord(row.getString("state")),
            row.getString("certificate"),
            row.getString("private_key"),
            row.getLong("since"),
            number(row, "current_since"),
            number(row, "accepted_until"));

    /** The current key, the next, and the previous ones from the newest to the oldest. */
    List<Stored> list(Tx tx, TenantId tenant, Instant now) {
        return tx.list(LIST, q -> q.bind("tenant", tenant.value()).bind("now", now.toEpochMilli()), STORED);
    }

    /** The one key that is current, or next. */
    Optional<Stored> findIn(Tx tx, TenantId tenant, KeyState state) {
        return tx.first(IN_STATE, q -> q.bind("tenant", tenant.value()).bind("state", state.word()), STORED);
    }

    /**
     * The key for a token.
     *
     * @param known what was published then is known to all, and what has been retired since then may sign
     * @param expires when the token does
     */
    Optional<Stored> signer(Tx tx, TenantId tenant, Instant known, Instant expires) {
        return tx.first(
                SIGNER,
                q -> q.bind("tenant", tenant.value())
                        .bind("known", known.toEpochMilli())
                        .bind("expires", expires.toEpochMilli()),
                STORED);
    }

    Optional<Stored> find(Tx tx, TenantId tenant, String kid, Instant now) {
        return tx.first(
                FIND, q -> q.bind("tenant", tenant.value()).bind("kid", kid).bind("now", now.toEpochMilli()), STORED);
    }

    /** The key, if there is a resource server of this identifier besides. */
    Optional<Stored> findFor(Tx tx, TenantId tenant, String kid, String audience, Instant now) {
        return tx.first(
                FIND_FOR,
                q -> q.bind("tenant", tenant.value())
                        .bind("kid", kid)
                        .bind("audience", audience)
                        .bind("now", now.toEpochMilli()),
                STORED);
    }

    /** Refuses a second current or next key. */
    void insert(Tx tx, TenantId tenant, SigningKeys.NewKey key, KeyState state, Instant now) {
        tx.write(
                INSERT,
                u -> bind(u, tenant, key, state, now),
                new Problem.Conflict("signing key", "state", state.word()));
    }

    /** Returns whether the tenant had no next key. */
    boolean insertNextIfAbsent(Tx tx, TenantId tenant, SigningKeys.NewKey key, Instant now) {
        return tx.write(INSERT_IF_ABSENT, u -> bind(u, tenant, key, KeyState.NEXT, now)) == 1;
    }

    /** The tenants, made before a time, that have no next key. */
    List<Tenant> withoutNext(Tx tx, Instant before) {
        return tx.list(
                WITHOUT_NEXT,
                q -> q.bind("before", before.toEpochMilli()),
                (row, _) ->
                        new Tenant(new TenantId(row.getString("id")), row.getString("name"), row.getString("domain")));
    }

    /** Makes the current key a previous one; tells whether there was one that nobody else had retired meanwhile. */
    boolean retire(Tx tx, TenantId tenant, Instant now, Instant until) {
        return tx.write(
                        RETIRE,
                        u -> u.bind("tenant", tenant.value())
                                .bind("now", now.toEpochMilli())
                                .bind("until", until.toEpochMilli()))
                == 1;
    }

    /** Makes the next key the current one; tells whether it was still the next. */
    boolean promote(Tx tx, TenantId tenant, String kid, Instant now) {
        return tx.write(
                        PROMOTE,
                        u -> u.bind("tenant", tenant.value()).bind("kid", kid).bind("now", now.toEpochMilli()))
                == 1;
    }

    /** Keeps what may be told of a key that is about to be revoked. Refuses a key that somebody else has just revoked. */
    void noteRevoked(Tx tx, TenantId tenant, String kid, Instant now) {
        tx.write(
                NOTE_REVOKED,
                u -> u.bind("tenant", tenant.value()).bind("kid", kid).bind("now", now.toEpochMilli()),
                new Problem.Conflict("signing key", "state", "changed meanwhile"));
    }

    /** The keys that were revoked, from the last one on backwards. */
    List<RevokedKey> revoked(Tx tx, TenantId tenant) {
        return tx.list(
                REVOKED,
                q -> q.bind("tenant", tenant.value()),
                (row, _) -> new RevokedKey(
                        row.getString("kid"),
                        instant(number(row, "current_since")),
                        instant(number(row, "current_until")),
                        Instant.ofEpochMilli(row.getLong("revoked_at")),
                        Pem.certificates(row.getString("certificate")).getFirst()));
    }

    /** Tells whether there was such a key in that state. */
    boolean delete(Tx tx, TenantId tenant, String kid, KeyState state) {
        return tx.write(
                        DELETE,
                        u -> u.bind("tenant", tenant.value()).bind("kid", kid).bind("state", state.word()))
                == 1;
    }

    void deletePast(Tx tx, TenantId tenant, Instant now) {
        tx.write(DELETE_PAST, u -> u.bind("tenant", tenant.value()).bind("now", now.toEpochMilli()));
    }

    private static void bind(
            SqlStatement<?> statement, TenantId tenant, SigningKeys.NewKey key, KeyState state, Instant now) {
        statement
                .bind("tenant", tenant.value())
                .bind("kid", key.kid())
                .bind("state", state.word())
                .bind("certificate", key.certificatePem())
                .bind("privateKey", key.privateKeySealed())
                .bind("since", now.toEpochMilli());
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : row.getLong(column);
    }

    static @Nullable Instant instant(@Nullable Long milliseconds) {
        return milliseconds == null ? null : Instant.ofEpochMilli(milliseconds);
    }
}
