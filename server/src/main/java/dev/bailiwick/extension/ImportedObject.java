package dev.bailiwick.extension;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.rbac.Group;
import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.GroupMapping;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.PermissionId;
import dev.bailiwick.rbac.Role;
import dev.bailiwick.rbac.RoleId;
import dev.bailiwick.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One object of an imported document, and its place there as a JSON pointer. The users in it are counted, and are not here. */
final class ImportedObject {

    static final String ID = "_id";
    static final String API_KEY = "apikey";
    private static final Set<String> MAPPING = Set.of(ID, "groupName", "connectionName");
    private static final String UNSTORABLE = "must not hold NUL or half a surrogate pair";

    /** Of a char as UTF-8. */
    private static final int MOST_BYTES = 3;

    private final JsonNode object;
    private final String pointer;
    private final Dropped dropped;
    private final OptionalLong users;

    private ImportedObject(JsonNode object, String pointer, Dropped dropped, OptionalLong users) {
        this.object = object;
        this.pointer = pointer;
        this.dropped = dropped;
        this.users = users;
    }

    /** Reads the object at which the parser stands. Nothing is kept of what has no place in one of its kind. */
    static ImportedObject read(JsonParser parser, String pointer, ImportedKind kind, Dropped dropped, Room room) {
        room.take(pointer);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren(); // which may be no JSON
            throw Joi.body(pointer, "must be of type object");
        }
        var object = JsonNodeFactory.instance.objectNode();
        var users = OptionalLong.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (kind.hasUsers(name)) {
                users = OptionalLong.of(countUsers(parser, pointer + "/" + name));
            } else if (kind.hasList(name) && parser.currentToken() == JsonToken.START_ARRAY) {
                object.set(name, list(parser, pointer + "/" + name, dropped, room));
            } else if (kind.hasList(name)) {
                parser.skipChildren();
                throw Joi.body(pointer + "/" + name, "must be an array");
            } else if (kind.hasValue(name)) {
                object.set(name, value(parser));
            } else {
                parser.skipChildren();
                if (kind == ImportedKind.CONFIGURATION) {
                    throw Joi.body(pointer + "/" + Joi.pointerStep(name), "is not allowed");
                } else if (kind != ImportedKind.LEGACY) {
                    dropped.member();
                }
            }
        }
        return new ImportedObject(object, pointer, dropped, users);
    }

    private static JsonNode list(JsonParser parser, String pointer, Dropped dropped, Room room) {
        var list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            room.take(pointer + "/" + list.size());
            list.add(entry(parser, dropped));
        }
        return list;
    }

    /** An entry of a list: a single value, or a mapping's members. */
    private static JsonNode entry(JsonParser parser, Dropped dropped) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return value(parser);
        }
        var object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (MAPPING.contains(name)) {
                object.set(name, value(parser));
            } else {
                parser.skipChildren();
                dropped.member();
            }
        }
        return object;
    }

    /** A single value; whatever is none comes as a list, which is of another type than any that it may have. */
    private static JsonNode value(JsonParser parser) {
        if (parser.currentToken().isScalarValue()) {
            return parser.readValueAsTree();
        }
        parser.skipChildren();
        return JsonNodeFactory.instance.arrayNode();
    }

    private static long countUsers(JsonParser parser, String pointer) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Joi.body(pointer, "must be an array");
        }
        long count = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            var rule = parser.currentToken() == JsonToken.VALUE_STRING
                    ? brokenRule(parser.getString())
                    : Optional.of("must be a string");
            if (rule.isPresent()) {
                throw Joi.body(pointer + "/" + count, rule.get());
            }
        }
        return count;
    }

    /** Whether it has a list of users, be it empty. */
    boolean hasUsers() {
        return users.isPresent();
    }

    /** How many users it has, repeats included. */
    long users() {
        return users.orElse(0);
    }

    /** As one of the groups, without its members; {@code ids} are those of the ones before it, and its own is added. */
    Group group(Set<String> ids) {
        return new Group(
                new GroupId(ownId(ids)),
                key("name"),
                optional("description"),
                null,
                texts("nested", new LinkedHashSet<>(), GroupId::new),
                texts("roles", new LinkedHashSet<>(), RoleId::new),
                mappings());
    }

    /** As one of the roles, without its users; {@code ids} are those of the ones before it, and its own is added. */
    Role role(Set<String> ids) {
        return new Role(
                new RoleId(ownId(ids)),
                client(),
                optional("applicationType"),
                key("name"),
                optional("description"),
                texts("permissions", new ArrayList<>(), PermissionId::new),
                null);
    }

    /** As one of the permissions; {@code ids} are those of the ones before it, and its own is added. */
    Permission permission(Set<String> ids) {
        return new Permission(
                new PermissionId(ownId(ids)),
                client(),
                optional("applicationType"),
                key("name"),
                optional("description"));
    }

    /** The switches of the one configuration record. */
    Map<String, Boolean> switches(Set<String> ids) {
        if (!ownId(ids).equals(ExportJson.CONFIGURATION_ID)) {
            throw Joi.body(pointer + "/" + ID, "must be [" + ExportJson.CONFIGURATION_ID + "]");
        }
        var switches = new TreeMap<String, Boolean>();
        for (var name : object.propertyNames()) {
            if (ExportJson.SWITCHES.contains(name)) {
                switches.put(name, Joi.isSwitchedOn(object, pointer, name));
            }
        }
        return switches;
    }

    /** The key of the configuration record, from which the one that clients send is derived. */
    Optional<Secret> apiKey() {
        if (!object.has(API_KEY)) {
            return Optional.empty();
        }
        var key = required(API_KEY);
        if (key.isEmpty()) {
            throw Joi.body(pointer + "/" + API_KEY, "is not allowed to be empty");
        }
        return Optional.of(new Secret(key));
    }

    private ClientId client() {
        return new ClientId(object.has("applicationId") ? key("applicationId") : "");
    }

    private String ownId(Set<String> ids) {
        var id = key(ID);
        if (id.isEmpty()) {
            throw Joi.body(pointer + "/" + ID, "is not allowed to be empty");
        }
        if (!ids.add(id)) {
            throw Joi.body(pointer + "/" + ID, "is a duplicate");
        }
        return id;
    }

    private @Nullable List<GroupMapping> mappings() {
        var array = object.get("mappings");
        if (array == null) {
            return null;
        }
        var mappings = new ArrayList<GroupMapping>();
        for (int i = 0; i < array.size(); i++) {
            var place = pointer + "/mappings/" + i;
            if (!array.get(i).isObject()) {
                throw Joi.body(place, "must be of type object");
            }
            var mapping = new ImportedObject(array.get(i), place, dropped, OptionalLong.empty());
            mappings.add(new GroupMapping(
                    mapping.required(ID), mapping.required("groupName"), mapping.required("connectionName")));
        }
        return mappings;
    }

    /** The texts of an array; what {@code collected} does not take is a repeat. */
    private <T> @Nullable List<T> texts(String name, Collection<T> collected, Function<String, T> value) {
        var array = object.get(name);
        if (array == null) {
            return null;
        }
        for (int i = 0; i < array.size(); i++) {
            if (!collected.add(value.apply(keyText(array.get(i), pointer + "/" + name + "/" + i)))) {
                dropped.repeat();
            }
        }
        return List.copyOf(collected);
    }

    private String required(String name) {
        return text(member(name), pointer + "/" + name);
    }

    /** A text that an index holds. */
    private String key(String name) {
        return keyText(member(name), pointer + "/" + name);
    }

    private JsonNode member(String name) {
        var value = object.get(name);
        if (value == null) {
            throw Joi.body(pointer + "/" + name, "is required");
        }
        return value;
    }

    private String optional(String name) {
        return object.has(name) ? required(name) : "";
    }

    private static String keyText(JsonNode value, String place) {
        var text = text(value, place);
        brokenRule(text).ifPresent(rule -> {
            throw Joi.body(place, rule);
        });
        return text;
    }

    private static String text(JsonNode value, String place) {
        if (!value.isString()) {
            throw Joi.body(place, "must be a string");
        }
        if (!Json.isStorable(value.asString())) {
            throw Joi.body(place, UNSTORABLE);
        }
        return value.asString();
    }

    /** The rule of texts that an index holds which this one breaks. */
    private static Optional<String> brokenRule(String text) {
        if (!Json.isStorable(text)) {
            return Optional.of(UNSTORABLE);
        }
        boolean isLong = text.length() > Joi.LONGEST_KEY / MOST_BYTES
                && text.getBytes(StandardCharsets.UTF_8).length > Joi.LONGEST_KEY;
        return isLong ? Optional.of("must not be longer than " + Joi.LONGEST_KEY + " bytes") : Optional.empty();
    }
}
