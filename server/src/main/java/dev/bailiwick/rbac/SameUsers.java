package dev.bailiwick.rbac;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether two lists of users are the same but for repeats in the second. Neither is ever in memory as a whole.
 *
 * <p>The lists are walked side by side. A user who does not come next in the first list is either a repeat, and then stands
 * before that place there, or the lists differ; which it is shows when the first list is walked once more, for many such
 * users at a time.
 *
 * @param distinct has nobody twice
 */
record SameUsers(Iterable<UserId> distinct, Iterable<UserId> other) {

    private static final int LOOKED_UP_AT_ONCE = 10_000;

    /** The same for lists that may never have been used, which is not the same as empty. */
    static boolean are(@Nullable Iterable<UserId> distinct, @Nullable Iterable<UserId> other) {
        if (distinct == null || other == null) {
            return distinct == null && other == null;
        }
        return new SameUsers(distinct, other).are();
    }

    private boolean are() {
        var walk = distinct.iterator();
        var next = walk.hasNext() ? walk.next() : null;
        long passed = 0;
        var repeats = new HashMap<UserId, Long>();
        for (var user : other) {
            if (user.equals(next)) {
                next = walk.hasNext() ? walk.next() : null;
                passed++;
            } else {
                repeats.putIfAbsent(user, passed);
                if (repeats.size() == LOOKED_UP_AT_ONCE) {
                    if (!areAmongTheFirst(repeats)) {
                        return false;
                    }
                    repeats.clear();
                }
            }
        }
        return next == null && areAmongTheFirst(repeats);
    }

    /** Whether each user is one of the first so many of the distinct list. */
    private boolean areAmongTheFirst(Map<UserId, Long> wanted) {
        var missing = new HashMap<>(wanted);
        var walk = distinct.iterator();
        for (long place = 0; !missing.isEmpty() && walk.hasNext(); place++) {
            var bound = missing.remove(walk.next());
            if (bound != null && place >= bound) {
                return false;
            }
        }
        return missing.isEmpty();
    }
}
