package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The feature put together: its collections over one set of caches, so that a change through one is seen by the others.
 *
 * @param administration what is changed one by one
 * @param tenantRoles the roles of Management API v2, which are apart from all else here
 * @param policies what users may do
 * @param worlds everything at once
 * @param simulations what changes would do
 */
public record Authorization(
        Administration administration,
        MemberLists memberLists,
        TenantRoles tenantRoles,
        TenantRoleScopes tenantRoleScopes,
        TenantRoleUsers tenantRoleUsers,
        UserScopes userScopes,
        Policies policies,
        Switches switches,
        Worlds worlds,
        Simulations simulations) {

    private static final int SIMULATED_AT_ONCE = 10_000;

    /** The feature over a database. */
    public static Authorization over(Database database, AuditLog audit, Clock clock, RandomGenerator random) {
        var versions = new VersionStore(random);
        var board = new VersionBoard();
        var changes = new CommittedChanges(database, versions, board, audit);
        var text = new RandomText(random);
        var store = new GraphStore(versions);
        var graphs = new Graphs(database, store, board::forget);
        return new Authorization(
                Administration.over(database, changes, text::uuid),
                new MemberLists(database),
                new TenantRoles(database, audit, text),
                new TenantRoleScopes(database, audit),
                new TenantRoleUsers(database, audit, clock),
                new UserScopes(database, audit),
                new Policies(new ReadBarrier(database, graphs, board)),
                new Switches(database, changes),
                new Worlds(database, changes),
                new Simulations(database, changes, graphs, store, text, SIMULATED_AT_ONCE));
    }

    /** Drops from memory what is there of a tenant that is gone. What comes back by work under way is of no harm. */
    public void forget(TenantId tenant) {
        policies.forget(tenant);
    }
}
