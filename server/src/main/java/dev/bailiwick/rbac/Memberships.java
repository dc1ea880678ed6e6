package dev.bailiwick.rbac;

import java.util.List;

/** The numbers of the groups that a user is directly in and of the roles that are directly the user's, each ascending. */
final class Memberships {

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

    /** Roughly the bytes that a cached entry takes. */
    int weight() {
        return 200 + Long.BYTES * (groups.length + roles.length);
    }
}
