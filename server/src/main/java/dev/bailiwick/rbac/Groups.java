package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.RoleStore.Assignment;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A tenant's groups. Methods that take a group's id refuse with {@link Problem.NotFound} when there is none. */
public final class Groups {

    private final Database database;
    private final GroupStore groups = new GroupStore();
    private final MemberStore members = new MemberStore();
    private final RoleStore roles = new RoleStore();
    private final PermissionStore permissions = new PermissionStore();

    public Groups(Database database) {
        this.database = database;
    }

    /** A role and the group from which it comes. */
    public record RoleFrom(Role role, Group group) {}

    /**
     * A group with what it gives.
     *
     * @param roles of the group and of all groups around it, in the order of their creation
     * @param permissions all of the tenant, in the order of their creation
     */
    public record Expanded(GroupSummary group, List<Role> roles, List<Permission> permissions) {}

    /** All groups, in the order of their creation. */
    public List<Group> list(TenantId tenant) {
        return database.snapshot(tx -> groups.list(tx, Selection.all(tenant)));
    }

    /** One group. */
    public GroupSummary get(TenantId tenant, GroupId id) {
        return database.read(tx -> summary(tx, tenant, id));
    }

    /** One group with the roles of itself and of all groups around it, and what these permit. */
    public Expanded expanded(TenantId tenant, GroupId id) {
        return database.snapshot(tx -> {
            var enclosing = groups.enclosing(tx, tenant, groups.numberOf(tx, tenant, id));
            var assigned = roles.ofGroups(tx, tenant, enclosing);
            return new Expanded(
                    summary(tx, tenant, id),
                    roles.listWithoutUsers(tx, new Selection(tenant, roleSeqs(assigned))),
                    permissions.list(tx, tenant));
        });
    }

    /**
     * What a user is in and what that gives.
     *
     * @param groups directly or through nesting, and not by mapping, in the order of their creation
     * @param roles of these groups, in the order of their creation; who has them directly is left out
     * @param permissions all of the tenant, in the order of their creation
     */
    public record OfUser(List<GroupSummary> groups, List<Role> roles, List<Permission> permissions) {}

    /** A user's groups with their roles, and what these permit; not the roles that are directly the user's. */
    public OfUser ofUser(TenantId tenant, UserId user) {
        return database.snapshot(tx -> {
            var around = members.around(tx, tenant, user);
            var assigned = roles.ofGroups(tx, tenant, List.copyOf(around.keySet()));
            return new OfUser(
                    List.copyOf(around.values()),
                    roles.listWithoutUsers(tx, new Selection(tenant, roleSeqs(assigned))),
                    permissions.list(tx, tenant));
        });
    }

    /** The groups directly nested in a group, by name. */
    public List<Group> nested(TenantId tenant, GroupId id) {
        return database.snapshot(tx -> {
            var children = groups.children(tx, tenant, groups.numberOf(tx, tenant, id));
            return groups.list(tx, new Selection(tenant, children)).stream()
                    .sorted(Comparator.comparing(Group::name))
                    .toList();
        });
    }

    /** The roles assigned to a group itself, in the order of the roles' creation. */
    public List<Role> roles(TenantId tenant, GroupId id) {
        return database.snapshot(tx -> {
            var assigned = roles.ofGroups(tx, tenant, List.of(groups.numberOf(tx, tenant, id)));
            return roles.list(tx, new Selection(tenant, roleSeqs(assigned)));
        });
    }

    /**
     * The roles of a group and of all groups around it, each once, in the order of the roles' creation, with the first of
     * the groups that has the role.
     */
    public List<RoleFrom> nestedRoles(TenantId tenant, GroupId id) {
        return database.snapshot(tx -> {
            var enclosing = groups.enclosing(tx, tenant, groups.numberOf(tx, tenant, id));
            var assigned = roles.ofGroups(tx, tenant, enclosing);
            var found = roles.list(tx, new Selection(tenant, roleSeqs(assigned)));
            var groupSeqs = assigned.stream()
                    .map(Assignment::groupSeq)
                    .distinct()
                    .sorted()
                    .toList();
            var list = groups.list(tx, new Selection(tenant, groupSeqs));
            var from = new HashMap<Long, Group>();
            IntStream.range(0, list.size()).forEach(i -> from.put(groupSeqs.get(i), list.get(i)));
            return IntStream.range(0, found.size())
                    .mapToObj(i -> new RoleFrom(
                            found.get(i),
                            Objects.requireNonNull(from.get(assigned.get(i).groupSeq()))))
                    .toList();
        });
    }

    private GroupSummary summary(Tx tx, TenantId tenant, GroupId id) {
        return groups.summary(tx, tenant, id).orElseThrow(() -> notFound(id));
    }

    private static RuntimeException notFound(GroupId id) {
        return new Problem.NotFound("group", id.value()).asException();
    }

    private static List<Long> roleSeqs(List<Assignment> assigned) {
        return assigned.stream().map(Assignment::roleSeq).toList();
    }
}
