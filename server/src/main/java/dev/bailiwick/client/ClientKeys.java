package dev.bailiwick.client;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What clients prove themselves by, beside their secret or in its place, and what proves their requests: keys, for the most part. */
public final class ClientKeys {

    /** An assertion without a key id is tried with each of them that is a key. */
    private static final int MOST = 4;

    private static final String KIND = "client key";
    private static final String CREDENTIAL = "credential";

    private final ClientKeyStore store = new ClientKeyStore();
    private final ClientStore clientStore = new ClientStore();
    private final Database database;
    private final Clients clients;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;

    public ClientKeys(Database database, Clients clients, AuditLog audit, Clock clock, RandomText random) {
        this.database = database;
        this.clients = clients;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** A proof with an id and the time, not yet anybody's, which does nothing until it is switched on at a client. */
    public ClientCredential prepare(String name, ClientProof proof) {
        return ClientCredential.of(name, proof, false, random, clock.instant());
    }

    /** A key which proves a client from the moment it is added, unless the client says which keys do. */
    public ClientCredential prepareStanding(ClientKey key) {
        return ClientCredential.of("", key, true, random, clock.instant());
    }

    /** The client's credentials, keys by their ids. Refuses with {@link Problem.NotFound} a client that is not there. */
    public List<ClientCredential> list(TenantId tenant, ClientId client) {
        clients.get(tenant, client);
        return database.read(tx -> store.list(tx, tenant, client));
    }

    /** Refuses with {@link Problem.NotFound} a client or a credential that is not there. */
    public ClientCredential get(TenantId tenant, ClientId client, String id) {
        clients.get(tenant, client);
        return database.read(tx -> store.find(tx, tenant, client, id)).orElseThrow(() -> missing(id));
    }

    /**
     * Gives a client one more credential. Refuses with {@link Problem.NotFound} a client that is not there, with {@link
     * Problem.Conflict} a key id that the client has already, and with {@link Problem.NotAllowed} a key that it has
     * already by that id, and a fifth credential.
     *
     * @param isOnly whether the client's secret is taken away
     */
    public void add(TenantId tenant, ClientId client, ClientCredential added, boolean isOnly, Origin origin) {
        database.change(tx -> {
            lock(tx, tenant, client);
            if (isOnly) {
                clients.withdrawSecret(tx, tenant, client);
            }
            insert(tx, tenant, client, added);
            var after = told(client, added).with("secret_withdrawn", isOnly).toString();
            audit.record(tx, tenant, origin, "add", KIND, added.called(), "", after);
        });
    }

    /**
     * Has a credential end at another time, or never. Refuses with {@link Problem.NotFound} a client or a credential that is
     * not there.
     */
    public ClientCredential changeEnd(
            TenantId tenant, ClientId client, String id, @Nullable Instant end, Origin origin) {
        var expiresAt = end == null ? null : end.truncatedTo(ChronoUnit.MILLIS);
        return database.transaction(tx -> {
            lock(tx, tenant, client);
            var before = store.find(tx, tenant, client, id).orElseThrow(() -> missing(id));
            if (Objects.equals(before.proof().expiresAt(), expiresAt)) {
                return before;
            }
            store.changeEnd(tx, tenant, id, expiresAt, clock.instant());
            var after = store.find(tx, tenant, client, id).orElseThrow();
            audit.record(
                    tx,
                    tenant,
                    origin,
                    "change",
                    KIND,
                    before.called(),
                    told(client, before).toString(),
                    told(client, after).toString());
            return after;
        });
    }

    /** Takes a key away: assertions that it signed are refused from now on. Refuses a key that is not there. */
    public void remove(TenantId tenant, ClientId client, String kid, Origin origin) {
        database.change(tx -> {
            clientStore.lock(tx, tenant, client);
            var present = store.findByKid(tx, tenant, client, kid)
                    .orElseThrow(() -> new Problem.NotFound(KIND, kid).asException());
            delete(tx, tenant, client, present, origin);
        });
    }

    /**
     * The same by the id of the credential. Nothing happens when it is not there. Refuses with {@link Problem.InUse} one that the
     * client still uses.
     */
    public void removeCredential(TenantId tenant, ClientId client, String id, Origin origin) {
        database.change(tx -> {
            var known = clientStore.lock(tx, tenant, client);
            if (known.filter(user -> isUsed(user.client(), id)).isPresent()) {
                throw new Problem.InUse(CREDENTIAL, "client", List.of(client.value())).asException();
            }
            store.find(tx, tenant, client, id).ifPresent(present -> delete(tx, tenant, client, present, origin));
        });
    }

    private static boolean isUsed(Client client, String id) {
        return Stream.of(CredentialUse.values())
                .anyMatch(use -> use.idsIn(client.settings()).contains(id));
    }

    void insert(Tx tx, TenantId tenant, ClientId client, ClientCredential added) {
        var present = store.list(tx, tenant, client);
        if (added.proof() instanceof ClientKey key && present.stream().anyMatch(each -> key.isAlso(each.proof()))) {
            throw ClientRules.refused("credentials contains public keys that already exist in client");
        }
        if (present.size() >= MOST) {
            throw ClientRules.refused("A client can have a maximum of " + MOST + " credentials.");
        }
        store.insert(tx, tenant, client, added);
    }

    /** Refuses with {@link Problem.NotAllowed} when the client uses what is no credential of its, or one of another type. */
    void requireUsed(Tx tx, TenantId tenant, Client client) {
        for (var use : CredentialUse.values()) {
            for (var id : new LinkedHashSet<>(use.idsIn(client.settings()))) {
                var used = store.find(tx, tenant, client.id(), id)
                        .orElseThrow(
                                () -> ClientRules.refused("One or more of the credentials " + id + " do not exist"));
                use.refusalOf(used).ifPresent(reason -> {
                    throw ClientRules.refused(reason);
                });
            }
        }
    }

    private void lock(Tx tx, TenantId tenant, ClientId client) {
        if (clientStore.lock(tx, tenant, client).isEmpty()) {
            throw Clients.missing(client);
        }
    }

    /** It leaves the lists of those that are used, too, so that its id does not dangle there. */
    private void delete(Tx tx, TenantId tenant, ClientId client, ClientCredential present, Origin origin) {
        store.delete(tx, tenant, present.id());
        clientStore.find(tx, tenant, client).map(ClientStore.Known::client).ifPresent(known -> {
            var left = known.without(present.id());
            if (!left.equals(known)) {
                clientStore.change(tx, tenant, known, left);
            }
        });
        audit.record(
                tx,
                tenant,
                origin,
                "remove",
                KIND,
                present.called(),
                told(client, present).toString(),
                "");
    }

    private static JsonObject told(ClientId client, ClientCredential credential) {
        return JsonObject.of(Map.of("client", client.value())).orElse(JsonObject.of(credential.told()));
    }

    private static RuntimeException missing(String id) {
        return new Problem.NotFound(CREDENTIAL, id).asException();
    }
}
