package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.TenantRole;
import dev.bailiwick.rbac.TenantRoleId;
import dev.bailiwick.rbac.TenantRoleUsers;
import dev.bailiwick.rbac.TenantRoles;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.OptionalLong;

/** {@code /users/{id}/effective-roles}. There are no groups that could have roles here: each role is directly the user's. */
final class EffectiveRolesResource {

    private static final Sliced<TenantRole> NONE = new Sliced<>(List.of(), 0, OptionalLong.empty());

    private final TenantRoleUsers assignments;
    private final TenantRoles roles;
    private final Users users;

    EffectiveRolesResource(TenantRoleUsers assignments, TenantRoles roles, Users users) {
        this.assignments = assignments;
        this.roles = roles;
        this.users = users;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_user_effective_roles", this::list),
                Operations.route("get_user_role_source_groups", this::groups));
    }

    private Answer list(Call call) {
        var paging = Paging.byCheckpoint(call);
        var found = assignments.rolesOf(call.tenant().id(), UserRolesResource.user(call), paging.slice());
        return paging.answer("roles", found, EffectiveRolesResource::json);
    }

    private Answer groups(Call call) {
        var paging = Paging.byCheckpoint(call);
        var role = new TenantRoleId(Parameters.text(call, "role_id")
                .orElseThrow(() -> Parameters.broken("", "Missing required property: role_id")));
        var _ = users.get(call.tenant().id(), UserRolesResource.user(call));
        var _ = roles.get(call.tenant().id(), role);
        return paging.answer("groups", NONE, EffectiveRolesResource::json);
    }

    static JsonObject json(TenantRole role) {
        var members = UserRolesResource.members(role);
        members.put("sources", List.of("direct"));
        return JsonObject.of(members);
    }
}
