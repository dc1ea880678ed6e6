package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.post;
import static dev.bailiwick.web.Route.put;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.LongRole;
import dev.bailiwick.rbac.PermissionId;
import dev.bailiwick.rbac.RoleDraft;
import dev.bailiwick.rbac.RoleId;
import dev.bailiwick.rbac.Roles;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code /roles} of the Authorization Extension. */
final class RolesResource {

    /** The kinds of application that own roles and permissions. */
    static final List<String> TYPES = List.of("client", "resource_server");

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_TEXT = 500;

    private static final Map<String, Function<LongRole, String>> FIELDS = Map.of(
            "_id", role -> role.role().id().value(),
            "name", role -> role.role().name(),
            "description", role -> role.role().description(),
            "applicationId", role -> role.role().client().value(),
            "applicationType", role -> role.role().clientType());

    private final Roles roles;
    private final NameLimit names;

    RolesResource(Roles roles, NameLimit names) {
        this.roles = roles;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                get("/roles", anyOf("read:roles"), this::list).within(ExtensionApi.LIST_TIME),
                post("/roles", anyOf("create:roles"), this::create),
                get("/roles/{id}", anyOf("read:roles"), this::one),
                put("/roles/{id}", anyOf("update:roles"), this::change),
                delete("/roles/{id}", anyOf("delete:roles"), this::remove).within(ExtensionApi.LIST_TIME));
    }

    /** The list; {@code total} counts all there are, found or not. */
    record ListJson(List<RoleJson> roles, long total) {}

    private Answer list(Call call) {
        var tenant = call.tenant().id();
        var listed =
                ListQuery.of(call.query()).of(slice -> roles.list(tenant, slice), () -> roles.list(tenant), FIELDS);
        return Answer.streamed(new ListJson(new MappedList<>(listed.items(), RoleJson::of), listed.total()));
    }

    private Answer create(Call call) {
        return Answer.ok(CreatedJson.of(roles.add(call.tenant().id(), draft(call), call.origin())));
    }

    private Answer one(Call call) {
        return Answer.ok(SummaryJson.of(roles.get(call.tenant().id(), id(call))));
    }

    private Answer change(Call call) {
        var id = id(call);
        return Answer.streamed(RoleJson.of(roles.change(call.tenant().id(), id, draft(call), call.origin())));
    }

    private Answer remove(Call call) {
        roles.remove(call.tenant().id(), id(call), call.origin());
        return Answer.noContent();
    }

    private static RoleId id(Call call) {
        return new RoleId(Joi.guid("id", call.path("id")));
    }

    private RoleDraft draft(Call call) {
        var body = Joi.object(Payload.read(call.body()));
        var name = names.read(body, "", "name", LONGEST_NAME);
        var description = Joi.requiredText(body, "description", LONGEST_TEXT);
        var type = Joi.requiredOneOf(body, "applicationType", TYPES);
        var application = Joi.requiredKey(body, "applicationId", LONGEST_TEXT);
        var permissions =
                Joi.guids(body, "permissions").stream().map(PermissionId::new).toList();
        Joi.onlyMembers(body, Set.of("name", "description", "applicationType", "applicationId", "permissions"));
        return new RoleDraft(new ClientId(application), type, name, description, permissions);
    }
}
