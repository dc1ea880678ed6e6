package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.random.RandomGenerator;

/**
 * The feature put together: its collections over one set of caches, so that a change through one is seen by the others.
 *
 * @param tenantRoles the roles of Management API v2, which are apart from all else here
 * @param policies what users may do
 * @param worlds everything at once
 */
public record Authorization(
        Groups groups,
        GroupMembers groupMembers,
        GroupRoles groupRoles,
        GroupNesting groupNesting,
        GroupMappings groupMappings,
        MemberLists memberLists,
        Assignments assignments,
        Roles roles,
        Permissions permissions,
        TenantRoles tenantRoles,
        TenantRoleScopes tenantRoleScopes,
        Policies policies,
        Switches switches,
        Worlds worlds) {

    /** The feature over a database. */
    public static Authorization over(Database database, AuditLog audit, RandomGenerator random) {
        var versions = new VersionStore(random);
        var board = new VersionBoard();
        var changes = new Changes(database, versions, board, audit);
        var text = new RandomText(random);
        var graphs = new Graphs(database, new GraphStore(versions));
        return new Authorization(
                new Groups(database, changes, text),
                new GroupMembers(changes),
                new GroupRoles(changes),
                new GroupNesting(changes),
                new GroupMappings(database, changes, text),
                new MemberLists(database),
                new Assignments(changes),
                new Roles(database, changes, text),
                new Permissions(database, changes, text),
                new TenantRoles(database, audit, text),
                new TenantRoleScopes(database, audit),
                new Policies(new ReadBarrier(database, graphs, board)),
                new Switches(database, changes),
                new Worlds(database, changes));
    }

    /** Drops from memory what is there of a tenant that is gone. What comes back by work under way is of no harm. */
    public void forget(TenantId tenant) {
        policies.forget(tenant);
    }
}
