package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import dev.bailiwick.rbac.Role;
import dev.bailiwick.rbac.Roles;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /roles} of the Authorization Extension. */
final class RolesResource {

    private static final Map<String, Function<Role, String>> FIELDS = Map.of(
            "_id", role -> role.id().value(),
            "name", Role::name,
            "description", Role::description,
            "applicationId", role -> role.client().value(),
            "applicationType", Role::clientType);

    private final Roles roles;

    RolesResource(Roles roles) {
        this.roles = roles;
    }

    List<Route> routes() {
        return List.of(get("/roles", anyOf("read:roles"), this::list).within(ExtensionApi.LIST_TIME));
    }

    /** The list; {@code total} counts all there are, found or not. */
    record ListJson(List<RoleJson> roles, int total) {}

    private Answer list(Call call) {
        var query = ListQuery.of(call.query());
        var all = roles.list(call.tenant().id());
        var found = new MappedList<>(query.filter(all, FIELDS), RoleJson::of);
        return Answer.streamed(new ListJson(found, all.size()));
    }
}
