package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.Changes.Done;
import dev.bailiwick.rbac.Changes.Outcome;
import dev.bailiwick.rbac.RoleStore.Assignment;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A tenant's groups. Methods that take a group's id refuse with {@link Problem.NotFound} when there is none. */
public final class Groups {

    /** The collection as exports name it. */
    static final String COLLECTION = "groups";

    private final Database database;
    private final Changes changes;
    private final Supplier<String> ids;
    private final GroupStore groups = new GroupStore();
    private final MemberStore members = new MemberStore();
    private final GroupRowStore rows = new GroupRowStore();
    private final RoleStore roles = new RoleStore();
    private final PermissionStore permissions = new PermissionStore();
    private final SwitchStore switches = new SwitchStore();

    Groups(Database database, Changes changes, Supplier<String> ids) {
        this.database = database;
        this.changes = changes;
        this.ids = ids;
    }

    /** A role and the group from which it comes. */
    public record RoleFrom(LongRole role, LongGroup group) {}

    /**
     * A group with what it gives.
     *
     * @param roles of the group and of all groups around it, in the order of their creation
     * @param permissions of these roles, in the order of their creation
     */
    public record Expanded(GroupSummary group, List<Role> roles, List<Permission> permissions) {}

    /** Adds a group. Refuses with {@link Problem.Conflict} a name that another one has, whatever its case. */
    public GroupSummary add(TenantId tenant, String name, String description, Origin origin) {
        var group = new GroupSummary(new GroupId(ids.get()), name, description);
        changes.ofStructure(tenant, origin, tx -> {
            rows.requireFree(tx, tenant, group.id(), name);
            rows.insert(tx, tenant, group);
            switches.use(tx, tenant, COLLECTION);
            return Optional.of(new Done("create", "group", group.id().value(), "", ObjectJson.of(group)));
        });
        return group;
    }

    /** Gives a group another name and description. Refuses with {@link Problem.Conflict} a name that another one has. */
    public LongGroup change(TenantId tenant, GroupId id, String name, String description, Origin origin) {
        var changed = new GroupSummary(id, name, description);
        var members = members(tenant);
        return changes.answered(tenant, origin, tx -> {
            var before = groups.summary(tx, tenant, id);
            if (before.isEmpty() || !NameKey.of(before.get().name()).equals(NameKey.of(name))) {
                rows.requireFree(tx, tenant, id, name);
            }
            rows.update(tx, tenant, changed);
            var after = groups.find(tx, tenant, id).orElseThrow(() -> notFound(id));
            return new Outcome<>(
                    open(after, members),
                    before.filter(was -> !was.equals(changed))
                            .map(was -> new Done(
                                    "update", "group", id.value(), ObjectJson.of(was), ObjectJson.of(changed))));
        });
    }

    /**
     * Removes a group with all that hangs on it; one that is not there is no error. Refuses with {@link Problem.InUse} what
     * is nested in other groups.
     */
    public void remove(TenantId tenant, GroupId id, Origin origin) {
        if (changes.look(tx -> isRemovable(tx, tenant, id))) {
            changes.ofEverything(tenant, origin, tx -> {
                if (!isRemovable(tx, tenant, id)) {
                    return Optional.empty();
                }
                var row = groups.find(tx, tenant, id).orElseThrow();
                var before = row.hasMembers()
                        ? ObjectJson.of(row.group(), UserPageStore.MEMBERS.first(tx, tenant, row.seq()))
                        : ObjectJson.of(row.group());
                rows.delete(tx, tenant, id);
                return Optional.of(new Done("delete", "group", id.value(), before, ""));
            });
        }
    }

    /** All groups, in the order of their creation. */
    public List<LongGroup> list(TenantId tenant) {
        var members = members(tenant);
        return database.snapshot(tx -> groups.withoutMembers(tx, Selection.all(tenant))).stream()
                .map(row -> open(row, members))
                .toList();
    }

    /** Some of the groups, in the order of their creation. */
    public Sliced<LongGroup> list(TenantId tenant, Slice slice) {
        var rows = database.snapshot(tx -> groups.withoutMembers(tx, tenant, slice));
        long last = rows.items().stream().mapToLong(GroupStore.Row::seq).max().orElse(0);
        var members = new UsersInTurn(database, UserPageStore.MEMBERS, tenant, last);
        return rows.map(row -> open(row, members));
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
                    summary(tx, tenant, id), withoutUsers(tx, tenant, assigned), permissions(tx, tenant, assigned));
        });
    }

    /**
     * What a user is in and what that gives.
     *
     * @param groups directly or through nesting, and not by mapping, in the order of their creation
     * @param roles of these groups, in the order of their creation; who has them directly is left out
     * @param permissions of these roles, in the order of their creation
     */
    public record OfUser(List<GroupSummary> groups, List<Role> roles, List<Permission> permissions) {}

    /** A user's groups with their roles, and what these permit; not the roles that are directly the user's. */
    public OfUser ofUser(TenantId tenant, UserId user) {
        return database.snapshot(tx -> {
            var around = members.around(tx, tenant, user);
            var assigned = roles.ofGroups(tx, tenant, List.copyOf(around.keySet()));
            return new OfUser(
                    List.copyOf(around.values()),
                    withoutUsers(tx, tenant, assigned),
                    permissions(tx, tenant, assigned));
        });
    }

    /** The groups directly nested in a group, by name. */
    public List<LongGroup> nested(TenantId tenant, GroupId id) {
        var members = members(tenant);
        return database
                .snapshot(tx -> {
                    var children = groups.children(tx, tenant, groups.numberOf(tx, tenant, id));
                    return groups.withoutMembers(tx, new Selection(tenant, children));
                })
                .stream()
                .sorted(Comparator.comparing(row -> row.group().name()))
                .map(row -> open(row, members))
                .toList();
    }

    /** The roles assigned to a group itself, in the order of the roles' creation. */
    public List<LongRole> roles(TenantId tenant, GroupId id) {
        var users = users(tenant);
        return database
                .snapshot(tx -> {
                    var assigned = roles.ofGroups(tx, tenant, List.of(groups.numberOf(tx, tenant, id)));
                    return roles.withoutUsers(tx, new Selection(tenant, roleSeqs(assigned)));
                })
                .stream()
                .map(row -> Roles.open(row, users))
                .toList();
    }

    /**
     * The roles of a group and of all groups around it, each once, in the order of the roles' creation, with the first of
     * the groups that has the role.
     */
    public List<RoleFrom> nestedRoles(TenantId tenant, GroupId id) {
        var members = members(tenant);
        var users = users(tenant);
        return database.snapshot(tx -> {
            var enclosing = groups.enclosing(tx, tenant, groups.numberOf(tx, tenant, id));
            var assigned = roles.ofGroups(tx, tenant, enclosing);
            var found = roles.withoutUsers(tx, new Selection(tenant, roleSeqs(assigned)));
            var groupSeqs = assigned.stream().map(Assignment::groupSeq).toList();
            var from = new HashMap<Long, LongGroup>();
            groups.withoutMembers(tx, new Selection(tenant, groupSeqs))
                    .forEach(row -> from.put(row.seq(), open(row, members)));
            return IntStream.range(0, found.size())
                    .mapToObj(i -> new RoleFrom(
                            Roles.open(found.get(i), users),
                            Objects.requireNonNull(from.get(assigned.get(i).groupSeq()))))
                    .toList();
        });
    }

    private boolean isRemovable(Tx tx, TenantId tenant, GroupId id) {
        rows.requireUnused(tx, tenant, id);
        return groups.summary(tx, tenant, id).isPresent();
    }

    static LongGroup open(GroupStore.Row row, UsersInTurn members) {
        return new LongGroup(row.group(), row.hasMembers() ? members.of(row.seq()) : null);
    }

    private UsersInTurn members(TenantId tenant) {
        return new UsersInTurn(database, UserPageStore.MEMBERS, tenant);
    }

    private UsersInTurn users(TenantId tenant) {
        return new UsersInTurn(database, UserPageStore.ROLE_USERS, tenant);
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

    private List<Permission> permissions(Tx tx, TenantId tenant, List<Assignment> assigned) {
        return permissions.ofRoles(tx, tenant, roleSeqs(assigned));
    }

    private List<Role> withoutUsers(Tx tx, TenantId tenant, List<Assignment> assigned) {
        return roles.withoutUsers(tx, new Selection(tenant, roleSeqs(assigned))).stream()
                .map(RoleStore.Row::role)
                .toList();
    }
}
