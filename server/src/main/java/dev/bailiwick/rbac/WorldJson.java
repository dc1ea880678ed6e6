package dev.bailiwick.rbac;

import dev.bailiwick.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The whole of a tenant's authorization as the audit log keeps it: how much there was of each kind, and of each kind the first, as
 * much as a row may hold. Of users it tells how many there were in groups and roles.
 */
final class WorldJson {

    /** Of the texts of one kind, in chars, beyond which no other begins. */
    private static final int LONGEST = 100_000;

    private WorldJson() {}

    private record Some(int total, List<Map<String, Object>> first) {}

    static String of(LongWorld world, long memberships) {
        var json = new LinkedHashMap<String, Object>();
        json.put("groups", some(world.groups(), group -> ObjectJson.json(group.group(), null)));
        json.put("roles", some(world.roles(), role -> ObjectJson.json(role.role(), null)));
        json.put("permissions", some(world.permissions(), ObjectJson::json));
        json.put("switches", world.switches());
        json.put("memberships", memberships);
        return Json.text(json);
    }

    private static <T> Some some(List<T> values, Function<T, Map<String, Object>> json) {
        var first = new ArrayList<Map<String, Object>>();
        int length = 0;
        for (int i = 0; i < values.size() && length < LONGEST; i++) {
            var value = json.apply(values.get(i));
            length += Json.text(value).length();
            first.add(value);
        }
        return new Some(values.size(), first);
    }
}
