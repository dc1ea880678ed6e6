package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.Permissions;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /permissions} of the Authorization Extension. */
final class PermissionsResource {

    private static final Map<String, Function<Permission, String>> FIELDS = Map.of(
            "_id", permission -> permission.id().value(),
            "name", Permission::name,
            "description", Permission::description,
            "applicationId", permission -> permission.client().value(),
            "applicationType", Permission::clientType);

    private final Permissions permissions;

    PermissionsResource(Permissions permissions) {
        this.permissions = permissions;
    }

    List<Route> routes() {
        return List.of(
                get("/permissions", anyOf("read:permissions"), this::list).within(ExtensionApi.LIST_TIME));
    }

    /** The list; {@code total} counts all there are, found or not. */
    record ListJson(List<PermissionJson> permissions, int total) {}

    private Answer list(Call call) {
        var query = ListQuery.of(call.query());
        var all = permissions.list(call.tenant().id());
        var found = new MappedList<>(query.filter(all, FIELDS), PermissionJson::of);
        return Answer.streamed(new ListJson(found, all.size()));
    }
}
