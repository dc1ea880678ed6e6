package dev.bailiwick.audit;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** The audit log as rows. */
final class AuditStore {

    /** The columns of an entry. */
    static final String COLUMNS = """
            a.id, a.at, a.type, a.actor, a.request_id, a.address, a.user_agent, a.method, a.path,
            a.action, a.kind, a.object_id, a.description, a.before, a.after\
            """;

    private static final String INSERT = """
            INSERT INTO audit_log (tenant_id, id, at, type, actor, request_id, address, user_agent, method, path,
                action, kind, object_id, description, before, after)
            VALUES (:tenant, :id, :at, :type, :actor, :requestId, :address, :userAgent, :method, :path,
                :action, :kind, :objectId, :description, :before, :after)
            """;

    private static final String INSERT_ONCE = INSERT + "ON CONFLICT (tenant_id, id) DO NOTHING";

    private static final String LIST = "SELECT " + COLUMNS + """
             FROM audit_log a WHERE a.tenant_id = :tenant<conditions>
            ORDER BY a.id DESC LIMIT :limit
            """;

    private static final String SIZES = """
            SELECT LENGTH(a.before) + LENGTH(a.after) AS size FROM audit_log a
            WHERE a.tenant_id = :tenant<conditions>
            ORDER BY a.id DESC LIMIT :limit
            """;

    /** Of a page, in characters; its first entry may be longer. */
    private static final long LONGEST = 8L << 20;

    private static final Map<String, String> CONDITIONS = Map.of(
            "type", " AND a.type = :type",
            "since", " AND a.id >= :since",
            "before", " AND a.id < :before",
            "actor", " AND a.actor = :actor",
            "kind", " AND a.kind = :kind",
            "objectId", " AND a.object_id = :objectId");

    static final RowMapper<AuditEntry> ENTRY = (row, _) -> new AuditEntry(
            row.getString("id"),
            row.getLong("at"),
            LogType.ofCode(row.getString("type")),
            new Origin(
                    row.getString("actor"),
                    row.getString("request_id"),
                    new Sender(
                            row.getString("address"),
                            row.getString("user_agent"),
                            row.getString("method"),
                            row.getString("path"))),
            row.getString("action"),
            row.getString("kind"),
            row.getString("object_id"),
            row.getString("description"),
            row.getString("before"),
            row.getString("after"));

    void insert(Tx tx, TenantId tenant, AuditEntry entry) {
        tx.write(INSERT, u -> bind(u, tenant, entry));
    }

    /** Those that are there already are left as they are. */
    void insertOnce(Tx tx, TenantId tenant, Collection<AuditEntry> entries) {
        tx.bulk(INSERT_ONCE, entries, (batch, entry) -> bind(batch, tenant, entry));
    }

    /** Ids begin with their time, so that a time is a place among them. */
    AuditPage list(Tx tx, TenantId tenant, AuditQuery wanted) {
        var parameters = new TreeMap<String, String>();
        if (!wanted.withTokens()) {
            parameters.put("type", LogType.CHANGE.code());
        }
        wanted.since().ifPresent(time -> parameters.put("since", EntryId.begin(time.toEpochMilli())));
        wanted.before().ifPresent(id -> parameters.put("before", id));
        wanted.actor().ifPresent(actor -> parameters.put("actor", actor));
        wanted.kind().ifPresent(kind -> parameters.put("kind", kind));
        wanted.objectId().ifPresent(id -> parameters.put("objectId", id));
        var sizes = list(tx, tenant, SIZES, parameters, wanted.limit(), (row, _) -> row.getLong("size"));
        int fitting = fitting(sizes);
        var entries = list(tx, tenant, LIST, parameters, fitting, ENTRY);
        return new AuditPage(entries, fitting == sizes.size() && fitting < wanted.limit());
    }

    private static <T> List<T> list(
            Tx tx, TenantId tenant, String sql, Map<String, String> parameters, int limit, RowMapper<T> mapper) {
        var conditions = parameters.keySet().stream()
                .map(name -> Objects.requireNonNull(CONDITIONS.get(name)))
                .collect(Collectors.joining());
        return tx.list(
                sql.replace("<conditions>", conditions),
                q -> {
                    q.bind("tenant", tenant.value()).bind("limit", limit);
                    parameters.forEach(q::bind);
                },
                mapper);
    }

    /** How many entries of these sizes make a page. */
    private static int fitting(List<Long> sizes) {
        long length = 0;
        int count = 0;
        while (count < sizes.size() && (count == 0 || length + sizes.get(count) <= LONGEST)) {
            length += sizes.get(count++);
        }
        return count;
    }

    private static void bind(SqlStatement<?> statement, TenantId tenant, AuditEntry entry) {
        var sender = entry.origin().sender();
        statement.bind("tenant", tenant.value());
        statement.bind("id", entry.id());
        statement.bind("at", entry.at());
        statement.bind("type", entry.type().code());
        statement.bind("actor", entry.origin().actor());
        statement.bind("requestId", entry.origin().requestId());
        statement.bind("address", sender.address());
        statement.bind("userAgent", sender.userAgent());
        statement.bind("method", sender.method());
        statement.bind("path", sender.path());
        statement.bind("action", entry.action());
        statement.bind("kind", entry.kind());
        statement.bind("objectId", entry.objectId());
        statement.bind("description", entry.description());
        statement.bind("before", entry.before());
        statement.bind("after", entry.after());
    }
}
