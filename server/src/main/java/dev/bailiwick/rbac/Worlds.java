package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;

/** Takes the whole of a tenant's authorization out, and puts another in its place. */
public final class Worlds {

    private final Database database;
    private final VersionStore versions;
    private final VersionBoard board;
    private final AuditLog audit;
    private final GroupStore groups = new GroupStore();
    private final RoleStore roles = new RoleStore();
    private final PermissionStore permissions = new PermissionStore();
    private final SwitchStore switches = new SwitchStore();

    Worlds(Database database, VersionStore versions, VersionBoard board, AuditLog audit) {
        this.database = database;
        this.versions = versions;
        this.board = board;
        this.audit = audit;
    }

    /** All of it, of one moment. */
    public World get(TenantId tenant) {
        return database.snapshot(tx -> new World(
                switches.collections(tx, tenant),
                groups.list(tx, Selection.all(tenant)),
                roles.list(tx, Selection.all(tenant)),
                permissions.list(tx, tenant),
                switches.switches(tx, tenant)));
    }

    /** Puts the world in the place of what was there, in one transaction. */
    public void replace(TenantId tenant, World world, Origin origin) {
        database.change(tx -> {
            var structure = versions.renewStructure(tx, tenant);
            groups.deleteAll(tx, tenant);
            roles.deleteAll(tx, tenant);
            permissions.deleteAll(tx, tenant);
            var bulk = new BulkStore(tx, tenant);
            bulk.insertGroups(world.groups());
            bulk.insertRoles(world.roles());
            bulk.insertPermissions(world.permissions());
            switches.replace(tx, tenant, world.collections(), world.switches());
            versions.note(tx, tenant, structure, "world", "");
            audit.record(tx, tenant, origin, "import", "authorization", "", summary(world));
            versions.renewAllUsers(tx, tenant);
            var now = versions.all(tx, tenant);
            tx.afterCommit(() -> board.publish(tenant, now));
        });
    }

    private static String summary(World world) {
        return "%d groups, %d roles, %d permissions"
                .formatted(
                        world.groups().size(),
                        world.roles().size(),
                        world.permissions().size());
    }
}
