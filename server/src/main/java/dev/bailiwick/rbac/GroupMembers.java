package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/**
 * Who is directly in which group. Users are ids, whether or not anybody has them. Methods refuse with
 * {@link Problem.NotFound} when there is no such group.
 */
public final class GroupMembers {

    private final Changes changes;
    private final GroupStore groups = new GroupStore();
    private final GroupSetStore sets = new GroupSetStore();
    private final GroupSizeStore sizes = new GroupSizeStore();

    GroupMembers(Changes changes) {
        this.changes = changes;
    }

    /** Puts users into a group; those who are in it already stay where they are. */
    public void add(TenantId tenant, GroupId group, List<UserId> users, Origin origin) {
        changes.ofUsers(tenant, origin, users, tx -> {
            long number = groups.numberOf(tx, tenant, group);
            var added = sets.add(tx, tenant, GroupSet.MEMBERS, number, ids(users));
            sizes.grow(tx, tenant, List.of(number), users.getFirst(), added.size());
            return Changes.Done.ifAdded(added, "add members", "group", group.value());
        });
    }

    /** Takes users out of a group; those who are not in it are no error. */
    public void remove(TenantId tenant, GroupId group, List<UserId> users, Origin origin) {
        changes.ofUsers(tenant, origin, users, tx -> {
            long number = groups.numberOf(tx, tenant, group);
            var removed = sets.remove(tx, tenant, GroupSet.MEMBERS, number, ids(users));
            sizes.grow(tx, tenant, List.of(number), users.getFirst(), -removed.size());
            return Changes.Done.ifRemoved(removed, "remove members", "group", group.value());
        });
    }

    private static List<String> ids(List<UserId> users) {
        return users.stream().map(UserId::value).toList();
    }
}
