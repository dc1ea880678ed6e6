package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.HeldScope;
import dev.bailiwick.rbac.ScopeName;
import dev.bailiwick.rbac.TenantRoleUsers;
import dev.bailiwick.rbac.UserScopes;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code /users/{id}/effective-permissions}, and the roles that each comes from. */
final class EffectivePermissionsResource {

    private static final int LONGEST_IDENTIFIER = 600;
    private static final int LONGEST_NAME = 280;

    private final UserScopes scopes;
    private final TenantRoleUsers assignments;

    EffectivePermissionsResource(UserScopes scopes, TenantRoleUsers assignments) {
        this.scopes = scopes;
        this.assignments = assignments;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_user_effective_permissions", this::list),
                Operations.route("get_user_effective_permission_role_sources", this::roles));
    }

    private Answer list(Call call) {
        var paging = Paging.byCheckpoint(call);
        var found = scopes.listAt(call.tenant().id(), UserRolesResource.user(call), identifier(call), paging.slice());
        return paging.answer("permissions", found, EffectivePermissionsResource::json);
    }

    private Answer roles(Call call) {
        var paging = Paging.byCheckpoint(call);
        var scope = new ScopeName(identifier(call), Parameters.needed(call, "permission_name", LONGEST_NAME));
        var found = assignments.rolesGiving(call.tenant().id(), UserRolesResource.user(call), scope, paging.slice());
        return paging.answer("roles", found, EffectiveRolesResource::json);
    }

    private static String identifier(Call call) {
        return Parameters.needed(call, "resource_server_identifier", LONGEST_IDENTIFIER);
    }

    private static JsonObject json(HeldScope held) {
        var sources = new ArrayList<String>();
        if (held.isDirect()) {
            sources.add("direct");
        }
        if (!held.roles().isEmpty()) {
            sources.add("roles");
        }
        var members = new LinkedHashMap<String, Object>(RolePermissionsResource.members(held.scope()));
        members.put("sources", sources);
        return JsonObject.of(members);
    }
}
