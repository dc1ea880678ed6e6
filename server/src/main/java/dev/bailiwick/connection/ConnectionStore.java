package dev.bailiwick.connection;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Connections as rows. One that is deleted is not seen, even while its row is still there. */
final class ConnectionStore {

    private static final int MOST_NAMES = 10_000;

    private static final String COLUMNS = "id, object_id, name, strategy, options, settings, ticket";

    private static final String INSERT = """
            INSERT INTO connection
                (tenant_id, id, object_id, seq, name, strategy, options, settings, ticket, created_at)
            VALUES (:tenant, :id, :objectId, :seq, :name, :strategy, :options, :settings, :ticket, :createdAt)
            """;

    private static final String SUMMARIES = """
            SELECT id, name, strategy FROM connection WHERE tenant_id = :tenant AND deleted_at IS NULL ORDER BY seq
            """;

    private static final String NAMED = """
            SELECT id, name, strategy FROM connection
            WHERE tenant_id = :tenant AND name IN (<names>) AND deleted_at IS NULL
            """;

    private static final String ACTIVE = """
            SELECT id, name, strategy FROM connection WHERE tenant_id = :tenant AND deleted_at IS NULL
                AND EXISTS (SELECT 1 FROM connection_client e
                    WHERE e.tenant_id = connection.tenant_id AND e.connection_id = connection.id)
            ORDER BY seq
            """;

    private static final RowMapper<ConnectionSummary> SUMMARY =
            (row, _) -> new ConnectionSummary(row.getString("id"), row.getString("name"), row.getString("strategy"));

    private static final String FIND = "SELECT " + COLUMNS + """
             FROM connection WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL
            """;

    private static final String FIND_BY_OBJECT_ID = "SELECT " + COLUMNS + """
             FROM connection WHERE tenant_id = :tenant AND object_id = :key AND object_id <> '' AND deleted_at IS NULL
            """;

    private static final String FIND_BY_TICKET = "SELECT " + COLUMNS + """
             FROM connection WHERE tenant_id = :tenant AND ticket = :key AND ticket <> '' AND deleted_at IS NULL
            """;

    private static final String LOCK = """
            UPDATE connection SET seq = seq WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL
            """;

    /** Where one stands in lists, as with Auth0: by its name, without regard to case. No two stand in one place. */
    private static final String PLACE = "LOWER(name) || ' ' || name";

    private static final String LIST = "SELECT " + COLUMNS + ", " + PLACE + " AS place"
            + " FROM connection WHERE tenant_id = :tenant AND deleted_at IS NULL<filter> AND " + PLACE + " > :after"
            + " ORDER BY place LIMIT :limit OFFSET :offset";

    private static final String COUNT = """
            SELECT COUNT(*) AS total FROM connection WHERE tenant_id = :tenant AND deleted_at IS NULL<filter>
            """;

    private static final String OF_NAME = " AND name = :name";
    private static final String OF_STRATEGIES = " AND strategy IN (<strategies>)";
    private static final String OF_CLIENT = """
             AND EXISTS (SELECT 1 FROM connection_client e
                WHERE e.tenant_id = connection.tenant_id AND e.client_id = :client AND e.connection_id = connection.id)
            """;

    private static final String UPDATE = """
            UPDATE connection SET options = :options, settings = :settings WHERE tenant_id = :tenant AND id = :id
            """;

    private static final String MARK_DELETED = """
            UPDATE connection SET deleted_at = :now WHERE tenant_id = :tenant AND id = :id
            """;

    /**
     * A connection as it is stored.
     *
     * @param options sealed
     */
    record Stored(
            String id,
            String objectId,
            String name,
            String strategy,
            String options,
            JsonObject settings,
            String ticket) {

        Stored with(String options, JsonObject settings) {
            return new Stored(id, objectId, name, strategy, options, settings, ticket);
        }
    }

    private static final RowMapper<Stored> STORED = (row, _) -> new Stored(
            row.getString("id"),
            row.getString("object_id"),
            row.getString("name"),
            row.getString("strategy"),
            row.getString("options"),
            JsonObject.ofWritten(row.getString("settings")),
            row.getString("ticket"));

    private static final RowMapper<Numbered<Stored>> PLACED =
            (row, context) -> new Numbered<>(0, row.getString("place"), STORED.map(row, context));

    /** All, in the order of their creation. */
    List<ConnectionSummary> summaries(Tx tx, TenantId tenant) {
        return tx.list(SUMMARIES, q -> q.bind("tenant", tenant.value()), SUMMARY);
    }

    /** Those of these names, in no order. */
    List<ConnectionSummary> named(Tx tx, TenantId tenant, Collection<String> names) {
        var distinct = names.stream().distinct().sorted().toList();
        var found = new ArrayList<ConnectionSummary>();
        for (int from = 0; from < distinct.size(); from += MOST_NAMES) {
            var some = distinct.subList(from, Math.min(from + MOST_NAMES, distinct.size()));
            found.addAll(tx.list(NAMED, q -> q.bind("tenant", tenant.value()).bindList("names", some), SUMMARY));
        }
        return found;
    }

    /** Those that are enabled for some client, in the order of their creation. */
    List<ConnectionSummary> active(Tx tx, TenantId tenant) {
        return tx.list(ACTIVE, q -> q.bind("tenant", tenant.value()), SUMMARY);
    }

    Optional<Stored> find(Tx tx, TenantId tenant, String id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id), STORED);
    }

    Optional<Stored> findByObjectId(Tx tx, TenantId tenant, String objectId) {
        return tx.first(FIND_BY_OBJECT_ID, q -> q.bind("tenant", tenant.value()).bind("key", objectId), STORED);
    }

    Optional<Stored> findByTicket(Tx tx, TenantId tenant, String ticket) {
        return tx.first(FIND_BY_TICKET, q -> q.bind("tenant", tenant.value()).bind("key", ticket), STORED);
    }

    /** The one that is found by its id, and nobody changes it, or for whom it is enabled, until the transaction is over. */
    Optional<Stored> lock(Tx tx, TenantId tenant, String id) {
        boolean isThere = tx.write(LOCK, u -> u.bind("tenant", tenant.value()).bind("id", id)) == 1;
        return isThere ? find(tx, tenant, id) : Optional.empty();
    }

    /** Part of those that are wanted, in the order of their names. */
    Sliced<Stored> list(Tx tx, TenantId tenant, ConnectionFilter wanted, Slice slice) {
        var filter = (wanted.name().isPresent() ? OF_NAME : "")
                + (wanted.strategies().isEmpty() ? "" : OF_STRATEGIES)
                + (wanted.client().isPresent() ? OF_CLIENT : "");
        long total = tx.first(
                        COUNT.replace("<filter>", filter),
                        q -> filtered(q, tenant, wanted),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
        var found = tx.list(
                LIST.replace("<filter>", filter),
                q -> filtered(q, tenant, wanted)
                        .bind("after", slice.afterId())
                        .bind("limit", slice.rows())
                        .bind("offset", slice.offset()),
                PLACED);
        return Sliced.of(found, slice, total);
    }

    /** Refuses a name that another connection of the tenant has, or had and whose users are not gone yet. */
    void insert(Tx tx, TenantId tenant, Connections.NewConnection added, long createdAt) {
        long seq = Sequences.reserve(tx, tenant.value(), "connection", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", added.id())
                        .bind("objectId", added.objectId())
                        .bind("seq", seq)
                        .bind("name", added.name())
                        .bind("strategy", added.strategy())
                        .bind("options", added.optionsSealed())
                        .bind("settings", added.settings().toString())
                        .bind("ticket", added.ticket())
                        .bind("createdAt", createdAt),
                new Problem.Conflict("connection", "name", added.name()));
    }

    void update(Tx tx, TenantId tenant, Stored changed) {
        tx.write(
                UPDATE,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", changed.id())
                        .bind("options", changed.options())
                        .bind("settings", changed.settings().toString()));
    }

    void markDeleted(Tx tx, TenantId tenant, String id, Instant now) {
        tx.write(
                MARK_DELETED,
                u -> u.bind("tenant", tenant.value()).bind("id", id).bind("now", now.toEpochMilli()));
    }

    private static <S extends SqlStatement<S>> S filtered(S statement, TenantId tenant, ConnectionFilter wanted) {
        statement.bind("tenant", tenant.value());
        wanted.name().ifPresent(name -> statement.bind("name", name));
        wanted.client().map(ClientId::value).ifPresent(client -> statement.bind("client", client));
        return wanted.strategies().isEmpty() ? statement : statement.bindList("strategies", wanted.strategies());
    }
}
