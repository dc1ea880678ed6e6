package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes the whole of a tenant's authorization out, and puts another in its place. */
public final class Worlds {

    private static final int DIGESTS = 10_000;

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

    /** Hands over all of it, of one moment; it cannot be read any more when the reader has returned. */
    public <R> R read(TenantId tenant, Function<LongWorld, R> reader) {
        return database.snapshot(tx -> reader.apply(world(tx, tenant)));
    }

    /** What a reader makes of all of a tenant, which is to be little: read again only where something has changed since. */
    public <R> Function<TenantId, R> digest(Function<LongWorld, R> reader) {
        var known = new UntilChanged<TenantId, R>(DIGESTS, _ -> 1);
        return tenant -> database.snapshot(tx -> known.get(tx, tenant, tenant, () -> reader.apply(world(tx, tenant))));
    }

    /** What {@link #replace} would change of what is there now. */
    public Difference compare(TenantId tenant, LongWorld world) {
        return read(tenant, present -> Difference.between(present, world));
    }

    /** Puts the world in the place of what was there, in one transaction. Of users who come twice the first is taken. */
    public void replace(TenantId tenant, LongWorld world, Origin origin) {
        var _ = replace(tenant, world, origin, _ -> {});
    }

    /**
     * The same. The world's users may be gone through more than once.
     *
     * @param more what changes with it, in the same transaction
     * @return how many users groups and roles have, each counted as often as it is in one
     */
    public long replace(TenantId tenant, LongWorld world, Origin origin, Consumer<Tx> more) {
        var memberships = new AtomicLong();
        changes.ofEverything(tenant, origin, tx -> {
            more.accept(tx);
            var put = put(tx, tenant, world);
            memberships.set(put.memberships);
            return Optional.of(put.done);
        });
        return memberships.get();
    }

    /**
     * What was put into the place of another world.
     *
     * @param memberships how many users groups and roles have
     */
    record Put(Changes.Done done, long memberships) {}

    /** What {@link #replace} does between its locks. */
    Put put(Tx tx, TenantId tenant, LongWorld world) {
        var bulk = new BulkStore(tx, tenant);
        var before = WorldJson.of(world(tx, tenant), bulk.memberships());
        groups.deleteAll(tx, tenant);
        roles.deleteAll(tx, tenant);
        permissions.deleteAll(tx, tenant);
        bulk.insertGroups(world.groups());
        bulk.insertRoles(world.roles());
        bulk.insertPermissions(world.permissions());
        switches.replace(tx, tenant, world.collections(), world.switches());
        long memberships = bulk.memberships();
        var after = WorldJson.of(world, memberships);
        return new Put(new Changes.Done("import", "authorization", "", before, after), memberships);
    }

    private LongWorld world(Tx tx, TenantId tenant) {
        var members = UsersInTurn.within(tx, UserPageStore.MEMBERS, tenant);
        var users = UsersInTurn.within(tx, UserPageStore.ROLE_USERS, tenant);
        return new LongWorld(
                switches.collections(tx, tenant),
                groups.withoutMembers(tx, Selection.all(tenant)).stream()
                        .map(row -> Groups.open(row, members))
                        .toList(),
                roles.withoutUsers(tx, Selection.all(tenant)).stream()
                        .map(row -> Roles.open(row, users))
                        .toList(),
                permissions.list(tx, tenant),
                switches.switches(tx, tenant));
    }
}
