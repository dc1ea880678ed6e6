package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.patch;

import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.GroupMembers;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /groups/{id}/members} of the Authorization Extension. */
final class GroupMembersResource {

    private final GroupMembers members;

    GroupMembersResource(GroupMembers members) {
        this.members = members;
    }

    List<Route> routes() {
        return List.of(
                patch("/groups/{id}/members", anyOf("update:groups"), this::add),
                delete("/groups/{id}/members", anyOf("update:groups"), this::remove));
    }

    private Answer add(Call call) {
        var group = new GroupId(Joi.guid("id", call.path("id")));
        members.add(call.tenant().id(), group, users(call), call.origin());
        return Answer.noContent();
    }

    private Answer remove(Call call) {
        var group = new GroupId(Joi.guid("id", call.path("id")));
        members.remove(call.tenant().id(), group, users(call), call.origin());
        return Answer.noContent();
    }

    private static List<UserId> users(Call call) {
        return Joi.keys(Payload.read(call.body())).stream().map(UserId::new).toList();
    }
}
