package dev.bailiwick.app.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A tenant's clients by their names, which several may share, and the other way round. */
final class ClientNames {

    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> all = new HashSet<>();
    private String global = "";
    private String first = "";

    void add(ObjectNode client) {
        var id = client.path("client_id").asString("");
        var name = client.path("name").asString("");
        if (client.path("global").asBoolean(false)) {
            global = id;
        } else if (first.isEmpty()) {
            first = id;
        }
        all.add(id);
        names.put(id, name);
        ids.computeIfAbsent(name, _ -> new ArrayList<>()).add(id);
    }

    /** The client that stands for all others. */
    String global() {
        return global;
    }

    /** The oldest of all but that. */
    Optional<String> first() {
        return Optional.of(first).filter(id -> !id.isEmpty());
    }

    /** All ids of clients of this name. */
    List<String> named(String name) {
        return ids.getOrDefault(name, List.of());
    }

    /** The id of the one client that is meant by a name or an id. */
    Optional<String> id(String nameOrId) {
        if (all.contains(nameOrId)) {
            return Optional.of(nameOrId);
        }
        var found = named(nameOrId);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** What a client is called, so that {@link #id} finds it again: by its name where no other has it. */
    String called(String id) {
        var name = names.getOrDefault(id, id);
        return id(name).filter(id::equals).isPresent() ? name : id;
    }
}
