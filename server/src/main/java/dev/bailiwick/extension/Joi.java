package dev.bailiwick.extension;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.search.LowerCase;
import dev.bailiwick.web.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The original's validation rules, in the words of the library that it uses. The first broken rule is the one that is told.
 */
final class Joi {

    private static final Pattern GUID = Pattern.compile(
            "([\\[{(]?)[0-9a-f]{8}([:-]?)[0-9a-f]{4}\\2[0-9a-f]{4}\\2[0-9a-f]{4}\\2[0-9a-f]{12}([\\]})]?)",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> BRACKETS = Set.of("", "[]", "{}", "()");

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,400}(?:\\.\\d{1,400})?(?:[eE][+-]?\\d{1,9})?");

    /** In bytes of UTF-8: PostgreSQL's indexes take no longer rows, and several of these make one. */
    static final int LONGEST_KEY = 512;

    private Joi() {}

    static boolean isGuid(String text) {
        var guid = GUID.matcher(text);
        return guid.matches() && BRACKETS.contains(guid.group(1) + guid.group(3));
    }

    /** A parameter of the path that must be a GUID, in any of its spellings. */
    static String guid(String name, String value) {
        if (!isGuid(value)) {
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

    /** A member that is true or false, or that word in any case. */
    static boolean isOn(JsonNode object, String name) {
        var value = object.path(name);
        return truth(value, false).orElseThrow(() -> body("/" + name, "must be a boolean"));
    }

    /** The same, or yes or no in any case, of an object at some place of the body. */
    static boolean isSwitchedOn(JsonNode object, String pointer, String name) {
        var value = object.path(name);
        return truth(value, true).orElseThrow(() -> body(pointer + "/" + name, "must be a boolean"));
    }

    private static Optional<Boolean> truth(JsonNode value, boolean takesYes) {
        return value.isBoolean() ? Optional.of(value.asBoolean()) : truth(value.asString(""), takesYes);
    }

    private static Optional<Boolean> truth(String word, boolean takesYes) {
        return switch (LowerCase.of(word)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            case "yes" -> takesYes ? Optional.of(true) : Optional.empty();
            case "no" -> takesYes ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
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
        return object(value, "");
    }

    /** A value, at some place of the body, that must be an object. */
    static JsonNode object(JsonNode value, String pointer) {
        if (!value.isObject()) {
            throw body(pointer, "must be of type object");
        }
        return value;
    }

    /** A member that must be there, whatever it is. */
    static JsonNode required(JsonNode object, String name) {
        return required(object, "", name);
    }

    private static JsonNode required(JsonNode object, String pointer, String name) {
        var member = object.get(name);
        if (member == null) {
            throw body(pointer + "/" + name, "is required");
        }
        return member;
    }

    /** A member that must be a text with something in it. */
    static String requiredText(JsonNode object, String name) {
        return text(required(object, name), "/" + name);
    }

    /** A member that must be a text of 1 to so many characters. */
    static String requiredText(JsonNode object, String name, int longest) {
        return requiredText(object, "", name, longest);
    }

    /** The same, of an object at some place of the body. */
    static String requiredText(JsonNode object, String pointer, String name, int longest) {
        var text = text(required(object, pointer, name), pointer + "/" + name);
        if (text.length() > longest) {
            throw body(pointer + "/" + name, "length must be less than or equal to " + longest + " characters long");
        }
        return text;
    }

    /** A member that may be absent, which is as good as empty, or else is a text of 1 to so many characters. */
    static String optionalText(JsonNode object, String name, int longest) {
        return object.has(name) ? requiredText(object, name, longest) : "";
    }

    /** A member that must be a text of 1 to so many characters which an index can hold. */
    static String requiredKey(JsonNode object, String name, int longest) {
        return requiredKey(object, "", name, longest);
    }

    /** The same, of an object at some place of the body. */
    static String requiredKey(JsonNode object, String pointer, String name, int longest) {
        return key(requiredText(object, pointer, name, longest), pointer + "/" + name);
    }

    /** A member that must be one of some texts. */
    static String requiredOneOf(JsonNode object, String name, List<String> texts) {
        var member = required(object, name);
        if (!member.isString() || !texts.contains(member.asString())) {
            throw body("/" + name, "must be one of [" + String.join(", ", texts) + "]");
        }
        return member.asString();
    }

    /** A member that may be absent, or else is a list of GUIDs, or a text with GUIDs and commas between them. */
    static List<String> guids(JsonNode object, String name) {
        var member = object.get(name);
        if (member == null) {
            return List.of();
        }
        if (member.isString()) {
            var list = JsonNodeFactory.instance.arrayNode();
            Arrays.stream(member.asString().split(",", -1))
                    .map(String::strip)
                    .filter(guid -> !guid.isEmpty())
                    .forEach(list::add);
            member = list;
        }
        return eachOf(member, "/" + name, Joi::guid);
    }

    /** A member that may be absent, or else is a list of texts with something in them. */
    static List<String> texts(JsonNode object, String name) {
        var member = object.get(name);
        if (member == null) {
            return List.of();
        }
        return eachOf(member, "/" + name, Joi::text);
    }

    /** A body that is a list of at least one text which an index can hold. */
    static List<String> keys(JsonNode body) {
        return items(body, (value, pointer) -> key(text(value, pointer), pointer));
    }

    /** A body that is a list of at least one GUID. */
    static List<String> guids(JsonNode body) {
        return items(body, Joi::guid);
    }

    /** A body that is a list of at least one item, which is told with its place as a JSON pointer. */
    static <T> List<T> items(JsonNode body, BiFunction<JsonNode, String, T> item) {
        return items(body, "", item);
    }

    /** A list of at least one item at some place. */
    static <T> List<T> items(JsonNode list, String pointer, BiFunction<JsonNode, String, T> item) {
        if (list.isArray() && list.isEmpty()) {
            throw body(pointer, "must contain at least 1 items");
        }
        return eachOf(list, pointer, item);
    }

    private static <T> List<T> eachOf(JsonNode list, String pointer, BiFunction<JsonNode, String, T> item) {
        if (!list.isArray()) {
            throw body(pointer, "must be an array");
        }
        var items = list.values().stream().toList();
        return IntStream.range(0, items.size())
                .mapToObj(i -> item.apply(items.get(i), pointer + "/" + i))
                .toList();
    }

    /** A GUID at some place of the body. */
    static String guid(JsonNode value, String pointer) {
        if (!isGuid(text(value, pointer))) {
            throw body(pointer, "must be a valid GUID");
        }
        return value.asString();
    }

    private static String key(String text, String pointer) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw body(pointer, "must not be longer than " + LONGEST_KEY + " bytes");
        }
        return text;
    }

    /** Refuses members with any other name. */
    static void onlyMembers(JsonNode object, Set<String> names) {
        onlyMembers(object, "", names);
    }

    /** The same, of an object at some place of the body. */
    static void onlyMembers(JsonNode object, String pointer, Set<String> names) {
        for (var name : object.propertyNames()) {
            if (!names.contains(name)) {
                throw body(pointer + "/" + pointerStep(name), "is not allowed");
            }
        }
    }

    /** Refuses parameters of the query with any other name. */
    static void onlyParameters(Query query, Set<String> names) {
        for (var name : query.values().keySet()) {
            if (!names.contains(name)) {
                throw query(name, "is not allowed");
            }
        }
    }

    /** A parameter of the query that must be there once and have a value. */
    static String requiredParameter(Query query, String name) {
        var values = query.values().getOrDefault(name, List.of());
        if (values.isEmpty()) {
            throw query(name, "is required");
        }
        if (values.size() > 1) {
            throw query(name, "must be a string");
        }
        if (values.getFirst().isEmpty()) {
            throw query(name, "is not allowed to be empty");
        }
        return values.getFirst();
    }

    /** A parameter of the query that is true or false, in any case. Without a value it is true, and absent false. */
    static boolean isOn(Query query, String name) {
        var values = query.values().getOrDefault(name, List.of("false"));
        var word = values.size() == 1 ? values.getFirst() : "repeated";
        return word.isEmpty() || truth(word, false).orElseThrow(() -> query(name, "must be a boolean"));
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
