package dev.bailiwick.rbac;

import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** A tenant's permissions. */
public final class Permissions {

    private final Database database;
    private final PermissionStore store = new PermissionStore();

    public Permissions(Database database) {
        this.database = database;
    }

    /** All permissions, in the order of their creation. */
    public List<Permission> list(TenantId tenant) {
        return database.snapshot(tx -> store.list(tx, tenant));
    }
}
