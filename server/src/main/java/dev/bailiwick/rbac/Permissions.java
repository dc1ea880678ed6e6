package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.Changes.Done;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A tenant's permissions. Methods that take a permission's id refuse with {@link Problem.NotFound} when there is none;
 * changes refuse with {@link Problem.Conflict} a name that another permission of the client has, whatever its case, and with
 * {@link Problem.InUse} what roles have.
 */
public final class Permissions {

    /** The collection as exports name it. */
    static final String COLLECTION = "permissions";

    private final Database database;
    private final Changes changes;
    private final Supplier<String> ids;
    private final PermissionStore store = new PermissionStore();
    private final SwitchStore switches = new SwitchStore();

    Permissions(Database database, Changes changes, Supplier<String> ids) {
        this.database = database;
        this.changes = changes;
        this.ids = ids;
    }

    /** What a permission is to be. */
    public record Draft(ClientId client, String clientType, String name, String description) {

        private Permission as(PermissionId id) {
            return new Permission(id, client, clientType, name, description);
        }
    }

    /** All permissions, in the order of their creation. */
    public List<Permission> list(TenantId tenant) {
        return database.snapshot(tx -> store.list(tx, tenant));
    }

    /** Some of the permissions, in the order of their creation. */
    public Sliced<Permission> list(TenantId tenant, Slice slice) {
        return database.snapshot(tx -> store.list(tx, tenant, slice));
    }

    /** One permission. */
    public Permission get(TenantId tenant, PermissionId id) {
        return database.read(tx -> store.find(tx, tenant, id)).orElseThrow(() -> notFound(id));
    }

    /** Adds a permission. */
    public Permission add(TenantId tenant, Draft draft, Origin origin) {
        var permission = draft.as(new PermissionId(ids.get()));
        changes.ofStructure(tenant, origin, tx -> {
            store.requireFree(tx, tenant, permission);
            store.insert(tx, tenant, permission);
            switches.use(tx, tenant, COLLECTION);
            return Optional.of(
                    new Done("create", "permission", permission.id().value(), "", ObjectJson.of(permission)));
        });
        return permission;
    }

    /** Changes a permission. The description may change while roles have it, and nothing else. */
    public Permission change(TenantId tenant, PermissionId id, Draft draft, Origin origin) {
        var changed = draft.as(id);
        changes.ofStructure(tenant, origin, tx -> {
            var before = store.find(tx, tenant, id);
            if (before.isEmpty() || !isSameName(before.get(), changed)) {
                store.requireFree(tx, tenant, changed);
            }
            if (before.isEmpty() || !isDescriptionOnly(before.get(), changed)) {
                store.requireUnused(tx, tenant, id);
            }
            var was = before.orElseThrow(() -> notFound(id));
            store.update(tx, tenant, changed);
            return was.equals(changed)
                    ? Optional.empty()
                    : Optional.of(
                            new Done("update", "permission", id.value(), ObjectJson.of(was), ObjectJson.of(changed)));
        });
        return changed;
    }

    /** Removes a permission; one that is not there is no error. */
    public void remove(TenantId tenant, PermissionId id, Origin origin) {
        if (changes.look(tx -> removable(tx, tenant, id)).isPresent()) {
            changes.ofStructure(tenant, origin, tx -> {
                var before = removable(tx, tenant, id);
                store.delete(tx, tenant, id);
                return before.map(was -> new Done("delete", "permission", id.value(), ObjectJson.of(was), ""));
            });
        }
    }

    private Optional<Permission> removable(Tx tx, TenantId tenant, PermissionId id) {
        store.requireUnused(tx, tenant, id);
        return store.find(tx, tenant, id);
    }

    private static boolean isDescriptionOnly(Permission was, Permission changed) {
        return was.client().equals(changed.client())
                && was.clientType().equals(changed.clientType())
                && was.name().equals(changed.name());
    }

    private static boolean isSameName(Permission one, Permission other) {
        return one.client().equals(other.client()) && NameKey.of(one.name()).equals(NameKey.of(other.name()));
    }

    private static RuntimeException notFound(PermissionId id) {
        return new Problem.NotFound("permission", id.value()).asException();
    }
}
