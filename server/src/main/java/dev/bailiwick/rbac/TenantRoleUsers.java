package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.TenantRoleUserStore.Assigned;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.LongTotals;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Who has which tenant roles. Methods refuse with {@link Problem.NotFound} a user or a role that is not there.
 */
public final class TenantRoleUsers {

    /** How many can be assigned by one change. */
    public static final int MOST = 1_000;

    /** Each millisecond has places for as many, so that those of one change keep their order. */
    private static final long PLACES = 1_024;

    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final PresentUserStore users = new PresentUserStore();
    private final TenantRoleStore roles = new TenantRoleStore();
    private final TenantRoleUserStore store = new TenantRoleUserStore();
    private final LongTotals<Counted> totals = new LongTotals<>();

    private record Counted(TenantId tenant, TenantRoleId role) {}

    TenantRoleUsers(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /** A user's roles, in the order of assignment. */
    public Sliced<TenantRole> rolesOf(TenantId tenant, UserId user, Slice slice) {
        return database.read(tx -> {
            users.require(tx, tenant, user);
            return store.rolesOf(tx, tenant, user, slice);
        });
    }

    /** Those of a user's roles that hold a scope. */
    public Sliced<TenantRole> rolesGiving(TenantId tenant, UserId user, ScopeName scope, Slice slice) {
        return database.read(tx -> {
            users.require(tx, tenant, user);
            return store.rolesGiving(tx, tenant, user, scope, slice);
        });
    }

    /**
     * The users of a role, in the order of assignment.
     *
     * @param isCounted whether to tell how many there are; 0 is told otherwise
     */
    public Sliced<UserId> usersOf(TenantId tenant, TenantRoleId role, Slice slice, boolean isCounted) {
        var found = database.glance(tx -> {
            requireRole(tx, tenant, role);
            var users = store.usersOf(tx, tenant, role, slice);
            return users.withTotal(isCounted ? store.countSome(tx, tenant, role, LongTotals.REACH) : 0);
        });
        return found.total() > LongTotals.REACH
                ? found.withTotal(totals.of(
                        new Counted(tenant, role), () -> database.snapshot(tx -> store.count(tx, tenant, role))))
                : found;
    }

    /** Whether anybody has any role. */
    public boolean areAssigned(TenantId tenant) {
        return database.read(tx -> store.isAny(tx, tenant));
    }

    /** Assigns at most {@value #MOST} roles to a user; those that the user has already stay where they are. */
    public void addRoles(TenantId tenant, UserId user, List<TenantRoleId> added, Origin origin) {
        var assigned = assigned(added, (role, place) -> new Assigned(user, role, place));
        database.change(tx -> {
            users.require(tx, tenant, user);
            var known = new HashSet<>(roles.present(tx, tenant, added));
            added.stream().filter(role -> !known.contains(role)).findFirst().ifPresent(role -> {
                throw TenantRoles.notFound(role);
            });
            var fresh = store.insert(tx, tenant, assigned);
            if (!fresh.isEmpty()) {
                audit.record(tx, tenant, origin, "add tenant roles", "user", user.value(), "", roles(fresh));
            }
        });
    }

    /** Takes roles from a user; those that the user does not have, or nobody knows, are no error. */
    public void removeRoles(TenantId tenant, UserId user, List<TenantRoleId> removed, Origin origin) {
        database.change(tx -> {
            users.require(tx, tenant, user);
            var gone = store.delete(tx, tenant, user, removed);
            if (!gone.isEmpty()) {
                audit.record(tx, tenant, origin, "remove tenant roles", "user", user.value(), roles(gone), "");
            }
        });
    }

    /** Assigns a role to at most {@value #MOST} users; those who have it already stay where they are. */
    public void addUsers(TenantId tenant, TenantRoleId role, List<UserId> added, Origin origin) {
        var assigned = assigned(added, (user, place) -> new Assigned(user, role, place));
        database.change(tx -> {
            requireRole(tx, tenant, role);
            users.requireAll(tx, tenant, added);
            var fresh = store.insert(tx, tenant, assigned);
            if (!fresh.isEmpty()) {
                audit.record(tx, tenant, origin, "add users", TenantRoles.KIND, role.value(), "", users(fresh));
            }
        });
    }

    private void requireRole(Tx tx, TenantId tenant, TenantRoleId role) {
        if (roles.find(tx, tenant, role).isEmpty()) {
            throw TenantRoles.notFound(role);
        }
    }

    private <T> List<Assigned> assigned(List<T> given, BiFunction<T, Long, Assigned> assignment) {
        var each = given.stream().distinct().toList();
        if (each.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " at once");
        }
        long now = clock.millis() * PLACES;
        return IntStream.range(0, each.size())
                .mapToObj(n -> assignment.apply(each.get(n), now + n))
                .toList();
    }

    private static String roles(List<Assigned> assigned) {
        return Json.text(assigned.stream().map(each -> each.role().value()).toList());
    }

    private static String users(List<Assigned> assigned) {
        return Json.text(assigned.stream().map(each -> each.user().value()).toList());
    }
}
