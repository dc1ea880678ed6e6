package dev.bailiwick.apikey;

import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys as rows. A key whose time is over is not seen, even while its row is still there. */
final class ApiKeyStore {

    private static final String LIST = """
            SELECT id, digest, created_at, accepted_until, last_used_at FROM api_key
            WHERE tenant_id = :tenant AND (accepted_until IS NULL OR accepted_until > :now)
            ORDER BY seq DESC
            """;

    private static final String INSERT = """
            INSERT INTO api_key (tenant_id, id, seq, digest, created_at) VALUES (:tenant, :id, :seq, :digest, :now)
            """;

    private static final String RETIRE = """
            UPDATE api_key SET accepted_until = :until WHERE tenant_id = :tenant AND accepted_until IS NULL
            """;

    private static final String DELETE = "DELETE FROM api_key WHERE tenant_id = :tenant AND id = :id";

    private static final String DELETE_PAST = """
            DELETE FROM api_key WHERE tenant_id = :tenant AND accepted_until <= :now
            """;

    private static final String USE = """
            UPDATE api_key SET last_used_at = :now
            WHERE tenant_id = :tenant AND id = :id AND (last_used_at IS NULL OR last_used_at <= :before)
            """;

    /** A key as it is stored. */
    record Stored(ApiKey key, String digest) {}

    /** The present key and those whose time is not over, the newest first. */
    List<Stored> list(Tx tx, TenantId tenant, Instant now) {
        return tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value()).bind("now", now.toEpochMilli()),
                (row, _) -> new Stored(
                        new ApiKey(
                                row.getString("id"),
                                Instant.ofEpochMilli(row.getLong("created_at")),
                                instant(row, "accepted_until"),
                                instant(row, "last_used_at")),
                        row.getString("digest")));
    }

    /** Takes the next number. Whoever else changes keys of the tenant waits until the transaction is over. */
    long lock(Tx tx, TenantId tenant) {
        return Sequences.reserve(tx, tenant.value(), "api_key", 1);
    }

    /** Adds the present key; there must be none. */
    void insert(Tx tx, TenantId tenant, String id, long seq, String digest, Instant now) {
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("seq", seq)
                        .bind("digest", digest)
                        .bind("now", now.toEpochMilli()));
    }

    /** Gives the present key, if there is one, an end. */
    void retire(Tx tx, TenantId tenant, Instant until) {
        tx.write(RETIRE, u -> u.bind("tenant", tenant.value()).bind("until", until.toEpochMilli()));
    }

    /** Tells whether there was such a key. */
    boolean delete(Tx tx, TenantId tenant, String id) {
        return tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id)) == 1;
    }

    /** Deletes keys whose time is over. */
    void deletePast(Tx tx, TenantId tenant, Instant now) {
        tx.write(DELETE_PAST, u -> u.bind("tenant", tenant.value()).bind("now", now.toEpochMilli()));
    }

    /** Notes a use, unless one was noted after {@code before}. */
    void use(Tx tx, TenantId tenant, String id, Instant now, Instant before) {
        tx.write(
                USE,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .bind("before", before.toEpochMilli()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : Instant.ofEpochMilli(row.getLong(column));
    }
}
