package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.TenantRole;
import dev.bailiwick.rbac.TenantRoleId;
import dev.bailiwick.rbac.TenantRoles;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** {@code /roles}. */
final class RolesResource {

    private static final Schema CREATE = Schema.of("role-create");
    private static final Schema UPDATE = Schema.of("role-update");
    private static final Set<String> TYPES = Set.of("tenant", "organization");
    private static final int PER_PAGE = 50;
    private static final Sliced<TenantRole> NONE = new Sliced<>(List.of(), 0, OptionalLong.empty());

    private final TenantRoles roles;

    RolesResource(TenantRoles roles) {
        this.roles = roles;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_roles", this::list),
                Operations.route("post_roles", this::create),
                Operations.route("get_roles_by_id", this::one),
                Operations.route("patch_roles_by_id", this::change),
                Operations.route("delete_roles_by_id", this::remove));
    }

    /** There are roles of the tenant only, and none of an organization. */
    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var type = Parameters.text(call, "type").orElse("tenant");
        if (!TYPES.contains(type)) {
            throw Parameters.broken("type", SchemaWords.noneOf(type));
        }
        var part = Parameters.text(call, "name_filter").orElse("");
        return type.equals("tenant")
                ? paging.answer("roles", roles.list(call.tenant().id(), part, paging.slice()), RolesResource::json)
                : paging.answer("roles", List.of(), NONE);
    }

    /** A description that was not given is not told here either, but is empty from then on. */
    private Answer create(Call call) {
        var body = CREATE.read(call);
        var role = roles.add(
                call.tenant().id(),
                body.text("/name").orElseThrow(),
                body.text("/description").orElse(""),
                call.origin());
        var json = json(role);
        return Answer.ok(body.has("description") ? json : json.without(List.of("description")));
    }

    private Answer one(Call call) {
        return Answer.ok(json(roles.get(call.tenant().id(), id(call))));
    }

    private Answer change(Call call) {
        var body = UPDATE.read(call);
        return Answer.ok(json(roles.change(
                call.tenant().id(), id(call), body.text("/name"), body.text("/description"), call.origin())));
    }

    /** Refuses with {@link Problem.NotFound} what is not there, unlike other deletions. */
    private Answer remove(Call call) {
        roles.remove(call.tenant().id(), id(call), call.origin());
        return Answer.ok(Map.of());
    }

    static TenantRoleId id(Call call) {
        return new TenantRoleId(call.path("id"));
    }

    private static JsonObject json(TenantRole role) {
        var members = new LinkedHashMap<String, String>();
        members.put("id", role.id().value());
        members.put("name", role.name());
        members.put("description", role.description());
        members.put("type", "tenant");
        return JsonObject.of(members);
    }
}
