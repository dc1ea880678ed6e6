package dev.bailiwick.connection;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A tenant's connections. */
public final class Connections {

    private static final int ID_LENGTH = 16;

    private final ConnectionStore store = new ConnectionStore();
    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;

    public Connections(Database database, AuditLog audit, Clock clock, RandomText random) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** The strategy of each connection, by the connection's name. */
    public Map<String, String> strategies(TenantId tenant) {
        return list(tenant).stream().collect(Collectors.toMap(Connection::name, Connection::strategy));
    }

    /** All, in the order of their creation. */
    public List<Connection> list(TenantId tenant) {
        return database.read(tx -> store.list(tx, tenant));
    }

    /** Adds a connection to a tenant that is being made. */
    public Connection add(Tx tx, TenantId tenant, String name, String strategy) {
        var added = new Connection("con_" + random.alphanumeric(ID_LENGTH), name, strategy);
        store.insert(tx, tenant, added, clock.millis());
        return added;
    }

    /**
     * Adds a connection.
     *
     * <p>Refuses with {@link dev.bailiwick.problem.Problem.Invalid} what Auth0 would not take, and with
     * {@link dev.bailiwick.problem.Problem.Conflict} a name that another connection of the tenant has.
     */
    public Connection add(TenantId tenant, String name, String strategy, Origin origin) {
        Connection.require(name, strategy);
        return database.transaction(tx -> {
            var added = add(tx, tenant, name, strategy);
            var after = Json.text(Map.of("strategy", strategy));
            audit.record(tx, tenant, origin, "create", "connection", name, "", after);
            return added;
        });
    }
}
