package dev.bailiwick.extension;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.LongGroup;
import dev.bailiwick.rbac.LongRole;
import dev.bailiwick.rbac.LongWorld;
import dev.bailiwick.rbac.Permission;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.web.ScratchFile;
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

/**
 * Reads the original's whole database document, one object at a time.
 *
 * <p>It accepts what the original would, and refuses, with the place, only what could not be kept: objects without an id of
 * their own, values of another type than their member has. Repeats in sets and unknown members are dropped and counted. Users
 * are looked at and not kept: what was read reads them anew until this is closed.
 */
final class DocumentReader implements AutoCloseable {

    private final ScratchFile document;
    private final DocumentUsers members;
    private final DocumentUsers roleUsers;
    private final Set<String> collections = new LinkedHashSet<>();
    private final List<LongGroup> groups = new ArrayList<>();
    private final List<LongRole> roles = new ArrayList<>();
    private final List<Permission> permissions = new ArrayList<>();
    private final Map<String, Boolean> switches = new TreeMap<>();
    private final Dropped dropped = new Dropped();
    private final Room room;
    private long users;
    private Optional<Secret> apiKey = Optional.empty();

    DocumentReader(ScratchFile document, Room room) {
        this.document = document;
        this.room = room;
        this.members = new DocumentUsers(document, ExportJson.GROUPS, ImportedKind.GROUP.users);
        this.roleUsers = new DocumentUsers(document, ExportJson.ROLES, ImportedKind.ROLE.users);
    }

    LongWorld read() {
        try (var parser = Json.parser(document.in())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Joi.body("", "must be of type object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                collection(parser, parser.currentName());
            }
            if (parser.nextToken() != null) {
                throw new Problem.Unreadable(Part.BODY, "more than one JSON value").asException();
            }
            return new LongWorld(List.copyOf(collections), groups, roles, permissions, switches);
        } catch (JacksonException e) {
            throw new Problem.Unreadable(Part.BODY, place(e) + e.getOriginalMessage()).asException();
        }
    }

    /** The original's stored key, if the document holds it. */
    Optional<Secret> apiKey() {
        return apiKey;
    }

    /** How many users groups and roles have in the document, repeats included. */
    long users() {
        return users;
    }

    /** Repeats in sets, but for users. */
    long droppedRepeats() {
        return dropped.repeats();
    }

    long droppedMembers() {
        return dropped.members();
    }

    @Override
    public void close() {
        members.close();
        roleUsers.close();
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
            var kind = ImportedKind.of(name);
            var object = ImportedObject.read(parser, array + "/" + i, kind, dropped, room);
            users += object.users();
            switch (kind) {
                case GROUP -> groups.add(new LongGroup(object.group(ids), object.hasUsers() ? members.of(i) : null));
                case ROLE -> roles.add(new LongRole(object.role(ids), object.hasUsers() ? roleUsers.of(i) : null));
                case PERMISSION -> permissions.add(object.permission(ids));
                case CONFIGURATION -> {
                    switches.putAll(object.switches(ids));
                    apiKey = object.apiKey();
                }
                case LEGACY -> dropped.member();
            }
        }
    }

    /** Empty where a limit was passed, which has no place of its own. */
    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    }
}
