package dev.bailiwick.connection;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.rbac.Assignments;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.Users;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Connections that are deleted and still have users. These go in small transactions, so that nobody waits long. */
public final class RemovedConnections {

    private static final Logger LOG = System.getLogger(RemovedConnections.class.getName());
    private static final Origin ORIGIN = Origin.command("purge");
    private static final int CHUNK = 500;

    private final Database database;
    private final Users users;
    private final Assignments assignments;
    private final RemovedConnectionStore store = new RemovedConnectionStore();

    public RemovedConnections(Database database, Users users, Assignments assignments) {
        this.database = database;
        this.users = users;
        this.assignments = assignments;
    }

    /** A connection that is deleted. */
    public record Removed(TenantId tenant, String id, String name) {}

    /** Those that still have a row, in tenants that are there. */
    public List<Removed> list() {
        return database.read(store::list);
    }

    /**
     * Deletes some users of a deleted connection with their memberships, and the connection's row behind the last of them.
     *
     * @return whether nothing is left
     */
    public boolean purgeSome(Removed removed) {
        var some = users.ofConnection(removed.tenant, removed.name, CHUNK);
        boolean isLast = some.size() < CHUNK;
        assignments.removeAll(
                removed.tenant,
                some,
                tx -> {
                    users.remove(tx, removed.tenant, some);
                    if (isLast) {
                        store.delete(tx, removed.tenant, removed.id);
                    }
                },
                ORIGIN);
        return isLast;
    }

    /** The first step, with which most are gone. When it fails the others will do its work. */
    void begin(Removed removed) {
        try {
            purgeSome(removed);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The users of a deleted connection stay for now", e);
        }
    }
}
