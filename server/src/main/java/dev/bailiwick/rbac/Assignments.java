package dev.bailiwick.rbac;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserSetStore.Owner;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What single users are put into: groups, and roles that are directly theirs. Users are ids, whether or not anybody has them. */
public final class Assignments {

    private static final String KIND = "user";

    private final Changes changes;
    private final UserSetStore store = new UserSetStore();
    private final DepartureStore departures = new DepartureStore();

    Assignments(Changes changes) {
        this.changes = changes;
    }

    /** Puts a user into groups; those in which the user is already stay. */
    public void addGroups(TenantId tenant, UserId user, Naming groups, Origin origin) {
        add(tenant, user, UserSet.GROUPS, groups, "add groups", origin);
    }

    /** Takes a user out of groups; those in which the user is not are no error. */
    public void removeGroups(TenantId tenant, UserId user, Naming groups, Origin origin) {
        changes.ofUsers(tenant, origin, List.of(user), tx -> {
            var there = store.find(tx, tenant, UserSet.GROUPS, groups);
            var removed = store.remove(tx, tenant, UserSet.GROUPS, user, there);
            return Changes.Done.ifRemoved(ids(removed), "remove groups", KIND, user.value());
        });
    }

    /** Assigns roles to a user; those that the user has already stay. */
    public void addRoles(TenantId tenant, UserId user, Naming roles, Origin origin) {
        add(tenant, user, UserSet.ROLES, roles, "add roles", origin);
    }

    /**
     * Takes roles off a user; those that the user does not have are no error. Refuses with {@link Problem.NotFound}, and
     * then takes none, when there is no such role.
     */
    public void removeRoles(TenantId tenant, UserId user, List<RoleId> roles, Origin origin) {
        changes.ofUsers(tenant, origin, List.of(user), tx -> {
            var asked = roles.stream().map(RoleId::value).toList();
            var there = store.find(tx, tenant, UserSet.ROLES, new Naming.ByIds(asked));
            var known = there.stream().map(Owner::id).collect(Collectors.toSet());
            asked.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
                throw new Problem.NotFound("role", id).asException();
            });
            var removed = store.remove(tx, tenant, UserSet.ROLES, user, there);
            return Changes.Done.ifRemoved(ids(removed), "remove roles", KIND, user.value());
        });
    }

    /** What makes users no more, in one transaction, and records it. */
    @FunctionalInterface
    public interface Removal {

        /**
         * Removes who is to go.
         *
         * @param leaving takes those who really go out of every group and role, and tells what each of them was in; whoever was
         *     in nothing is left out
         */
        void run(Tx tx, Function<Collection<UserId>, Map<UserId, Departure>> leaving);
    }

    /** Takes users who are to be no more out of every group and role, behind the locks that guard these. */
    public void removeAll(TenantId tenant, List<UserId> users, Removal removal, Origin origin) {
        changes.ofUsers(tenant, origin, users, tx -> {
            removal.run(tx, gone -> departures.remove(tx, tenant, gone));
            return Optional.empty();
        });
    }

    private void add(TenantId tenant, UserId user, UserSet set, Naming which, String action, Origin origin) {
        changes.ofUsers(tenant, origin, List.of(user), tx -> {
            var added = store.add(tx, tenant, set, user, store.find(tx, tenant, set, which));
            return Changes.Done.ifAdded(ids(added), action, KIND, user.value());
        });
    }

    private static List<String> ids(List<Owner> owners) {
        return owners.stream().map(Owner::id).toList();
    }
}
