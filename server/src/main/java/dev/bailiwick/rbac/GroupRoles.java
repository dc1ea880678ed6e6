package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/**
 * Which roles are assigned to which group. A role that does not exist may be assigned and gives nothing. Methods refuse
 * with {@link Problem.NotFound} when there is no such group.
 */
public final class GroupRoles {

    private final Changes changes;
    private final GroupStore groups = new GroupStore();
    private final GroupSetStore sets = new GroupSetStore();

    GroupRoles(Changes changes) {
        this.changes = changes;
    }

    /** Assigns roles to a group; those that it has already stay. */
    public void add(TenantId tenant, GroupId group, List<RoleId> roles, Origin origin) {
        changes.ofStructure(tenant, origin, tx -> {
            var added = sets.add(tx, tenant, GroupSet.ROLES, groups.numberOf(tx, tenant, group), ids(roles));
            return Changes.Done.ifAdded(added, "add roles", "group", group.value());
        });
    }

    /** Takes roles off a group; those that it does not have are no error. */
    public void remove(TenantId tenant, GroupId group, List<RoleId> roles, Origin origin) {
        changes.ofStructure(tenant, origin, tx -> {
            var removed = sets.remove(tx, tenant, GroupSet.ROLES, groups.numberOf(tx, tenant, group), ids(roles));
            return Changes.Done.ifRemoved(removed, "remove roles", "group", group.value());
        });
    }

    private static List<String> ids(List<RoleId> roles) {
        return roles.stream().map(RoleId::value).toList();
    }
}
