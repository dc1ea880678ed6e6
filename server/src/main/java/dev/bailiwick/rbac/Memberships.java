package dev.bailiwick.rbac;

import java.util.Arrays;
import java.util.List;

/** The numbers of the groups that a user is directly in and of the roles that are directly the user's, each ascending. */
final class Memberships {

    /** Of a user who is in nothing. */
    static final Memberships NONE = new Memberships(List.of(), List.of());

    private final long[] groups;
    private final long[] roles;

    Memberships(List<Long> groups, List<Long> roles) {
        this.groups = groups.stream().mapToLong(Long::longValue).sorted().toArray();
        this.roles = roles.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    long[] groups() {
        return groups;
    }

    long[] roles() {
        return roles;
    }

    /** Those that the graph knows. */
    Memberships within(AuthorizationGraph graph) {
        return new Memberships(known(graph.groups(), groups), known(graph.roles(), roles));
    }

    /** Roughly the bytes that a cached entry takes. */
    int weight() {
        return 200 + Long.BYTES * (groups.length + roles.length);
    }

    private static List<Long> known(Nodes<?> nodes, long[] seqs) {
        return Arrays.stream(seqs)
                .filter(seq -> nodes.position(seq) >= 0)
                .boxed()
                .toList();
    }
}
