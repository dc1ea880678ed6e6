package dev.bailiwick.management.v2;

import com.networknt.schema.Error;
import dev.bailiwick.json.Json;
import dev.bailiwick.management.v2.Places.Place;
import dev.bailiwick.problem.Problem.Violation;
import dev.bailiwick.problem.Twins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says what breaks a {@link Schema} as Auth0 does, whose validator is z-schema. */
final class SchemaWords {

    private static final int LONGEST_ECHO = 256;

    /** How much of what one body breaks is told, and how many members of an object that may not be there. */
    private static final int MOST_TOLD = 50;

    private SchemaWords() {}

    /**
     * What is broken, the last things first, since that is how z-schema goes through an object. Members that may not be there are
     * told together, object by object.
     *
     * @param tree in which it is
     */
    static List<Violation> of(List<Error> errors, JsonNode tree) {
        var places = new Places(tree);
        var placed = errors.reversed().stream()
                .map(error -> new Placed(places.of(error.getInstanceLocation()), error))
                .toList();
        var unknown = unknown(placed);
        var told = new TreeSet<Broken>();
        return placed.stream()
                .filter(each -> told.add(Broken.by(each)))
                .sorted(Comparator.comparing(Placed::place))
                .limit(MOST_TOLD)
                .map(each -> new Violation(
                        each.error.getInstanceLocation().toString(),
                        isUnknown(each.error)
                                ? notAllowed(unknown.getOrDefault(each.place, List.of()))
                                : rule(each.error)))
                .toList();
    }

    private record Placed(Place place, Error error) {}

    /** The same of one thing in z-schema's own words, which Auth0 changes for one: a value that is none of some. */
    static String own(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> notAllowed(List.of(shortened(error.getProperty())));
            case "enum", "const" -> "No enum match for: " + text(error.getInstanceNode());
            default -> rule(error);
        };
    }

    /** What is told once. */
    private record Broken(Place place, String keyword, String missing) implements Comparable<Broken> {

        private static final Comparator<Broken> ORDER = Comparator.comparing(Broken::place)
                .thenComparing(Broken::keyword)
                .thenComparing(Broken::missing);

        static Broken by(Placed placed) {
            var keyword = placed.error.getKeyword();
            return new Broken(placed.place, keyword, keyword.equals("required") ? placed.error.getProperty() : "");
        }

        @Override
        public int compareTo(Broken other) {
            return ORDER.compare(this, other);
        }
    }

    /** The last names of the members that may not be there, by the object. */
    private static Map<Place, List<String>> unknown(List<Placed> placed) {
        var unknown = new TreeMap<Place, List<String>>();
        for (var each : placed) {
            if (isUnknown(each.error)) {
                var names = unknown.computeIfAbsent(each.place, _ -> new ArrayList<>());
                if (names.size() < MOST_TOLD) {
                    names.add(shortened(each.error.getProperty()));
                }
            }
        }
        return unknown;
    }

    private static boolean isUnknown(Error error) {
        return error.getKeyword().equals("additionalProperties");
    }

    private static String rule(Error error) {
        var value = error.getInstanceNode();
        var limit = error.getSchemaNode() == null ? "" : text(error.getSchemaNode());
        return switch (error.getKeyword()) {
            case "required" -> "Missing required property: " + error.getProperty();
            case "type" -> "Expected type " + expected(error.getSchemaNode()) + " but found type " + type(value);
            case "enum", "const" -> noneOf(text(value));
            case "minLength" -> "String is too short (" + length(value) + " chars), minimum " + limit;
            case "maxLength" -> "String is too long (" + length(value) + " chars), maximum " + limit;
            case "minimum" -> "Value " + text(value) + " is less than minimum " + limit;
            case "maximum" -> "Value " + text(value) + " is greater than maximum " + limit;
            case "exclusiveMinimum" -> "Value " + text(value) + " is equal or less than exclusive minimum " + limit;
            case "exclusiveMaximum" -> "Value " + text(value) + " is equal or greater than exclusive maximum " + limit;
            case "pattern" -> "String does not match pattern " + limit + ": " + text(value);
            case "format" -> "Object didn't pass validation for format " + limit + ": " + text(value);
            case "minItems" -> "Array is too short (" + value.size() + "), minimum " + limit;
            case "maxItems" -> "Array is too long (" + value.size() + "), maximum " + limit;
            case "uniqueItems" -> Twins.rule(value).orElse("Array items are not unique");
            case "minProperties" -> "Too few properties defined (" + value.size() + "), minimum " + limit;
            case "maxProperties" -> "Too many properties defined (" + value.size() + "), maximum " + limit;
            case "not" -> "Data matches schema from 'not'";
            case "oneOf" -> "Data does not match any schemas from 'oneOf'";
            case "anyOf" -> "Data does not match any schemas from 'anyOf'";
            default -> "Object didn't pass validation for " + error.getKeyword();
        };
    }

    private static String notAllowed(List<String> members) {
        return "Additional properties not allowed: " + String.join(",", members);
    }

    /** What is said of a text that is none of those that may be. */
    static String noneOf(String given) {
        return "Invalid value \"" + given + "\"";
    }

    private static String expected(JsonNode types) {
        return types.isArray()
                ? types.values().stream().map(JsonNode::asString).collect(Collectors.joining(","))
                : types.asString();
    }

    private static String type(JsonNode value) {
        return value.isIntegralNumber() ? "integer" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static int length(JsonNode value) {
        return value.asString().codePointCount(0, value.asString().length());
    }

    /** A value as a refusal tells it. */
    static String text(JsonNode value) {
        return shortened(value.isString() ? value.asString() : Json.text(value));
    }

    /** So much of a text as a refusal tells. */
    static String shortened(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }
}
