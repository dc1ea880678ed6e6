package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.HeldScope;
import dev.bailiwick.rbac.UserScopes;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /users/{id}/permissions}. */
final class UserPermissionsResource {

    private static final int PER_PAGE = 50;

    private final UserScopes scopes;

    UserPermissionsResource(UserScopes scopes) {
        this.scopes = scopes;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_permissions", this::list),
                Operations.route("post_permissions", this::add),
                Operations.route("delete_permissions", this::remove));
    }

    /** Those that the user's roles hold stand among the user's own, each with where it comes from. */
    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var found = scopes.list(call.tenant().id(), UserRolesResource.user(call), paging.slice());
        return paging.answer("permissions", found, UserPermissionsResource::json);
    }

    private Answer add(Call call) {
        var named = RolePermissionsResource.named(call);
        scopes.add(call.tenant().id(), UserRolesResource.user(call), named, call.origin());
        return Answer.of(201, Map.of());
    }

    private Answer remove(Call call) {
        var named = RolePermissionsResource.named(call);
        scopes.remove(call.tenant().id(), UserRolesResource.user(call), named, call.origin());
        return Answer.noContent();
    }

    private static JsonObject json(HeldScope held) {
        var sources = new ArrayList<Map<String, String>>();
        if (held.isDirect()) {
            sources.add(source("", "", "DIRECT"));
        }
        held.roles().forEach(role -> sources.add(source(role.id().value(), role.name(), "ROLE")));
        var members = new LinkedHashMap<String, Object>(RolePermissionsResource.members(held.scope()));
        members.put("sources", sources);
        return JsonObject.of(members);
    }

    private static Map<String, String> source(String id, String name, String type) {
        var source = new LinkedHashMap<String, String>();
        source.put("source_id", id);
        source.put("source_name", name);
        source.put("source_type", type);
        return source;
    }
}
