package dev.bailiwick.rbac;

import dev.bailiwick.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a user was in who is no more: ids of groups and of directly assigned roles, each in the order of their creation. */
public record Departure(List<String> groups, List<String> roles) {

    public Departure {
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
    }

    /** How many there are. */
    public int size() {
        return groups.size() + roles.size();
    }

    /**
     * As the audit log keeps it: what there was none of is absent.
     *
     * @param most so many of each are told, and where there were more, how many there were
     */
    public JsonObject told(int most) {
        var json = new LinkedHashMap<String, Object>();
        put(json, "groups", groups, most);
        put(json, "roles", roles, most);
        return JsonObject.of(json);
    }

    private static void put(Map<String, Object> json, String name, List<String> ids, int most) {
        if (!ids.isEmpty()) {
            json.put(name, ids.size() > most ? ids.subList(0, most) : ids);
        }
        if (ids.size() > most) {
            json.put(name + "_total", ids.size());
        }
    }
}
