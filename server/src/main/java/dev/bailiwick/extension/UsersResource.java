package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.GroupSummary;
import dev.bailiwick.rbac.Groups;
import dev.bailiwick.rbac.Policies;
import dev.bailiwick.rbac.RoleSummary;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Optional;

/** {@code /users/{id}/…} of the Authorization Extension: what a user is in and has. None of it asks for a profile. */
final class UsersResource {

    private final Policies policies;
    private final Groups groups;

    UsersResource(Policies policies, Groups groups) {
        this.policies = policies;
        this.groups = groups;
    }

    List<Route> routes() {
        return List.of(
                get("/users/{id}/groups", anyOf("read:groups", "read:users"), this::groups),
                get("/users/{id}/groups/calculate", anyOf("read:groups"), this::allGroups),
                get("/users/{id}/roles", anyOf("read:roles", "read:users"), this::roles),
                get("/users/{id}/roles/calculate", anyOf("read:roles"), this::allRoles));
    }

    record UserRoleJson(@JsonProperty("_id") String id, String name, String applicationId, String description) {

        static UserRoleJson of(RoleSummary role) {
            return new UserRoleJson(
                    role.id().value(), role.name(), role.client().value(), role.description());
        }
    }

    /** The original expands at any value, {@code false} too; its document says bare {@code ?expand}, which therefore does as well. */
    private Answer groups(Call call) {
        if (call.query().has("expand")) {
            return Answer.streamed(
                    ExpandedUserJson.of(groups.ofUser(call.tenant().id(), user(call))));
        }
        return groupList(
                Page.find(call.query()), policies.directGroups(call.tenant().id(), user(call)));
    }

    private Answer allGroups(Call call) {
        return groupList(
                Page.find(call.query()), policies.allGroups(call.tenant().id(), user(call)));
    }

    private Answer roles(Call call) {
        return roleList(
                Page.find(call.query()), policies.directRoles(call.tenant().id(), user(call)));
    }

    private Answer allRoles(Call call) {
        return roleList(Page.find(call.query()), policies.allRoles(call.tenant().id(), user(call)));
    }

    private static UserId user(Call call) {
        return new UserId(call.path("id"));
    }

    private static Answer groupList(Optional<Page> page, List<GroupSummary> groups) {
        return Answer.ok(Page.of(page, groups).stream().map(SummaryJson::of).toList());
    }

    private static Answer roleList(Optional<Page> page, List<RoleSummary> roles) {
        return Answer.ok(Page.of(page, roles).stream().map(UserRoleJson::of).toList());
    }
}
