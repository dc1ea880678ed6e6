package dev.bailiwick.client;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A tenant's clients. {@link ClientRegistration} makes and changes them. */
public final class Clients {

    private static final String SECRET_PURPOSE = "client_secret";
    private static final String NO_CLIENTS_DIGEST = new Secret("no client has this secret").digest();

    private final Database database;
    private final ClientStore store = new ClientStore();
    private final ClientPageStore pages = new ClientPageStore();
    private final SecretBox box;
    private final SecretSettings secretSettings;
    private final Clock clock;

    public Clients(Database database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.secretSettings = new SecretSettings(box);
        this.clock = clock;
    }

    /**
     * The client, if there is one of that id that may prove itself by a secret, and the secret is its own. Takes as long for
     * an unknown id as for a wrong secret.
     */
    public Optional<Client> authenticate(TenantId tenant, ClientId id, Secret secret) {
        var known = database.read(tx -> store.find(tx, tenant, id));
        var digest = known.map(found -> found.secret().digest()).orElse(NO_CLIENTS_DIGEST);
        return secret.hasDigest(digest)
                ? known.map(ClientStore.Known::client).filter(Client::takesSecret)
                : Optional.empty();
    }

    /** All clients, in the order of their creation. */
    public List<Client> list(TenantId tenant) {
        return database.read(tx -> store.list(tx, tenant)).stream()
                .map(known -> opened(known.client()))
                .toList();
    }

    /** Some of the clients that are wanted, in the order of their creation. */
    public Sliced<Client> list(TenantId tenant, ClientFilter wanted, Slice slice) {
        var found = database.read(tx -> pages.list(tx, tenant, wanted, slice));
        return new Sliced<>(found.items().stream().map(this::opened).toList(), found.total(), found.next());
    }

    /** Whether there is such a client. */
    public boolean has(TenantId tenant, ClientId id) {
        return find(tenant, id).isPresent();
    }

    /** The client, proved or not. Refuses with {@link Problem.NotFound} one that is not there. */
    public Client get(TenantId tenant, ClientId id) {
        return opened(find(tenant, id).orElseThrow(() -> missing(id)));
    }

    /** The secrets of those of these clients that have one. */
    public Map<ClientId, Secret> secrets(TenantId tenant, List<ClientId> ids) {
        var sealed = ids.isEmpty() ? Map.<ClientId, String>of() : database.read(tx -> pages.secrets(tx, tenant, ids));
        return sealed.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> box.open(SECRET_PURPOSE, each.getValue())));
    }

    /** The client, proved or not, with its secret settings still sealed. */
    Optional<Client> find(TenantId tenant, ClientId id) {
        return database.read(tx -> store.find(tx, tenant, id)).map(ClientStore.Known::client);
    }

    /**
     * Takes a client's secret away, so that only its keys prove it. Refuses with {@link Problem.NotFound} a client that is
     * not there.
     */
    public void withdrawSecret(Tx tx, TenantId tenant, ClientId id) {
        if (!store.changeSecret(tx, tenant, id, ClientSecret.NONE)) {
            throw missing(id);
        }
    }

    /** A client with its secret encrypted, ready to be stored. */
    public NewClient prepare(Client client, Secret secret) {
        return new NewClient(new ClientStore.Known(sealed(client), sealed(secret)));
    }

    /** Refuses with {@link Problem.Conflict} an id or an alias that another client of the tenant has. */
    public void add(Tx tx, TenantId tenant, NewClient added) {
        store.insert(tx, tenant, added.known, clock.millis());
    }

    /** A client before it is stored: its secret is hashed and encrypted already, which takes no place in a transaction. */
    public static final class NewClient {

        private final ClientStore.Known known;

        private NewClient(ClientStore.Known known) {
            this.known = known;
        }

        public ClientId id() {
            return known.client().id();
        }
    }

    ClientSecret sealed(Secret secret) {
        return new ClientSecret(secret.digest(), box.seal(SECRET_PURPOSE, secret));
    }

    Client sealed(Client client) {
        return client.with(secretSettings.sealed(client.settings()));
    }

    Client opened(Client client) {
        return client.with(secretSettings.opened(client.settings()));
    }

    static RuntimeException missing(ClientId id) {
        return new Problem.NotFound("client", id.value()).asException();
    }
}
