package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the whole of a tenant's authorization out, and puts another in its place. */
public final class Worlds {

    private final Database database;
    private final Changes changes;
    private final GroupStore groups = new GroupStore();
    private final RoleStore roles = new RoleStore();
    private final PermissionStore permissions = new PermissionStore();
    private final SwitchStore switches = new SwitchStore();

    Worlds(Database database, Changes changes) {
        this.database = database;
        this.changes = changes;
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

    /** What {@link #replace} would change of what is there now. */
    public Difference compare(TenantId tenant, World world) {
        return Difference.between(get(tenant), world);
    }

    /** Puts the world in the place of what was there, in one transaction. */
    public void replace(TenantId tenant, World world, Origin origin) {
        replace(tenant, world, origin, _ -> {});
    }

    /**
     * The same.
     *
     * @param more what changes with it, in the same transaction
     */
    public void replace(TenantId tenant, World world, Origin origin, Consumer<Tx> more) {
        changes.ofEverything(tenant, origin, tx -> {
            more.accept(tx);
            return Optional.of(put(tx, tenant, world));
        });
    }

    /** What {@link #replace} does between its locks. */
    Changes.Done put(Tx tx, TenantId tenant, World world) {
        var before =
                counts(groups.deleteAll(tx, tenant), roles.deleteAll(tx, tenant), permissions.deleteAll(tx, tenant));
        var bulk = new BulkStore(tx, tenant);
        bulk.insertGroups(world.groups());
        bulk.insertRoles(world.roles());
        bulk.insertPermissions(world.permissions());
        switches.replace(tx, tenant, world.collections(), world.switches());
        var after = counts(
                world.groups().size(), world.roles().size(), world.permissions().size());
        return new Changes.Done("import", "authorization", "", before, after);
    }

    /** Of a whole world the log keeps how much there was; what was changed one by one it keeps itself. */
    private static String counts(int groups, int roles, int permissions) {
        return "{\"groups\":%d,\"roles\":%d,\"permissions\":%d}".formatted(groups, roles, permissions);
    }
}
