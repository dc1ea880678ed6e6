package dev.bailiwick.app;

import dev.bailiwick.operator.AuditEntryJson;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Changes without those that were undone: by the next change of the same object, which put back just what was there before. Tools
 * that take away and give back what is right already, such as the permissions of a role, leave nothing standing.
 */
final class StandingChanges {

    /** What the log has where it tells not all: secrets, and all but the first of many. Whether that came back nobody can tell. */
    private static final Pattern UNTOLD = Pattern.compile("…|_total\"");

    private StandingChanges() {}

    private record Subject(String kind, String id) {}

    /** Both ways the newest first. */
    static List<AuditEntryJson> of(List<AuditEntryJson> changes) {
        var standing = new HashMap<Subject, Deque<AuditEntryJson>>();
        for (var change : changes.reversed()) {
            var before =
                    standing.computeIfAbsent(new Subject(change.kind(), change.objectId()), _ -> new ArrayDeque<>());
            if (!before.isEmpty() && undoes(change, before.getLast())) {
                before.removeLast();
            } else {
                before.add(change);
            }
        }
        return standing.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparing(AuditEntryJson::id).reversed())
                .toList();
    }

    private static boolean undoes(AuditEntryJson change, AuditEntryJson other) {
        return change.before().equals(other.after())
                && change.after().equals(other.before())
                && !change.before().equals(change.after())
                && !UNTOLD.matcher(change.before() + change.after()).find();
    }
}
