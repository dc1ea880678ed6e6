package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The groups and roles that a user came into and went out of, by their numbers. */
record Moves(Set<Long> intoGroups, Set<Long> outOfGroups, Set<Long> intoRoles, Set<Long> outOfRoles) {

    static Moves between(Memberships before, Memberships after) {
        return new Moves(
                minus(after.groups(), before.groups()),
                minus(before.groups(), after.groups()),
                minus(after.roles(), before.roles()),
                minus(before.roles(), after.roles()));
    }

    boolean isNone() {
        return intoGroups.isEmpty() && outOfGroups.isEmpty() && intoRoles.isEmpty() && outOfRoles.isEmpty();
    }

    /** Where a user is after these who was there before. */
    Memberships after(Memberships before) {
        return new Memberships(
                moved(before.groups(), intoGroups, outOfGroups), moved(before.roles(), intoRoles, outOfRoles));
    }

    private static List<Long> moved(long[] before, Set<Long> into, Set<Long> outOf) {
        var after = set(before);
        after.addAll(into);
        after.removeAll(outOf);
        return new ArrayList<>(after);
    }

    private static Set<Long> minus(long[] all, long[] some) {
        var left = set(all);
        left.removeAll(set(some));
        return left;
    }

    private static Set<Long> set(long[] numbers) {
        var set = new LinkedHashSet<Long>();
        for (long number : numbers) {
            set.add(number);
        }
        return set;
    }
}
