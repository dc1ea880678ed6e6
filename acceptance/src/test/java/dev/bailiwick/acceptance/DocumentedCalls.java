package dev.bailiwick.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of a page of Auth0's documentation; see the README beside them. */
record DocumentedCalls(Path directory) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AUTHORIZED = " --header 'Authorization: Bearer {access_token}'";

    List<JsonNode> all() {
        return List.copyOf(JSON.readTree(directory.resolve("calls.json")).values());
    }

    /** How many there are of a kind: {@code curl}, {@code get} or {@code meant}. */
    long count(String kind) {
        return all().stream().filter(call -> call.has(kind)).count();
    }

    /** What curl is told for a call, as a shell reads it. */
    static String arguments(JsonNode call, String url, String token) {
        var arguments = call.has("get")
                ? "--request GET --url '" + call.path("get").asString() + "'" + AUTHORIZED
                : call.path(call.has("curl") ? "curl" : "meant").values().stream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(" "));
        for (var place : call.path("with").properties()) {
            arguments = arguments.replace(place.getKey(), place.getValue().asString());
        }
        return arguments.replace("https://{extension_url}", url).replace("{access_token}", token);
    }

    /** Whether an answer is the one that was described, where {@code *} stands for a new id. No answer is no body. */
    static boolean isDescribed(JsonNode described, String body) {
        return described.isMissingNode() ? body.isEmpty() : !body.isEmpty() && isAs(described, JSON.readTree(body));
    }

    private static boolean isAs(JsonNode described, JsonNode answer) {
        if (described.isObject()) {
            return answer.isObject()
                    && Set.copyOf(answer.propertyNames()).equals(Set.copyOf(described.propertyNames()))
                    && described.properties().stream()
                            .allMatch(member -> isAs(member.getValue(), answer.path(member.getKey())));
        }
        if (described.isArray()) {
            if (!answer.isArray() || answer.size() != described.size()) {
                return false;
            }
            for (int i = 0; i < answer.size(); i++) {
                if (!isAs(described.path(i), answer.path(i))) {
                    return false;
                }
            }
            return true;
        }
        return described.asString().equals("*")
                ? answer.asString().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                : answer.equals(described);
    }
}
