package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.patch;

import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.GroupRoles;
import dev.bailiwick.rbac.Groups;
import dev.bailiwick.rbac.RoleId;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /groups/{id}/roles} of the Authorization Extension. */
final class GroupRolesResource {

    private final Groups groups;
    private final GroupRoles roles;

    GroupRolesResource(Groups groups, GroupRoles roles) {
        this.groups = groups;
        this.roles = roles;
    }

    List<Route> routes() {
        return List.of(
                get("/groups/{id}/roles", anyOf("read:groups"), this::list).within(ExtensionApi.LIST_TIME),
                patch("/groups/{id}/roles", anyOf("update:groups"), this::add),
                delete("/groups/{id}/roles", anyOf("update:groups"), this::remove),
                get("/groups/{id}/roles/nested", anyOf("read:groups"), this::nested)
                        .within(ExtensionApi.LIST_TIME));
    }

    record RoleFromJson(RoleJson role, GroupJson group) {}

    private Answer list(Call call) {
        var group = group(call);
        var page = Page.find(call.query());
        return Answer.streamed(
                new MappedList<>(Page.of(page, groups.roles(call.tenant().id(), group)), RoleJson::of));
    }

    /** Each role comes with its whole group, so that the answer may be as long as roles times groups. */
    private Answer nested(Call call) {
        var group = group(call);
        var page = Page.find(call.query());
        return Answer.streamed(new MappedList<>(
                Page.of(page, groups.nestedRoles(call.tenant().id(), group)),
                from -> new RoleFromJson(RoleJson.of(from.role()), GroupJson.of(from.group()))));
    }

    private Answer add(Call call) {
        roles.add(call.tenant().id(), group(call), given(call), call.origin());
        return Answer.noContent();
    }

    private Answer remove(Call call) {
        roles.remove(call.tenant().id(), group(call), given(call), call.origin());
        return Answer.noContent();
    }

    private static GroupId group(Call call) {
        return new GroupId(Joi.guid("id", call.path("id")));
    }

    private static List<RoleId> given(Call call) {
        return Joi.guids(Payload.read(call.body())).stream().map(RoleId::new).toList();
    }
}
