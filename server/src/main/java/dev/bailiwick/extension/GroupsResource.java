package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import dev.bailiwick.rbac.Group;
import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.Groups;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Query;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /groups} of the Authorization Extension. */
final class GroupsResource {

    private static final Map<String, Function<Group, String>> FIELDS =
            Map.of("_id", group -> group.id().value(), "name", Group::name, "description", Group::description);

    private final Groups groups;

    GroupsResource(Groups groups) {
        this.groups = groups;
    }

    List<Route> routes() {
        return List.of(
                get("/groups", anyOf("read:groups"), this::list).within(ExtensionApi.LIST_TIME),
                get("/groups/{id}", anyOf("read:groups"), this::one),
                get("/groups/{id}/nested", anyOf("read:groups"), this::nested).within(ExtensionApi.LIST_TIME));
    }

    /** The list; {@code total} counts all there are, found or not. */
    record ListJson(List<GroupJson> groups, int total) {}

    private Answer list(Call call) {
        var query = ListQuery.of(call.query());
        var all = groups.list(call.tenant().id());
        var found = new MappedList<>(
                query.filter(all, FIELDS), group -> GroupJson.of(group).listed());
        return Answer.streamed(new ListJson(found, all.size()));
    }

    private Answer one(Call call) {
        var id = id(call);
        return isExpanded(call.query())
                ? Answer.ok(ExpandedGroupJson.of(groups.expanded(call.tenant().id(), id)))
                : Answer.ok(SummaryJson.of(groups.get(call.tenant().id(), id)));
    }

    private Answer nested(Call call) {
        return Answer.streamed(new MappedList<>(groups.nested(call.tenant().id(), id(call)), GroupJson::of));
    }

    private static GroupId id(Call call) {
        return new GroupId(Joi.guid("id", call.path("id")));
    }

    /** The original wants {@code ?expand=true}; its document says bare {@code ?expand}, which therefore means the same. */
    private static boolean isExpanded(Query query) {
        for (var name : query.values().keySet()) {
            if (!name.equals("expand")) {
                throw Joi.query(name, "is not allowed");
            }
        }
        var values = query.values().getOrDefault("expand", List.of("false"));
        return switch (values.size() == 1 ? values.getFirst() : "repeated") {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw Joi.query("expand", "must be a boolean");
        };
    }
}
