package dev.bailiwick.client;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** The public keys by which clients prove themselves, beside their secret or in its place. */
public final class ClientKeys {

    /** An assertion without a key id is tried with each of them. */
    private static final int MOST = 10;

    private static final String KIND = "client key";

    private final ClientKeyStore store = new ClientKeyStore();
    private final Database database;
    private final Clients clients;
    private final AuditLog audit;
    private final Clock clock;

    public ClientKeys(Database database, Clients clients, AuditLog audit, Clock clock) {
        this.database = database;
        this.clients = clients;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Gives a client one more key. Refuses with {@link Problem.NotFound} a client that is not there, with {@link
     * Problem.Conflict} a key id that the client has already, and with {@link Problem.Invalid} an eleventh key.
     *
     * @param isOnly whether the client's secret is taken away
     */
    public void add(TenantId tenant, ClientId client, ClientKey key, boolean isOnly, Origin origin) {
        if (clients.find(tenant, client).isEmpty()) {
            throw new Problem.NotFound("client", client.value()).asException();
        }
        database.change(tx -> {
            if (isOnly) {
                clients.withdrawSecret(tx, tenant, client);
            }
            store.insert(tx, tenant, client, key, clock.instant());
            if (store.count(tx, tenant, client) > MOST) {
                throw new Problem.Invalid(Part.BODY, "", "a client can have " + MOST + " keys").asException();
            }
            var after = Json.text(new TreeMap<>(Map.of("client", client.value(), "secret_withdrawn", isOnly)));
            audit.record(tx, tenant, origin, "add", KIND, key.kid(), "", after);
        });
    }

    /** Takes a key away: assertions that it signed are refused from now on. Refuses a key that is not there. */
    public void remove(TenantId tenant, ClientId client, String kid, Origin origin) {
        database.change(tx -> {
            if (!store.delete(tx, tenant, client, kid)) {
                throw new Problem.NotFound(KIND, kid).asException();
            }
            audit.record(tx, tenant, origin, "remove", KIND, kid, Json.text(Map.of("client", client.value())), "");
        });
    }
}
