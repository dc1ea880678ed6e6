package dev.bailiwick.operator;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.user.UserImport.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Some users that are to be taken in, and how. */
public record UserBatch(List<JsonObject> users, Rules rules) {

    /** How many users a batch may hold. */
    public static final int MOST = 500;

    private static final List<String> MEMBERS = List.of("users", "import_format", "connection", "upsert");

    public UserBatch {
        users = List.copyOf(users);
    }

    /** Reads {@link #toJson}. Refuses all else. */
    static UserBatch of(JsonNode body) {
        if (!body.isObject()) {
            throw new Problem.Unreadable(Part.BODY, "The body must be a JSON object.").asException();
        }
        for (var name : body.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw invalid(name, "is not known here");
            }
        }
        var users = body.path("users");
        if (!users.isArray()) {
            throw invalid("users", "must be an array");
        }
        if (users.size() > MOST) {
            throw invalid("users", "must not hold more than " + MOST);
        }
        var connection = body.path("connection");
        if (!connection.isString() || connection.asString().isEmpty()) {
            throw invalid("connection", "must be a string with something in it");
        }
        return new UserBatch(
                users.values().stream().map(JsonObject::of).toList(),
                new Rules(isTrue(body, "import_format"), connection.asString(), isTrue(body, "upsert")));
    }

    /** What is posted to have them taken. */
    public Map<String, Object> toJson() {
        var body = new LinkedHashMap<String, Object>();
        body.put("import_format", rules.isImportFormat());
        body.put("connection", rules.connection());
        body.put("upsert", rules.isUpsert());
        body.put("users", users);
        return body;
    }

    private static boolean isTrue(JsonNode body, String name) {
        var value = body.path(name);
        if (!value.isBoolean()) {
            throw invalid(name, "must be true or false");
        }
        return value.asBoolean();
    }

    private static RuntimeException invalid(String name, String rule) {
        return new Problem.Invalid(Part.BODY, "/" + name, rule).asException();
    }
}
