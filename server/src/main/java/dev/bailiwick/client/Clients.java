package dev.bailiwick.client;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A tenant's clients. */
public final class Clients {

    private static final String SECRET_PURPOSE = "client_secret";
    private static final String NO_CLIENTS_DIGEST = new Secret("no client has this secret").digest();

    private final Database database;
    private final ClientStore store = new ClientStore();
    private final SecretBox box;
    private final Clock clock;

    public Clients(Database database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /** The client, if there is one of that id and the secret is its own. Takes as long for an unknown id as for a wrong secret. */
    public Optional<Client> authenticate(TenantId tenant, ClientId id, Secret secret) {
        var known = database.read(tx -> store.find(tx, tenant, id));
        var digest = known.map(ClientStore.Known::secretDigest).orElse(NO_CLIENTS_DIGEST);
        return secret.hasDigest(digest) ? known.map(ClientStore.Known::client) : Optional.empty();
    }

    /** All clients, in the order of their creation. */
    public List<Client> list(TenantId tenant) {
        return database.read(tx -> store.list(tx, tenant)).stream()
                .map(ClientStore.Known::client)
                .toList();
    }

    /** The client, proved or not. Refuses with {@link Problem.NotFound} one that is not there. */
    public Client get(TenantId tenant, ClientId id) {
        return find(tenant, id).orElseThrow(() -> new Problem.NotFound("client", id.value()).asException());
    }

    /** The client, proved or not. */
    Optional<Client> find(TenantId tenant, ClientId id) {
        return database.read(tx -> store.find(tx, tenant, id)).map(ClientStore.Known::client);
    }

    /**
     * Takes a client's secret away, so that only its keys prove it. Refuses with {@link Problem.NotFound} a client that is
     * not there.
     */
    public void withdrawSecret(Tx tx, TenantId tenant, ClientId id) {
        if (!store.withdrawSecret(tx, tenant, id)) {
            throw new Problem.NotFound("client", id.value()).asException();
        }
    }

    /** A client with its secret encrypted, ready to be stored. */
    public NewClient prepare(Client client, Secret secret) {
        return new NewClient(client, secret.digest(), box.seal(SECRET_PURPOSE, secret));
    }

    /** Refuses an id that another client of the tenant has. */
    public void add(Tx tx, TenantId tenant, NewClient added) {
        store.insert(tx, tenant, added, clock.millis());
    }

    /** A client before it is stored: its secret is hashed and encrypted already, which takes no place in a transaction. */
    public record NewClient(Client client, String secretDigest, String secretSealed) {}
}
