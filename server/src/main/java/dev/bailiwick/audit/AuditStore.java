package dev.bailiwick.audit;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;

/** The audit log as rows. */
final class AuditStore {

    private static final String INSERT = """
            INSERT INTO audit_log (tenant_id, id, at, actor, request_id, action, kind, object_id, before, after)
            VALUES (:tenant, :id, :at, :actor, :requestId, :action, :kind, :objectId, :before, :after)
            """;

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
}
