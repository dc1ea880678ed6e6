package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.AssignedScope;
import dev.bailiwick.rbac.ScopeName;
import dev.bailiwick.rbac.TenantRoleScopes;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /roles/{id}/permissions}. */
final class RolePermissionsResource {

    private static final Schema PERMISSIONS = Schema.of("permissions");
    private static final int PER_PAGE = 50;

    private final TenantRoleScopes scopes;

    RolePermissionsResource(TenantRoleScopes scopes) {
        this.scopes = scopes;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_role_permission", this::list),
                Operations.route("post_role_permission_assignment", this::add),
                Operations.route("delete_role_permission_assignment", this::remove));
    }

    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var found = scopes.list(call.tenant().id(), RolesResource.id(call), paging.slice());
        return paging.answer("permissions", found, scope -> JsonObject.of(members(scope)));
    }

    private Answer add(Call call) {
        scopes.add(call.tenant().id(), RolesResource.id(call), named(call), call.origin());
        return Answer.of(201, Map.of());
    }

    private Answer remove(Call call) {
        scopes.remove(call.tenant().id(), RolesResource.id(call), named(call), call.origin());
        return Answer.noContent();
    }

    static List<ScopeName> named(Call call) {
        return PERMISSIONS.tree(call.body()).get("permissions").values().stream()
                .map(permission -> new ScopeName(
                        permission.get("resource_server_identifier").asString(),
                        permission.get("permission_name").asString()))
                .toList();
    }

    static Map<String, String> members(AssignedScope assigned) {
        var members = new LinkedHashMap<String, String>();
        members.put("permission_name", assigned.scope().value());
        members.put("description", assigned.description());
        members.put("resource_server_name", assigned.resourceServerName());
        members.put("resource_server_identifier", assigned.scope().resourceServer());
        return members;
    }
}
