package dev.bailiwick.audit;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

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

    /** The newest first. Ids begin with their time, so that a time is a place among them. */
    List<AuditEntry> list(Tx tx, TenantId tenant, AuditQuery wanted) {
        var parameters = new TreeMap<String, String>();
        wanted.since().ifPresent(time -> parameters.put("since", AuditLog.idBegin(time.toEpochMilli())));
        wanted.before().ifPresent(id -> parameters.put("before", id));
        wanted.actor().ifPresent(actor -> parameters.put("actor", actor));
        wanted.kind().ifPresent(kind -> parameters.put("kind", kind));
        wanted.objectId().ifPresent(id -> parameters.put("objectId", id));
        var conditions = parameters.keySet().stream()
                .map(name -> Objects.requireNonNull(CONDITIONS.get(name)))
                .collect(Collectors.joining());
        return tx.list(
                LIST.replace("<conditions>", conditions),
                q -> {
                    q.bind("tenant", tenant.value()).bind("limit", wanted.limit());
                    parameters.forEach(q::bind);
                },
                (row, _) -> new AuditEntry(
                        row.getString("id"),
                        row.getLong("at"),
                        new Origin(row.getString("actor"), row.getString("request_id")),
                        row.getString("action"),
                        row.getString("kind"),
                        row.getString("object_id"),
                        row.getString("before"),
                        row.getString("after")));
    }
}
