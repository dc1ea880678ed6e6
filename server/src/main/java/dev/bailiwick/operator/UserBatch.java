package dev.bailiwick.operator;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.user.UserImport.Rules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Some users that are to be taken in, and how. */
public record UserBatch(List<JsonObject> users, Rules rules) {

    /** How many users a batch may hold. */
    public static final int MOST = 500;

    private static final Set<String> MEMBERS = Set.of("users", "import_format", "connection", "upsert");

    public UserBatch {
        users = List.copyOf(users);
    }

    /** Reads {@link #toJson}. Refuses all else. */
    static UserBatch of(JsonNode json) {
        var body = OperatorBody.of(json, MEMBERS);
        var users = body.value("users");
        if (!users.isArray()) {
            throw OperatorBody.invalid("users", "must be an array");
        }
        if (users.size() > MOST) {
            throw OperatorBody.invalid("users", "must not hold more than " + MOST);
        }
        var connection = body.text("connection");
        if (connection.isEmpty()) {
            throw OperatorBody.invalid("connection", "must be a string with something in it");
        }
        return new UserBatch(
                users.values().stream().map(JsonObject::of).toList(),
                new Rules(body.isTrue("import_format"), connection, body.isTrue("upsert")));
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
}
