package dev.bailiwick.connection;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;

/** A tenant's connections. */
public final class Connections {

    private static final int ID_LENGTH = 16;

    private final ConnectionStore store = new ConnectionStore();
    private final Clock clock;
    private final RandomText random;

    public Connections(Clock clock, RandomText random) {
        this.clock = clock;
        this.random = random;
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
