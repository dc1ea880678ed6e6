package dev.bailiwick.json;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object that is kept and given back as it came: members in their order, numbers with all their digits. Whoever
 * carries it needs to know no more of it than single texts.
 */
public final class JsonObject {

    private final ObjectNode node;

    private JsonObject(ObjectNode node) {
        this.node = node;
    }

    /** Refuses with {@link Problem.Unreadable} what is not one object. */
    public static JsonObject of(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return new JsonObject(object);
        }
        throw new Problem.Unreadable(Part.BODY, "is no object").asException();
    }

    /** Refuses with {@link Problem.Unreadable} what is not one object in well-formed, storable JSON. */
    public static JsonObject parse(byte[] text) {
        return of(Json.readExactly(text));
    }

    /** The same of a text. */
    public static JsonObject parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An object with these members, whose values are texts, numbers, truth values, or lists and maps of such. */
    public static JsonObject of(Map<String, ?> members) {
        return parse(Json.write(members));
    }

    /** Whether it has the member, be it null. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** The text at a JSON pointer (RFC 6901); empty where something else is, or nothing. */
    public Optional<String> text(String pointer) {
        return node.at(pointer).stringValueOpt();
    }

    /** The whole number at a JSON pointer (RFC 6901); empty where something else is, or nothing. */
    public Optional<Long> number(String pointer) {
        var value = node.at(pointer);
        return value.isNumber() && value.canConvertToLong() && value.canConvertToExactIntegral()
                ? Optional.of(value.longValue())
                : Optional.empty();
    }

    /** The member that is an object itself. */
    public Optional<JsonObject> object(String name) {
        return node.get(name) instanceof ObjectNode inner ? Optional.of(new JsonObject(inner)) : Optional.empty();
    }

    /** Only these members, in the order that they have here. */
    public JsonObject only(Collection<String> names) {
        return new JsonObject(node.deepCopy().retain(names));
    }

    /** Only these members, in the order of the names. */
    public JsonObject in(List<String> names) {
        var ordered = node.objectNode();
        names.stream().filter(node::has).forEach(name -> ordered.set(name, node.get(name)));
        return new JsonObject(ordered);
    }

    /** All but these members. */
    public JsonObject without(Collection<String> names) {
        return new JsonObject(node.deepCopy().without(names));
    }

    /** The names of its members, in their order. */
    public List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** All but the members that are null. */
    public JsonObject withoutNulls() {
        return without(names().stream().filter(name -> node.get(name).isNull()).toList());
    }

    /** Its members with those of another over them; of the members in {@code deep}, in turn, the members. */
    public JsonObject mergedWith(JsonObject other, Set<String> deep) {
        var merged = node.deepCopy();
        other.node.forEachEntry((name, value) -> {
            if (deep.contains(name) && merged.get(name) instanceof ObjectNode present && value.isObject()) {
                value.forEachEntry(present::set);
            } else {
                merged.set(name, value);
            }
        });
        return new JsonObject(merged);
    }

    /** Its members, and those of {@code defaults} that it does not have. */
    public JsonObject orElse(JsonObject defaults) {
        var names = List.copyOf(node.propertyNames());
        return mergedWith(defaults.without(names), Set.of());
    }

    @JsonValue
    JsonNode tree() {
        return node;
    }

    /** The object as JSON, on one line. */
    @Override
    public String toString() {
        return new String(Json.write(node), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }
}
