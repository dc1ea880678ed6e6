package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.TenantRoleUsers;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.User;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /roles/{id}/users}. */
final class RoleUsersResource {

    private static final Schema USERS = Schema.of("role-users");
    private static final String MEMBERS = "read:role_members";
    private static final int PER_PAGE = 50;

    private final TenantRoleUsers assignments;
    private final Users users;

    RoleUsersResource(TenantRoleUsers assignments, Users users) {
        this.assignments = assignments;
        this.users = users;
    }

    List<Route> routes() {
        return List.of(Operations.route("get_role_user", this::list), Operations.route("post_role_users", this::add));
    }

    /** Who was deleted between the two reads is left out. */
    private Answer list(Call call) {
        requireSight(call);
        var tenant = call.tenant().id();
        var paging = Paging.ofEitherTold(call, PER_PAGE);
        var found = assignments.usersOf(tenant, RolesResource.id(call), paging.slice(), paging.isWithTotals());
        var items = users.at(tenant, found.items()).each(user -> json(user.item()));
        return Answer.streamed(paging.body("users", items, found));
    }

    private Answer add(Call call) {
        var named = USERS.tree(call.body()).get("users").values().stream()
                .map(user -> new UserId(user.asString()))
                .toList();
        assignments.addUsers(call.tenant().id(), RolesResource.id(call), named, call.origin());
        return Answer.ok(Map.of());
    }

    /** Names and addresses are for those who may see members, or users as well as roles. */
    private static void requireSight(Call call) {
        if (!call.caller().scopes().containsAll(List.of("read:users", "read:roles"))) {
            Required.anyOf(call, MEMBERS);
        }
    }

    private static JsonObject json(User user) {
        var members = new LinkedHashMap<String, String>();
        members.put("user_id", user.id().value());
        user.email().ifPresent(email -> members.put("email", email));
        user.profile().text("/picture").ifPresent(picture -> members.put("picture", picture));
        user.name().ifPresent(name -> members.put("name", name));
        return JsonObject.of(members);
    }
}
