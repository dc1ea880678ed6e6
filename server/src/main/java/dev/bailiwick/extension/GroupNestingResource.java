package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.patch;

import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.GroupNesting;
import dev.bailiwick.rbac.Groups;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /groups/{id}/nested} of the Authorization Extension. */
final class GroupNestingResource {

    private final Groups groups;
    private final GroupNesting nesting;

    GroupNestingResource(Groups groups, GroupNesting nesting) {
        this.groups = groups;
        this.nesting = nesting;
    }

    List<Route> routes() {
        return List.of(
                get("/groups/{id}/nested", anyOf("read:groups"), this::list).within(ExtensionApi.LIST_TIME),
                patch("/groups/{id}/nested", anyOf("update:groups"), this::add),
                delete("/groups/{id}/nested", anyOf("update:groups"), this::remove));
    }

    private Answer list(Call call) {
        var group = group(call);
        var page = Page.find(call.query());
        return Answer.streamed(
                new MappedList<>(Page.of(page, groups.nested(call.tenant().id(), group)), GroupJson::of));
    }

    private Answer add(Call call) {
        var group = group(call);
        nesting.add(call.tenant().id(), group, given(call), call.origin());
        return Answer.noContent();
    }

    private Answer remove(Call call) {
        var group = group(call);
        nesting.remove(call.tenant().id(), group, given(call), call.origin());
        return Answer.noContent();
    }

    private static GroupId group(Call call) {
        return new GroupId(Joi.guid("id", call.path("id")));
    }

    private static List<GroupId> given(Call call) {
        return Joi.guids(Payload.read(call.body())).stream().map(GroupId::new).toList();
    }
}
