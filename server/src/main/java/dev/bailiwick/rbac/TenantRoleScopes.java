package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which scopes of resource servers tenant roles hold. Refuses with {@link Problem.NotFound} a role that is not there.
 */
public final class TenantRoleScopes {

    private final Database database;
    private final AuditLog audit;
    private final TenantRoleStore roles = new TenantRoleStore();
    private final FoundScopeStore names = new FoundScopeStore();
    private final TenantRoleScopeStore store = new TenantRoleScopeStore();

    TenantRoleScopes(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A role's scopes, by their text. */
    public Sliced<AssignedScope> list(TenantId tenant, TenantRoleId role, Slice slice) {
        return database.glance(tx -> {
            if (roles.find(tx, tenant, role).isEmpty()) {
                throw TenantRoles.notFound(role);
            }
            return store.list(tx, tenant, role, slice);
        });
    }

    /**
     * Gives a role scopes; what it has already is no error. Refuses with {@link Problem.NotFound} a resource server or a scope
     * that is not there.
     */
    public void add(TenantId tenant, TenantRoleId role, List<ScopeName> scopes, Origin origin) {
        database.change(tx -> {
            TenantRoles.locked(tx, roles, tenant, role);
            var added = store.insert(tx, tenant, role, names.get(tx, tenant, scopes));
            if (!added.isEmpty()) {
                audit.record(tx, tenant, origin, "add permissions", TenantRoles.KIND, role.value(), "", json(added));
            }
        });
    }

    /** Takes scopes from a role; what it does not have is no error. */
    public void remove(TenantId tenant, TenantRoleId role, List<ScopeName> scopes, Origin origin) {
        database.change(tx -> {
            TenantRoles.locked(tx, roles, tenant, role);
            var removed = store.delete(tx, tenant, role, names.find(tx, tenant, scopes));
            if (!removed.isEmpty()) {
                audit.record(
                        tx, tenant, origin, "remove permissions", TenantRoles.KIND, role.value(), json(removed), "");
            }
        });
    }

    /** Scopes as the audit log tells them. */
    static String json(List<ScopeName> scopes) {
        return Json.text(scopes.stream().map(TenantRoleScopes::told).toList());
    }

    static Map<String, String> told(ScopeName scope) {
        return new TreeMap<>(
                Map.of("permission_name", scope.value(), "resource_server_identifier", scope.resourceServer()));
    }
}
