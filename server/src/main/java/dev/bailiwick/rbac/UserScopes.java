package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/**
 * Which scopes of resource servers users hold, directly or by their tenant roles. Methods refuse with {@link Problem.NotFound} a
 * user who is not there.
 */
public final class UserScopes {

    private static final String KIND = "user";

    private final Database database;
    private final AuditLog audit;
    private final PresentUserStore users = new PresentUserStore();
    private final FoundScopeStore names = new FoundScopeStore();
    private final UserScopeStore store = new UserScopeStore();

    UserScopes(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** All that a user holds, by scope and resource server. */
    public Sliced<HeldScope> list(TenantId tenant, UserId user, Slice slice) {
        return database.read(tx -> {
            users.require(tx, tenant, user);
            return store.list(tx, tenant, user, slice);
        });
    }

    /** What a user holds at the resource server with an identifier, by scope; nothing where there is none with that. */
    public Sliced<HeldScope> listAt(TenantId tenant, UserId user, String identifier, Slice slice) {
        return database.read(tx -> {
            users.require(tx, tenant, user);
            return store.listAt(tx, tenant, user, identifier, slice);
        });
    }

    /** Whether anybody has any directly. */
    public boolean areGiven(TenantId tenant) {
        return database.read(tx -> store.isAny(tx, tenant));
    }

    /**
     * Gives a user scopes directly; what the user has so already is no error. Refuses with {@link Problem.NotFound} a resource
     * server or a scope that is not there.
     */
    public void add(TenantId tenant, UserId user, List<ScopeName> scopes, Origin origin) {
        database.change(tx -> {
            users.require(tx, tenant, user);
            var added = store.insert(tx, tenant, user, names.get(tx, tenant, scopes));
            if (!added.isEmpty()) {
                audit.record(
                        tx, tenant, origin, "add permissions", KIND, user.value(), "", TenantRoleScopes.json(added));
            }
        });
    }

    /** Takes scopes that a user holds directly; what the user does not hold so is no error. */
    public void remove(TenantId tenant, UserId user, List<ScopeName> scopes, Origin origin) {
        database.change(tx -> {
            users.require(tx, tenant, user);
            var removed = store.delete(tx, tenant, user, names.find(tx, tenant, scopes));
            if (!removed.isEmpty()) {
                audit.record(
                        tx,
                        tenant,
                        origin,
                        "remove permissions",
                        KIND,
                        user.value(),
                        TenantRoleScopes.json(removed),
                        "");
            }
        });
    }
}
