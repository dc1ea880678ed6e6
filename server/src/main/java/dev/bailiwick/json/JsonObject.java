package dev.bailiwick.json;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.bailiwick.json.JsonLeaf.Value;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A JSON object that is kept and given back as it came: members in their order, numbers with all their digits. Whoever
 * carries it needs to know no more of it than single texts.
 */
public final class JsonObject {

    /** In the place of what is not told. */
    public static final String UNTOLD = "…";

    private final ObjectNode node;
    private @Nullable String text;

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

    /** Of a text that this program wrote; see {@link Json#readWritten}. */
    public static JsonObject ofWritten(String text) {
        return of(Json.readWritten(text));
    }

    /** An object with these members, whose values are texts, numbers, truth values, or lists and maps of such. */
    public static JsonObject of(Map<String, ?> members) {
        return of(Json.readOwn(Json.write(members)));
    }

    /** Whether it has the member, be it null. */
    public boolean has(String name) {
        return node.has(name);
    }

    /** The text at a JSON pointer (RFC 6901); empty where something else is, or nothing. */
    public Optional<String> text(String pointer) {
        return node.at(pointer).stringValueOpt();
    }

    /** Whatever is at a JSON pointer (RFC 6901), to be written again or put into {@link #of(Map)}; empty where nothing is, or null. */
    public Optional<Object> value(String pointer) {
        var value = node.at(pointer);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** The whole number at a JSON pointer (RFC 6901), however it is written; empty where something else is, or nothing. */
    public Optional<Long> number(String pointer) {
        var value = node.at(pointer);
        return value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToLong()
                ? Optional.of(value.decimalValue().longValueExact())
                : Optional.empty();
    }

    /** The truth value at a JSON pointer (RFC 6901); empty where something else is, or nothing. */
    public Optional<Boolean> flag(String pointer) {
        return node.at(pointer).booleanValueOpt();
    }

    /** The member that is an object itself. */
    public Optional<JsonObject> object(String name) {
        return node.get(name) instanceof ObjectNode inner ? Optional.of(new JsonObject(inner)) : Optional.empty();
    }

    /** The names of its members, in their order. */
    public List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    /** All members but those that are null. */
    public JsonObject withoutNulls() {
        return without(names().stream().filter(name -> node.path(name).isNull()).toList());
    }

    /** Whether the member is there and null. */
    public boolean isNull(String name) {
        var value = node.get(name);
        return value != null && value.isNull();
    }

    /** The texts in the list at a JSON pointer (RFC 6901); none where something else is, or nothing. */
    public List<String> texts(String pointer) {
        return node.at(pointer)
                .valueStream()
                .flatMap(value -> value.stringValueOpt().stream())
                .toList();
    }

    /** The objects in the list at a JSON pointer (RFC 6901); none where something else is, or nothing. */
    public List<JsonObject> objects(String pointer) {
        return node.at(pointer)
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(value -> new JsonObject((ObjectNode) value))
                .toList();
    }

    /**
     * Each text, number and truth value in their order.
     *
     * @param levels so many names at most lead to it
     * @param longest so many characters its path has at most
     */
    public List<JsonLeaf> leaves(int levels, int longest) {
        var leaves = new ArrayList<JsonLeaf>();
        node.forEachEntry((name, inner) -> {
            if (name.length() <= longest) {
                collect(name, levels - 1, longest, inner, leaves);
            }
        });
        return leaves;
    }

    private static void collect(String path, int levels, int longest, JsonNode value, List<JsonLeaf> leaves) {
        switch (value) {
            case ObjectNode object ->
                object.forEachEntry((name, inner) -> {
                    if (levels > 0 && path.length() + 1 + name.length() <= longest) {
                        collect(path + "." + name, levels - 1, longest, inner, leaves);
                    }
                });
            case ArrayNode list -> list.valueStream().forEach(inner -> collect(path, levels, longest, inner, leaves));
            case StringNode text -> leaves.add(new JsonLeaf(path, new Value.Text(text.stringValue())));
            case NumericNode number -> leaves.add(new JsonLeaf(path, new Value.Numeral(number.decimalValue())));
            case BooleanNode truth -> leaves.add(new JsonLeaf(path, new Value.Truth(truth.booleanValue())));
            default -> {} // null
        }
    }

    /** Its members that the other one does not have just so. */
    public JsonObject unlike(JsonObject other) {
        var left = node.deepCopy();
        other.node.forEachEntry((name, value) -> {
            if (value.equals(left.get(name))) {
                left.remove(name);
            }
        });
        return new JsonObject(left);
    }

    /**
     * The same. Refuses with {@link Problem.Invalid} what is longer than so many characters when it is written.
     *
     * @param place where it came from, as a JSON pointer
     */
    public JsonObject within(int most, String place) {
        int length = toString().length();
        if (length > most) {
            throw new Problem.Invalid(
                            Part.BODY, place, "Object is too long (%d chars), maximum %d".formatted(length, most))
                    .asException();
        }
        return this;
    }

    /** How many members it has. */
    public int size() {
        return node.size();
    }

    /** The same with dots in the place of every text but those, at any depth, in members of the names that are shown. */
    public JsonObject hidingTexts(Set<String> shown) {
        return new JsonObject((ObjectNode) hidden(node, false, shown));
    }

    private static JsonNode hidden(JsonNode value, boolean isShown, Set<String> shown) {
        return switch (value) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.forEachEntry((name, inner) -> copy.set(name, hidden(inner, shown.contains(name), shown)));
                yield copy;
            }
            case ArrayNode list -> {
                var copy = list.arrayNode();
                list.valueStream().forEach(inner -> copy.add(hidden(inner, isShown, shown)));
                yield copy;
            }
            default -> value.isString() && !isShown ? StringNode.valueOf(UNTOLD) : value;
        };
    }

    /** The same with dots in the place of the members of these names, at any depth, whatever they are. */
    public JsonObject hiding(Set<String> names) {
        return names.isEmpty() ? this : new JsonObject((ObjectNode) pruned(node, names, Optional.of(UNTOLD)));
    }

    /** The same without the members of these names, at any depth. */
    public JsonObject withoutAnywhere(Set<String> names) {
        return names.isEmpty() ? this : new JsonObject((ObjectNode) pruned(node, names, Optional.empty()));
    }

    private static JsonNode pruned(JsonNode value, Set<String> names, Optional<String> instead) {
        return switch (value) {
            case ObjectNode object -> {
                var copy = object.objectNode();
                object.forEachEntry((name, inner) -> {
                    if (!names.contains(name)) {
                        copy.set(name, pruned(inner, names, instead));
                    } else {
                        instead.ifPresent(text -> copy.put(name, text));
                    }
                });
                yield copy;
            }
            case ArrayNode list -> {
                var copy = list.arrayNode();
                list.valueStream().forEach(inner -> copy.add(pruned(inner, names, instead)));
                yield copy;
            }
            default -> value;
        };
    }

    /** The same without nulls in the objects that are its members. What held nothing but nulls is null itself. */
    public JsonObject withoutInnerNulls() {
        var copy = node.deepCopy();
        node.forEachEntry((name, value) -> {
            if (value instanceof ObjectNode inner && !inner.isEmpty()) {
                var left = new JsonObject(inner).withoutNulls();
                copy.set(name, left.size() == 0 ? copy.nullNode() : left.node);
            }
        });
        return new JsonObject(copy);
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
        var left = node.deepCopy();
        names.forEach(left::remove);
        return new JsonObject(left);
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

    /** The same, and of the members in {@code deep} objects are merged at all depths. */
    public JsonObject mergedDeeply(JsonObject other, Set<String> deep) {
        var merged = node.deepCopy();
        other.node.forEachEntry((name, value) -> {
            if (deep.contains(name)
                    && merged.get(name) instanceof ObjectNode present
                    && value instanceof ObjectNode change) {
                merge(present, change);
            } else {
                merged.set(name, value);
            }
        });
        return new JsonObject(merged);
    }

    private static void merge(ObjectNode present, ObjectNode change) {
        change.forEachEntry((name, value) -> {
            if (present.get(name) instanceof ObjectNode inner && value instanceof ObjectNode innerChange) {
                merge(inner, innerChange);
            } else {
                present.set(name, value);
            }
        });
    }

    /** Its members, one of which has another name and stands last. */
    public JsonObject renamed(String from, String to) {
        var renamed = node.deepCopy();
        renamed.set(to, renamed.remove(from));
        return new JsonObject(renamed);
    }

    /** Its members with one more, or with another value of one. */
    public JsonObject with(String name, Object value) {
        return mergedWith(of(Map.of(name, value)), Set.of());
    }

    /** Its members, and those of {@code defaults} that it does not have. */
    public JsonObject orElse(JsonObject defaults) {
        return mergedWith(defaults.without(names()), Set.of());
    }

    @JsonValue
    JsonNode tree() {
        return node;
    }

    /** The object as JSON, on one line. It is written once, since one who stores an object measures it first. */
    @Override
    public String toString() {
        var written = text;
        if (written == null) {
            written = new String(Json.write(node), StandardCharsets.UTF_8);
            text = written;
        }
        return written;
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
