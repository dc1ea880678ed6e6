package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's roles of Management API v2. Methods that take a role's id refuse with {@link Problem.NotFound} when there is
 * none; changes refuse with {@link Problem.Conflict} a name that another one has.
 */
public final class TenantRoles {

    /** What they are called where one is missing. */
    static final String KIND = "tenant role";

    private static final int ID_LENGTH = 16;

    private final Database database;
    private final AuditLog audit;
    private final RandomText random;
    private final TenantRoleStore store = new TenantRoleStore();

    TenantRoles(Database database, AuditLog audit, RandomText random) {
        this.database = database;
        this.audit = audit;
        this.random = random;
    }

    /** Those whose name holds the part, whatever its case; an empty part is in every name. */
    public Sliced<TenantRole> list(TenantId tenant, String part, Slice slice) {
        return database.glance(tx -> store.list(tx, tenant, part, slice));
    }

    /** One role. */
    public TenantRole get(TenantId tenant, TenantRoleId id) {
        return database.read(tx -> store.find(tx, tenant, id)).orElseThrow(() -> notFound(id));
    }

    /** Adds a role without scopes. */
    public TenantRole add(TenantId tenant, String name, String description, Origin origin) {
        var role = new TenantRole(new TenantRoleId("rol_" + random.alphanumeric(ID_LENGTH)), name, description);
        database.change(tx -> {
            store.insert(tx, tenant, role);
            record(tx, tenant, origin, "create", role.id(), "", json(role));
        });
        return role;
    }

    /** Changes what is given. */
    public TenantRole change(
            TenantId tenant, TenantRoleId id, Optional<String> name, Optional<String> description, Origin origin) {
        return database.transaction(tx -> {
            var before = locked(tx, store, tenant, id);
            var after = new TenantRole(id, name.orElse(before.name()), description.orElse(before.description()));
            if (!after.equals(before)) {
                store.update(tx, tenant, after);
                record(tx, tenant, origin, "update", id, json(before), json(after));
            }
            return after;
        });
    }

    /** Removes a role. The log keeps which scopes it had, and who had it. */
    public void remove(TenantId tenant, TenantRoleId id, Origin origin) {
        database.change(tx -> {
            var before = locked(tx, store, tenant, id);
            var told = members(before);
            TenantRoleLossStore.tell(tx, tenant, id, told);
            store.delete(tx, tenant, id);
            record(tx, tenant, origin, "delete", id, Json.text(told), "");
        });
    }

    static TenantRole locked(Tx tx, TenantRoleStore store, TenantId tenant, TenantRoleId id) {
        return store.lock(tx, tenant, id).orElseThrow(() -> notFound(id));
    }

    static RuntimeException notFound(TenantRoleId id) {
        return new Problem.NotFound(KIND, id.value()).asException();
    }

    private void record(
            Tx tx, TenantId tenant, Origin origin, String action, TenantRoleId id, String before, String after) {
        audit.record(tx, tenant, origin, action, KIND, id.value(), before, after);
    }

    private static String json(TenantRole role) {
        return Json.text(members(role));
    }

    private static Map<String, Object> members(TenantRole role) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", role.id().value());
        members.put("name", role.name());
        members.put("description", role.description());
        return members;
    }
}
