package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.patch;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.GroupMapping;
import dev.bailiwick.rbac.GroupMappings;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code /groups/{id}/mappings} of the Authorization Extension. */
final class GroupMappingsResource {

    private static final int LONGEST_NAME = 50;

    private final GroupMappings mappings;
    private final Connections connections;
    private final NameLimit names;

    GroupMappingsResource(GroupMappings mappings, Connections connections, NameLimit names) {
        this.mappings = mappings;
        this.connections = connections;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                get("/groups/{id}/mappings", anyOf("read:groups"), this::list),
                patch("/groups/{id}/mappings", anyOf("update:groups"), this::add),
                delete("/groups/{id}/mappings", anyOf("update:groups"), this::remove));
    }

    /** A connection is shown with its strategy; the mapping of one that is not there is left out. */
    private Answer list(Call call) {
        var tenant = call.tenant().id();
        var group = group(call);
        var page = Page.find(call.query());
        var found = mappings.list(tenant, group);
        var strategies = connections.strategies(
                tenant, found.stream().map(GroupMapping::connectionName).toList());
        var shown = found.stream()
                .filter(mapping -> strategies.containsKey(mapping.connectionName()))
                .map(mapping -> new MappingJson(
                        mapping.id(),
                        mapping.groupName(),
                        mapping.connectionName() + " (" + strategies.get(mapping.connectionName()) + ")"))
                .toList();
        return Answer.ok(Page.of(page, shown));
    }

    /** The one route of groups where the original takes any text for an id, and then finds no such group. */
    private Answer add(Call call) {
        mappings.add(call.tenant().id(), new GroupId(call.path("id")), drafts(call), call.origin());
        return Answer.noContent();
    }

    private Answer remove(Call call) {
        var group = group(call);
        mappings.remove(call.tenant().id(), group, ids(call), call.origin());
        return Answer.noContent();
    }

    private static GroupId group(Call call) {
        return new GroupId(Joi.guid("id", call.path("id")));
    }

    /** The original takes a list; its document shows one object, too. */
    private List<GroupMappings.Draft> drafts(Call call) {
        var body = Payload.read(call.body());
        return body.isObject() ? List.of(draft(body, "")) : Joi.items(body, this::draft);
    }

    private GroupMappings.Draft draft(JsonNode object, String pointer) {
        Joi.object(object, pointer);
        var draft = new GroupMappings.Draft(
                names.read(object, pointer, "groupName", LONGEST_NAME),
                names.read(object, pointer, "connectionName", LONGEST_NAME));
        Joi.onlyMembers(object, pointer, Set.of("groupName", "connectionName"));
        return draft;
    }

    /** The original takes a list; its document shows an object with one. */
    private static List<String> ids(Call call) {
        var body = Payload.read(call.body());
        if (!body.isObject()) {
            return Joi.guids(body);
        }
        Joi.onlyMembers(body, Set.of("_id"));
        return Joi.items(Joi.required(body, "_id"), "/_id", Joi::guid);
    }
}
