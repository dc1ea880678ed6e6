package dev.bailiwick.extension;

import dev.bailiwick.json.Json;
import dev.bailiwick.web.InnerRoutes;
import dev.bailiwick.web.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One of the changes to simulate, as it is asked for.
 *
 * @param id what is created by it is to have, so that later changes can name it
 */
record SimulatedChange(InnerRoutes.Asked asked, Optional<String> id) {

    private static final int MOST = 1_000;
    private static final int MOST_IDS = 20_000;
    private static final int LONGEST_PATH = 4_096;
    private static final Map<String, Method> METHODS =
            Map.of("POST", Method.POST, "PUT", Method.PUT, "PATCH", Method.PATCH, "DELETE", Method.DELETE);

    /** The changes of a body, in their order. */
    static List<SimulatedChange> of(JsonNode body) {
        var list = Joi.required(body, "changes");
        if (list.size() > MOST) {
            throw Joi.body("/changes", "must contain less than or equal to " + MOST + " items");
        }
        var changes = Joi.items(list, "/changes", SimulatedChange::of);
        if (list.values().stream().mapToLong(change -> ids(change.path("body"))).sum() > MOST_IDS) {
            throw Joi.body("/changes", "must contain less than or equal to " + MOST_IDS + " ids together");
        }
        return changes;
    }

    /** How many ids a body brings, in each of the forms in which routes take them. */
    private static long ids(JsonNode body) {
        var permissions = body.path("permissions");
        long given = permissions.isString() ? permissions.asString().split(",", -1).length : permissions.size();
        return body.isArray() ? body.size() : given + body.path("_id").size();
    }

    private static SimulatedChange of(JsonNode object, String pointer) {
        Joi.object(object, pointer);
        var method = METHODS.get(Joi.requiredText(object, pointer, "method", LONGEST_PATH));
        if (method == null) {
            throw Joi.body(pointer + "/method", "must be one of [POST, PUT, PATCH, DELETE]");
        }
        var path = Joi.requiredText(object, pointer, "path", LONGEST_PATH);
        var id = Optional.ofNullable(object.get("id")).map(value -> Joi.guid(value, pointer + "/id"));
        if (id.isPresent() && method != Method.POST) {
            throw Joi.body(pointer + "/id", "is not allowed");
        }
        Joi.onlyMembers(object, pointer, Set.of("method", "path", "body", "id"));
        var json = object.has("body") ? Json.text(object.get("body")) : "";
        return new SimulatedChange(new InnerRoutes.Asked(method, path, json), id);
    }
}
