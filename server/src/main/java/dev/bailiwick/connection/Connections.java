package dev.bailiwick.connection;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.Map;

/** A tenant's connections. */
public final class Connections {

    private static final int ID_LENGTH = 16;

    private final ConnectionStore store = new ConnectionStore();
    private final Database database;
    private final Clock clock;
    private final RandomText random;

    public Connections(Database database, Clock clock, RandomText random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** The strategy of each connection, by the connection's name. */
    public Map<String, String> strategies(TenantId tenant) {
        return database.read(tx -> store.strategies(tx, tenant));
    }

    /**
     * Adds a connection. Refuses a name that another connection of the tenant has.
     *
     * @param strategy Auth0's word for the kind of connection, such as {@code auth0} for our own database
     */
    public void add(Tx tx, TenantId tenant, String name, String strategy) {
        var id = "con_" + random.alphanumeric(ID_LENGTH);
        store.insert(tx, tenant, id, name, strategy, clock.millis());
    }
}
