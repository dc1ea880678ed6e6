package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What would change if one world took the place of another.
 *
 * @param counts how much, by kind
 * @param changes the first of it: groups, then roles, permissions, switches
 * @param more how many changes are not among the first
 */
public record Difference(Map<String, Counts> counts, List<Change> changes, long more) {

    private static final int MOST = 1_000;

    /**
     * How many objects of one kind.
     *
     * @param reordered whether those that stay come in another order
     */
    public record Counts(long added, long changed, long removed, boolean reordered) {}

    /**
     * One object.
     *
     * @param change what happens to it, as a past participle: of add, change or remove
     */
    public record Change(String change, String kind, String id, String name) {}

    static Difference between(LongWorld before, LongWorld after) {
        var all = new Gathering();
        all.compare(
                "group",
                before.groups(),
                after.groups(),
                group -> group.group().id().value(),
                group -> group.group().name(),
                (was, is) -> was.group().equals(is.group()) && SameUsers.are(was.members(), is.members()));
        all.compare(
                "role",
                before.roles(),
                after.roles(),
                role -> role.role().id().value(),
                role -> role.role().name(),
                (was, is) -> was.role().equals(is.role()) && SameUsers.are(was.users(), is.users()));
        all.compare(
                "permission",
                before.permissions(),
                after.permissions(),
                permission -> permission.id().value(),
                Permission::name,
                Permission::equals);
        all.compare(
                "switch",
                List.copyOf(before.switches().entrySet()),
                List.copyOf(after.switches().entrySet()),
                Map.Entry::getKey,
                entry -> String.valueOf(entry.getValue()),
                Map.Entry::equals);
        return new Difference(all.counts, all.first, all.more);
    }

    /** The changes as they are found. */
    private static final class Gathering {

        private final Map<String, Counts> counts = new LinkedHashMap<>();
        private final List<Change> first = new ArrayList<>();
        private long more;

        <T> void compare(
                String kind,
                List<T> before,
                List<T> after,
                Function<T, String> id,
                Function<T, String> name,
                BiPredicate<T, T> same) {
            var old = new LinkedHashMap<String, T>();
            before.forEach(value -> old.put(id.apply(value), value));
            var kept = new ArrayList<String>();
            long added = 0;
            long changed = 0;
            for (var value : after) {
                var key = id.apply(value);
                var was = old.get(key);
                if (was == null) {
                    added++;
                    note("added", kind, key, name.apply(value));
                } else {
                    kept.add(key);
                    if (!same.test(was, value)) {
                        changed++;
                        note("changed", kind, key, name.apply(value));
                    }
                }
            }
            var order = new ArrayList<>(old.keySet());
            var staying = new HashSet<>(kept);
            order.retainAll(staying);
            staying.forEach(old::remove);
            old.forEach((key, value) -> note("removed", kind, key, name.apply(value)));
            counts.put(kind, new Counts(added, changed, old.size(), !order.equals(kept)));
        }

        private void note(String change, String kind, String id, String name) {
            if (first.size() < MOST) {
                first.add(new Change(change, kind, id, name));
            } else {
                more++;
            }
        }
    }
}
