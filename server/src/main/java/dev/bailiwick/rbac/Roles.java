package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.Changes.Done;
import dev.bailiwick.rbac.Changes.Outcome;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tenant's roles. Methods that take a role's id refuse with {@link Problem.NotFound} when there is none; changes refuse
 * with {@link Problem.Conflict} a name that another role of the client has, whatever its case, and with
 * {@link Problem.OtherClient} permissions of another client.
 */
public final class Roles {

    /** The collection as exports name it. */
    static final String COLLECTION = "roles";

    private final Database database;
    private final Changes changes;
    private final Supplier<String> ids;
    private final RoleStore store = new RoleStore();
    private final RoleRowStore rows = new RoleRowStore();
    private final PermissionStore permissions = new PermissionStore();
    private final SwitchStore switches = new SwitchStore();

    Roles(Database database, Changes changes, Supplier<String> ids) {
        this.database = database;
        this.changes = changes;
        this.ids = ids;
    }

    /** All roles, in the order of their creation. */
    public List<LongRole> list(TenantId tenant) {
        var users = users(tenant);
        return database.snapshot(tx -> store.withoutUsers(tx, Selection.all(tenant))).stream()
                .map(row -> open(row, users))
                .toList();
    }

    /** Some of the roles, in the order of their creation. */
    public Sliced<LongRole> list(TenantId tenant, Slice slice) {
        var rows = database.snapshot(tx -> store.withoutUsers(tx, tenant, slice));
        long last = rows.items().stream().mapToLong(RoleStore.Row::seq).max().orElse(0);
        var users = new UsersInTurn(database, UserPageStore.ROLE_USERS, tenant, last);
        return rows.map(row -> open(row, users));
    }

    /** One role. */
    public RoleSummary get(TenantId tenant, RoleId id) {
        return database.read(tx -> store.summary(tx, tenant, id)).orElseThrow(() -> notFound(id));
    }

    /** Adds a role. */
    public Role add(TenantId tenant, RoleDraft draft, Origin origin) {
        var role = draft.as(new RoleId(ids.get()));
        changes.ofStructure(tenant, origin, tx -> {
            requireAllowed(tx, tenant, role);
            rows.requireFree(tx, tenant, role.id(), role.client(), role.name());
            rows.insert(tx, tenant, role);
            switches.use(tx, tenant, COLLECTION);
            return Optional.of(new Done("create", "role", role.id().value(), "", ObjectJson.of(role)));
        });
        return role;
    }

    /** Changes a role but for its users. Refuses with {@link Problem.OtherClient} another client than it has, too. */
    public LongRole change(TenantId tenant, RoleId id, RoleDraft draft, Origin origin) {
        var changed = draft.as(id);
        var users = users(tenant);
        return changes.answered(tenant, origin, tx -> {
            requireAllowed(tx, tenant, changed);
            var was = store.find(tx, tenant, id).orElseThrow(() -> notFound(id));
            if (!was.role().client().equals(changed.client())) {
                throw new Problem.OtherClient("role", id.value()).asException();
            }
            if (!NameKey.of(was.role().name()).equals(NameKey.of(changed.name()))) {
                rows.requireFree(tx, tenant, id, changed.client(), changed.name());
            }
            rows.update(tx, tenant, was.seq(), changed);
            return new Outcome<>(
                    open(new RoleStore.Row(was.seq(), changed, was.hasUsers()), users),
                    was.role().equals(changed)
                            ? Optional.empty()
                            : Optional.of(new Done(
                                    "update", "role", id.value(), ObjectJson.of(was.role()), ObjectJson.of(changed))));
        });
    }

    /**
     * Removes a role and takes it off its users; one that is not there is no error. Refuses with {@link Problem.InUse} what
     * groups have.
     */
    public void remove(TenantId tenant, RoleId id, Origin origin) {
        if (changes.look(tx -> isRemovable(tx, tenant, id))) {
            changes.ofEverything(tenant, origin, tx -> {
                if (!isRemovable(tx, tenant, id)) {
                    return Optional.empty();
                }
                var row = store.find(tx, tenant, id).orElseThrow();
                var before = row.hasUsers()
                        ? ObjectJson.of(row.role(), UserPageStore.ROLE_USERS.first(tx, tenant, row.seq()))
                        : ObjectJson.of(row.role());
                rows.delete(tx, tenant, id);
                return Optional.of(new Done("delete", "role", id.value(), before, ""));
            });
        }
    }

    /** A role whose users wait to be read. */
    static LongRole open(RoleStore.Row row, UsersInTurn users) {
        return new LongRole(row.role(), row.hasUsers() ? users.of(row.seq()) : null);
    }

    private boolean isRemovable(Tx tx, TenantId tenant, RoleId id) {
        rows.requireUnused(tx, tenant, id);
        return store.summary(tx, tenant, id).isPresent();
    }

    private void requireAllowed(Tx tx, TenantId tenant, Role role) {
        var ids = role.permissions() == null ? List.<PermissionId>of() : role.permissions();
        permissions.ofOtherClients(tx, tenant, role.client(), ids).ifPresent(id -> {
            throw new Problem.OtherClient("permission", id.value()).asException();
        });
    }

    private UsersInTurn users(TenantId tenant) {
        return new UsersInTurn(database, UserPageStore.ROLE_USERS, tenant);
    }

    private static RuntimeException notFound(RoleId id) {
        return new Problem.NotFound("role", id.value()).asException();
    }
}
