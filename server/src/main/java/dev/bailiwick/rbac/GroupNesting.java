package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/**
 * Which groups are directly nested in which. A group that does not exist may be nested and gives nothing; cycles are
 * ordinary data. Methods refuse with {@link Problem.NotFound} when there is no such outer group.
 */
public final class GroupNesting {

    private final Changes changes;
    private final GroupStore groups = new GroupStore();
    private final GroupSetStore sets = new GroupSetStore();

    GroupNesting(Changes changes) {
        this.changes = changes;
    }

    /** Nests groups in a group; those that are nested already stay, and it is not nested in itself. */
    public void add(TenantId tenant, GroupId outer, List<GroupId> nested, Origin origin) {
        var others = nested.stream().filter(id -> !id.equals(outer)).toList();
        changes.ofStructure(tenant, origin, tx -> {
            var added = sets.add(tx, tenant, GroupSet.NESTED, groups.numberOf(tx, tenant, outer), ids(others));
            return Changes.Done.ifAdded(added, "add nested", "group", outer.value());
        });
    }

    /** Takes nested groups out of a group; those that are not in it are no error. */
    public void remove(TenantId tenant, GroupId outer, List<GroupId> nested, Origin origin) {
        changes.ofStructure(tenant, origin, tx -> {
            var removed = sets.remove(tx, tenant, GroupSet.NESTED, groups.numberOf(tx, tenant, outer), ids(nested));
            return Changes.Done.ifRemoved(removed, "remove nested", "group", outer.value());
        });
    }

    private static List<String> ids(List<GroupId> groups) {
        return groups.stream().map(GroupId::value).toList();
    }
}
