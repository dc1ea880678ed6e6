package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.post;
import static dev.bailiwick.web.Route.put;

import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.Groups;
import dev.bailiwick.rbac.LongGroup;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code /groups} of the Authorization Extension. */
final class GroupsResource {

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_DESCRIPTION = 500;

    private static final Map<String, Function<LongGroup, String>> FIELDS = Map.of(
            "_id", group -> group.group().id().value(),
            "name", group -> group.group().name(),
            "description", group -> group.group().description());

    private final Groups groups;
    private final NameLimit names;

    GroupsResource(Groups groups, NameLimit names) {
        this.groups = groups;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                get("/groups", anyOf("read:groups"), this::list).within(ExtensionApi.LIST_TIME),
                post("/groups", anyOf("create:groups"), this::create),
                get("/groups/{id}", anyOf("read:groups"), this::one),
                put("/groups/{id}", anyOf("update:groups"), this::change),
                delete("/groups/{id}", anyOf("delete:groups"), this::remove).within(ExtensionApi.LIST_TIME));
    }

    /** The list; {@code total} counts all there are, found or not. */
    record ListJson(List<GroupJson> groups, long total) {}

    private Answer list(Call call) {
        var tenant = call.tenant().id();
        var listed =
                ListQuery.of(call.query()).of(slice -> groups.list(tenant, slice), () -> groups.list(tenant), FIELDS);
        return Answer.streamed(new ListJson(
                new MappedList<>(listed.items(), group -> GroupJson.of(group).listed()), listed.total()));
    }

    private Answer one(Call call) {
        var id = id(call);
        Joi.onlyParameters(call.query(), Set.of("expand"));
        return Joi.isOn(call.query(), "expand") // bare too, as the original's document has it, and not its code
                ? Answer.streamed(
                        ExpandedGroupJson.of(groups.expanded(call.tenant().id(), id)))
                : Answer.ok(SummaryJson.of(groups.get(call.tenant().id(), id)));
    }

    private Answer create(Call call) {
        var draft = draft(call);
        return Answer.ok(CreatedJson.of(groups.add(call.tenant().id(), draft.name, draft.description, call.origin())));
    }

    private Answer change(Call call) {
        var id = id(call);
        var draft = draft(call);
        return Answer.streamed(
                GroupJson.of(groups.change(call.tenant().id(), id, draft.name, draft.description, call.origin())));
    }

    private Answer remove(Call call) {
        groups.remove(call.tenant().id(), id(call), call.origin());
        return Answer.noContent();
    }

    private record Draft(String name, String description) {}

    private Draft draft(Call call) {
        var body = Joi.object(Payload.read(call.body()));
        var draft = new Draft(
                names.read(body, "", "name", LONGEST_NAME), Joi.optionalText(body, "description", LONGEST_DESCRIPTION));
        Joi.onlyMembers(body, Set.of("name", "description"));
        return draft;
    }

    private static GroupId id(Call call) {
        return new GroupId(Joi.guid("id", call.path("id")));
    }
}
