package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.TenantRole;
import dev.bailiwick.rbac.TenantRoleId;
import dev.bailiwick.rbac.TenantRoleUsers;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /users/{id}/roles}. */
final class UserRolesResource {

    private static final Schema ROLES = Schema.of("user-roles");
    private static final int PER_PAGE = 50;

    private final TenantRoleUsers assignments;

    UserRolesResource(TenantRoleUsers assignments) {
        this.assignments = assignments;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_user_roles", this::list),
                Operations.route("post_user_roles", this::add),
                Operations.route("delete_user_roles", this::remove));
    }

    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var found = assignments.rolesOf(call.tenant().id(), user(call), paging.slice());
        return paging.answer("roles", found, role -> JsonObject.of(members(role)));
    }

    private Answer add(Call call) {
        assignments.addRoles(call.tenant().id(), user(call), named(call), call.origin());
        return Answer.noContent();
    }

    private Answer remove(Call call) {
        assignments.removeRoles(call.tenant().id(), user(call), named(call), call.origin());
        return Answer.noContent();
    }

    static UserId user(Call call) {
        return new UserId(call.path("id"));
    }

    /** A role as it stands among those of a user. */
    static Map<String, Object> members(TenantRole role) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", role.id().value());
        members.put("name", role.name());
        members.put("description", role.description());
        return members;
    }

    private static List<TenantRoleId> named(Call call) {
        return ROLES.tree(call.body()).get("roles").values().stream()
                .map(role -> new TenantRoleId(role.asString()))
                .toList();
    }
}
