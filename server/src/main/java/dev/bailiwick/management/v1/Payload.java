package dev.bailiwick.management.v1;

import dev.bailiwick.json.Json;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.web.Body;
import dev.bailiwick.web.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Reads a body: JSON, or a form as an object of texts. What begins with a brace is JSON whatever it is called, since the default of
 * curl is a form, and an empty body is an empty object.
 */
final class Payload {

    private static final String FORM = "application/x-www-form-urlencoded";

    private Payload() {}

    /** Refuses with {@link Problem.Unreadable} what is neither. */
    static JsonObject read(Call call) {
        var bytes = call.body().bytes();
        int first = firstOf(bytes);
        if (first < 0) {
            return JsonObject.of(Map.of());
        }
        boolean isForm = first != '{' && first != '[' && call.body().mediaType().equals(FORM);
        return isForm ? ofForm(bytes) : JsonObject.parse(bytes);
    }

    /** The text of a member; empty where it is absent, null or empty. Refuses anything else but a text. */
    static Optional<String> text(JsonObject body, String name) {
        return body.value(pointer(name))
                .map(value -> switch (value) {
                    case JsonNode node when node.isString() -> node.stringValue();
                    default -> throw refused(name, "must be a text");
                })
                .filter(text -> !text.isEmpty());
    }

    /** The text of a member that must be there. */
    static String needed(JsonObject body, String name) {
        return text(body, name).orElseThrow(() -> refused(name, "is required"));
    }

    /** The same, of so many characters at most. */
    static String needed(JsonObject body, String name, int longest) {
        var text = needed(body, name);
        requireShort(name, text, longest);
        return text;
    }

    /** Refuses a text of more characters. */
    static void requireShort(String name, String text, int longest) {
        if (text.codePointCount(0, text.length()) > longest) {
            throw refused(name, "must not be longer than " + longest + " characters");
        }
    }

    /** Texts with commas between them, or a list of them. Empty where the member is absent, null or empty. */
    static List<String> texts(JsonObject body, String name) {
        var value = body.value(pointer(name)).orElse("");
        var joined = value instanceof ArrayNode list
                ? joined(name, list)
                : text(body, name).orElse("");
        return Stream.of(joined.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The truth value of a member, as old clients write one: true, "True", 1, or "1". Empty where it is absent or null. */
    static Optional<Boolean> flag(JsonObject body, String name) {
        return body.value(pointer(name)).map(value -> switch (value) {
            case JsonNode node when node.isValueNode() -> Flags.of(name, node.asString());
            default -> throw refused(name, "must be true or false");
        });
    }

    /** A broken rule about a member of the body. */
    static RuntimeException refused(String name, String rule) {
        return new Problem.Invalid(Part.BODY, pointer(name), rule).asException();
    }

    private static String joined(String name, ArrayNode list) {
        if (!list.valueStream().allMatch(JsonNode::isString)) {
            throw refused(name, "must hold texts");
        }
        return list.valueStream().map(JsonNode::stringValue).collect(Collectors.joining(","));
    }

    private static JsonObject ofForm(byte[] bytes) {
        var members = new LinkedHashMap<String, Object>();
        Body.form(bytes)
                .values()
                .forEach((name, values) -> members.put(name, values.size() == 1 ? values.getFirst() : values));
        return JsonObject.parse(Json.write(members));
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static int firstOf(byte[] bytes) {
        for (byte octet : bytes) {
            if (!Character.isWhitespace(octet)) {
                return octet & 0xff;
            }
        }
        return -1;
    }
}
