package dev.bailiwick.rbac;

import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** A tenant's roles. */
public final class Roles {

    private final Database database;
    private final RoleStore store = new RoleStore();

    public Roles(Database database) {
        this.database = database;
    }

    /** All roles, in the order of their creation. */
    public List<Role> list(TenantId tenant) {
        return database.snapshot(tx -> store.list(tx, Selection.all(tenant)));
    }
}
