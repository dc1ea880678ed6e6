package dev.bailiwick.extension;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.Group;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.rbac.Role;
import dev.bailiwick.rbac.World;
import dev.bailiwick.secret.Secret;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads the original's whole database document, one object at a time.
 *
 * <p>It accepts what the original would, and refuses, with the place, only what could not be kept: objects without an id of
 * their own, values of another type than their member has. Repeats in sets and unknown members are dropped and counted.
 */
final class DocumentReader {

    private final Set<String> collections = new LinkedHashSet<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Permission> permissions = new ArrayList<>();
    private final Map<String, Boolean> switches = new TreeMap<>();
    private final Dropped dropped = new Dropped();
    private Optional<Secret> apiKey = Optional.empty();

    World read(InputStream document) {
        try (var parser = Json.parser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Joi.body("", "must be of type object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                collection(parser, parser.currentName());
            }
            if (parser.nextToken() != null) {
                throw new Problem.Unreadable(Part.BODY, "more than one JSON value").asException();
            }
            return new World(List.copyOf(collections), groups, roles, permissions, switches);
        } catch (JacksonException e) {
            throw new Problem.Unreadable(Part.BODY, place(e) + e.getOriginalMessage()).asException();
        }
    }

    /** The original's stored key, if the document holds it. */
    Optional<Secret> apiKey() {
        return apiKey;
    }

    long droppedRepeats() {
        return dropped.repeats();
    }

    long droppedMembers() {
        return dropped.members();
    }

    private void collection(JsonParser parser, String name) {
        var array = "/" + Joi.pointerStep(name);
        if (!ExportJson.COLLECTIONS.contains(name) && !ExportJson.LEGACY.contains(name)) {
            throw Joi.body(array, "is not allowed");
        }
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw Joi.body(array, "must be an array");
        }
        if (ExportJson.COLLECTIONS.contains(name)) {
            collections.add(name);
        }
        var ids = new HashSet<String>();
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            JsonNode tree = parser.readValueAsTree();
            var object = new ImportedObject(tree, array + "/" + i, dropped);
            switch (name) {
                case ExportJson.GROUPS -> groups.add(object.group(ids));
                case ExportJson.ROLES -> roles.add(object.role(ids));
                case ExportJson.PERMISSIONS -> permissions.add(object.permission(ids));
                case ExportJson.CONFIGURATION -> {
                    switches.putAll(object.switches(ids));
                    apiKey = object.apiKey();
                }
                default -> dropped.member();
            }
        }
    }

    /** Empty where a limit was passed, which has no place of its own. */
    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    }
}
