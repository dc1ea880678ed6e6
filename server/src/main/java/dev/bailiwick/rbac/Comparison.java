package dev.bailiwick.rbac;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Two states of a tenant's authorization, between which users are compared one by one.
 *
 * @param moves of those users whose own memberships differ
 */
record Comparison(Holdings holdings, HeldByGraph before, HeldByGraph after, Map<UserId, Moves> moves) {

    /** The groups and roles whose users hold something else afterwards, by their numbers. All others can be left out. */
    record Affected(Set<Long> groups, Set<Long> roles) {

        boolean has(Memberships memberships) {
            return LongStream.of(memberships.groups()).anyMatch(groups::contains)
                    || LongStream.of(memberships.roles()).anyMatch(roles::contains);
        }
    }

    Affected affected() {
        var groups = new HashSet<Long>();
        nodes(before.graph().groups())
                .filter(seq -> differs(new Memberships(List.of(seq), List.of())))
                .forEach(groups::add);
        var roles = new HashSet<Long>();
        nodes(before.graph().roles())
                .filter(seq -> differs(new Memberships(List.of(), List.of(seq))))
                .forEach(roles::add);
        return new Affected(groups, roles);
    }

    /**
     * Takes a user in.
     *
     * @param present what the user is in by the database
     */
    void add(Tally tally, UserId user, Memberships present) {
        var known = present.within(before.graph());
        var moved = moves.get(user);
        tally.add(user, before.of(known), after.of(moved == null ? known : moved.after(known)));
    }

    /** Takes in what changes by the mappings of groups of identity providers. */
    void addMappings(Tally tally) {
        var mapped = new TreeMap<String, TreeSet<String>>();
        for (var graph : List.of(before.graph(), after.graph())) {
            graph.arrows()
                    .mapped()
                    .forEach((connection, groups) -> mapped.computeIfAbsent(connection, _ -> new TreeSet<>())
                            .addAll(groups.keySet()));
        }
        mapped.forEach((connection, groups) -> groups.forEach(group -> tally.addMapping(
                connection,
                group,
                before.ofProviderGroup(connection, group),
                after.ofProviderGroup(connection, group))));
    }

    private boolean differs(Memberships memberships) {
        return !before.of(memberships).equals(after.of(memberships));
    }

    private static Stream<Long> nodes(Nodes<?> nodes) {
        return nodes.positions(_ -> true)
                .mapToObj(position -> nodes.get(position).seq());
    }
}
