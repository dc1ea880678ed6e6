package dev.bailiwick.audit;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The audit log as rows. */
final class AuditStore {

    private static final String INSERT = """
            INSERT INTO audit_log (tenant_id, id, at, actor, request_id, action, kind, object_id, before, after)
            VALUES (:tenant, :id, :at, :actor, :requestId, :action, :kind, :objectId, :before, :after)
            """;

    private static final String LIST = """
            SELECT id, at, actor, request_id, action, kind, object_id, before, after FROM audit_log
            WHERE tenant_id = :tenant<conditions>
            ORDER BY id DESC LIMIT :limit
            """;

    private static final String SIZES = """
            SELECT LENGTH(before) + LENGTH(after) AS size FROM audit_log
            WHERE tenant_id = :tenant<conditions>
            ORDER BY id DESC LIMIT :limit
            """;

    /** Of a page, in characters; its first entry may be longer. */
    private static final long LONGEST = 8L << 20;

    private static final Map<String, String> CONDITIONS = Map.of(
            "since", " AND id >= :since",
            "before", " AND id < :before",
            "actor", " AND actor = :actor",
            "kind", " AND kind = :kind",
            "objectId", " AND object_id = :objectId");

    void insert(Tx tx, TenantId tenant, AuditEntry entry) {
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", entry.id())
                        .bind("at", entry.at())
                        .bind("actor", entry.origin().actor())
                        .bind("requestId", entry.origin().requestId())
                        .bind("action", entry.action())
                        .bind("kind", entry.kind())
                        .bind("objectId", entry.objectId())
                        .bind("before", entry.before())
                        .bind("after", entry.after()));
    }

    /** Ids begin with their time, so that a time is a place among them. */
    AuditPage list(Tx tx, TenantId tenant, AuditQuery wanted) {
        var parameters = new TreeMap<String, String>();
        wanted.since().ifPresent(time -> parameters.put("since", AuditLog.idBegin(time.toEpochMilli())));
        wanted.before().ifPresent(id -> parameters.put("before", id));
        wanted.actor().ifPresent(actor -> parameters.put("actor", actor));
        wanted.kind().ifPresent(kind -> parameters.put("kind", kind));
        wanted.objectId().ifPresent(id -> parameters.put("objectId", id));
        var sizes = list(tx, tenant, SIZES, parameters, wanted.limit(), (row, _) -> row.getLong("size"));
        int fitting = fitting(sizes);
        var entries = list(tx, tenant, LIST, parameters, fitting, AuditStore::entry);
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

    private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getString("id"),
                row.getLong("at"),
                new Origin(row.getString("actor"), row.getString("request_id")),
                row.getString("action"),
                row.getString("kind"),
                row.getString("object_id"),
                row.getString("before"),
                row.getString("after"));
    }
}
