package dev.bailiwick.audit;

import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;

/** Reads what was changed. */
public final class AuditTrail {

    private final Database database;
    private final AuditStore store = new AuditStore();

    public AuditTrail(Database database) {
        this.database = database;
    }

    /** The entries that are wanted, or the first of them where all would be more than memory should hold. */
    public AuditPage list(TenantId tenant, AuditQuery wanted) {
        return database.snapshot(tx -> store.list(tx, tenant, wanted));
    }
}
