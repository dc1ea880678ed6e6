package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.post;
import static dev.bailiwick.web.Route.put;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.PermissionId;
import dev.bailiwick.rbac.Permissions;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code /permissions} of the Authorization Extension. */
final class PermissionsResource {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 500;

    private static final Map<String, Function<Permission, String>> FIELDS = Map.of(
            "_id", permission -> permission.id().value(),
            "name", Permission::name,
            "description", Permission::description,
            "applicationId", permission -> permission.client().value(),
            "applicationType", Permission::clientType);

    private final Permissions permissions;
    private final NameLimit names;

    PermissionsResource(Permissions permissions, NameLimit names) {
        this.permissions = permissions;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                get("/permissions", anyOf("read:permissions"), this::list).within(ExtensionApi.LIST_TIME),
                post("/permissions", anyOf("create:permissions"), this::create),
                get("/permissions/{id}", anyOf("read:permissions"), this::one),
                put("/permissions/{id}", anyOf("update:permissions"), this::change),
                delete("/permissions/{id}", anyOf("delete:permissions"), this::remove));
    }

    /** The list; {@code total} counts all there are, found or not. */
    record ListJson(List<PermissionJson> permissions, long total) {}

    private Answer list(Call call) {
        var tenant = call.tenant().id();
        var listed = ListQuery.of(call.query())
                .of(slice -> permissions.list(tenant, slice), () -> permissions.list(tenant), FIELDS);
        return Answer.streamed(new ListJson(new MappedList<>(listed.items(), PermissionJson::of), listed.total()));
    }

    private Answer create(Call call) {
        return Answer.ok(CreatedJson.of(permissions.add(call.tenant().id(), draft(call), call.origin())));
    }

    private Answer one(Call call) {
        return Answer.ok(SummaryJson.of(permissions.get(call.tenant().id(), id(call))));
    }

    private Answer change(Call call) {
        var id = id(call);
        return Answer.ok(PermissionJson.of(permissions.change(call.tenant().id(), id, draft(call), call.origin())));
    }

    private Answer remove(Call call) {
        permissions.remove(call.tenant().id(), id(call), call.origin());
        return Answer.noContent();
    }

    private static PermissionId id(Call call) {
        return new PermissionId(Joi.guid("id", call.path("id")));
    }

    private Permissions.Draft draft(Call call) {
        var body = Joi.object(Payload.read(call.body()));
        var name = names.read(body, "", "name", LONGEST_NAME);
        var description = Joi.requiredText(body, "description", LONGEST_TEXT);
        var type = Joi.requiredOneOf(body, "applicationType", RolesResource.TYPES);
        var application = Joi.requiredKey(body, "applicationId", LONGEST_TEXT);
        Joi.onlyMembers(body, Set.of("name", "description", "applicationType", "applicationId"));
        return new Permissions.Draft(new ClientId(application), type, name, description);
    }
}
