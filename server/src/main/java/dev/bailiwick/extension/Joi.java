package dev.bailiwick.extension;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The original's validation rules, in the words of the library that it uses. The first broken rule is the one that is told.
 */
final class Joi {

    private static final Pattern GUID = Pattern.compile(
            "[\\[{(]?[0-9a-f]{8}([:-]?)[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{12}[\\]})]?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,9})?");

    /** In bytes of UTF-8: PostgreSQL's indexes take no longer rows, and several of these make one. */
    static final int LONGEST_KEY = 512;

    private Joi() {}

    /** A parameter of the path that must be a GUID, in any of its spellings. */
    static String guid(String name, String value) {
        if (!GUID.matcher(value).matches()) {
            throw broken(Part.PATH, "/" + name, "must be a valid GUID");
        }
        return value;
    }

    /** A member that must be there. */
    static JsonNode require(JsonNode object, String name) {
        var member = object.get(name);
        if (member == null) {
            throw body("/" + name, "is required");
        }
        return member;
    }

    /** A member that is true or false, or a word for it in any case. */
    static boolean isOn(JsonNode object, String name, Set<String> on, Set<String> off) {
        var value = object.path(name);
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        var word = value.isString() ? value.asString().toLowerCase(Locale.ROOT) : "";
        if (!on.contains(word) && !off.contains(word)) {
            throw body("/" + name, "must be a boolean");
        }
        return on.contains(word);
    }

    /** A member that is a whole number from 0, or its digits. */
    static long integer(JsonNode object, String name, long most) {
        var value = object.path(name);
        var digits = value.isNumber() || value.isString() ? value.asString() : "";
        if (!NUMBER.matcher(digits).matches()) {
            throw body("/" + name, "must be a number");
        }
        double number = Double.parseDouble(digits);
        if (number != Math.rint(number)) {
            throw body("/" + name, "must be an integer");
        }
        if (number < 0) {
            throw body("/" + name, "must be greater than or equal to 0");
        }
        if (number > most) {
            throw body("/" + name, "must be less than or equal to " + most);
        }
        return (long) number;
    }

    static JsonNode object(JsonNode value) {
        if (!value.isObject()) {
            throw body("", "must be of type object");
        }
        return value;
    }

    /** A member that must be a text with something in it. */
    static String requiredText(JsonNode object, String name) {
        var member = object.get(name);
        if (member == null) {
            throw body("/" + name, "is required");
        }
        return text(member, "/" + name);
    }

    /** A member that may be absent, or else is a list of texts with something in them. */
    static List<String> texts(JsonNode object, String name) {
        var member = object.get(name);
        if (member == null) {
            return List.of();
        }
        if (!member.isArray()) {
            throw body("/" + name, "must be an array");
        }
        var items = member.values().stream().toList();
        return IntStream.range(0, items.size())
                .mapToObj(i -> text(items.get(i), "/" + name + "/" + i))
                .toList();
    }

    /** A body that is a list of at least one text which an index can hold. */
    static List<String> keys(JsonNode body) {
        return items(body, Joi::key);
    }

    /** A body that is a list of at least one GUID. */
    static List<String> guids(JsonNode body) {
        return items(body, (value, pointer) -> {
            if (!GUID.matcher(text(value, pointer)).matches()) {
                throw body(pointer, "must be a valid GUID");
            }
            return value.asString();
        });
    }

    private static List<String> items(JsonNode body, BiFunction<JsonNode, String, String> item) {
        if (!body.isArray()) {
            throw body("", "must be an array");
        }
        if (body.isEmpty()) {
            throw body("", "must contain at least 1 items");
        }
        var items = body.values().stream().toList();
        return IntStream.range(0, items.size())
                .mapToObj(i -> item.apply(items.get(i), "/" + i))
                .toList();
    }

    /** A text that is not longer than what an index holds. */
    private static String key(JsonNode value, String pointer) {
        var text = text(value, pointer);
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw body(pointer, "must not be longer than " + LONGEST_KEY + " bytes");
        }
        return text;
    }

    /** Refuses members with any other name. */
    static void onlyMembers(JsonNode object, Set<String> names) {
        for (var name : object.propertyNames()) {
            if (!names.contains(name)) {
                throw body("/" + pointerStep(name), "is not allowed");
            }
        }
    }

    /** A broken rule about the body. */
    static RuntimeException body(String pointer, String rule) {
        return broken(Part.BODY, pointer, rule);
    }

    /** A broken rule about the query. */
    static RuntimeException query(String name, String rule) {
        return broken(Part.QUERY, "/" + pointerStep(name), rule);
    }

    /** A name as a step of a JSON pointer (RFC 6901 section 3). */
    static String pointerStep(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String text(JsonNode value, String pointer) {
        if (!value.isString()) {
            throw body(pointer, "must be a string");
        }
        if (value.asString().isEmpty()) {
            throw body(pointer, "is not allowed to be empty");
        }
        return value.asString();
    }

    private static RuntimeException broken(Part part, String pointer, String rule) {
        return new Problem.Invalid(part, pointer, rule).asException();
    }
}
