package dev.bailiwick.connection;

import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Connections that are deleted and still have users. These go in small transactions, so that nobody waits long. */
public final class RemovedConnections {

    private static final Logger LOG = System.getLogger(RemovedConnections.class.getName());

    private final Database database;
    private final ConnectionUsers users;
    private final RemovedConnectionStore store = new RemovedConnectionStore();

    public RemovedConnections(Database database, ConnectionUsers users) {
        this.database = database;
        this.users = users;
    }

    /** A connection that is deleted. */
    public record Removed(TenantId tenant, String id, String name) {}

    /** Those that still have a row, in tenants that are there. */
    public List<Removed> list() {
        return database.read(store::list);
    }

    /**
     * Deletes some users of a deleted connection with all that is theirs, and the connection's row behind the last of them.
     *
     * @return whether nothing is left
     */
    public boolean purgeSome(Removed removed) {
        return users.removeSome(removed.tenant, removed.name, tx -> store.delete(tx, removed.tenant, removed.id));
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
