package dev.bailiwick.connection;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.ConnectionStore.Stored;
import dev.bailiwick.connection.strategy.Strategies;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A tenant's connections. */
public final class Connections {

    private static final String KIND = "connection";
    private static final String OPTIONS = "options";
    private static final String CLIENTS = "enabled_clients";
    private static final Set<String> NO_SETTINGS = Set.of("name", "strategy", OPTIONS, CLIENTS);
    private static final int ID_LENGTH = 16;
    private static final int OBJECT_ID_LENGTH = 24;
    private static final int TICKET_LENGTH = 8;

    private final ConnectionStore store = new ConnectionStore();
    private final EnabledClientStore clientStore = new EnabledClientStore();
    private final Database database;
    private final EnabledClients clients;
    private final RemovedConnections removed;
    private final Options options;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomText random;

    public Connections(
            Database database,
            EnabledClients clients,
            RemovedConnections removed,
            SecretBox box,
            AuditLog audit,
            Clock clock,
            RandomText random) {
        this.database = database;
        this.clients = clients;
        this.removed = removed;
        this.options = new Options(box);
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** A connection before it is stored: its options are encrypted already, which takes no place in a transaction. */
    public record NewConnection(
            String id,
            String objectId,
            String name,
            String strategy,
            String optionsSealed,
            JsonObject settings,
            String ticket) {}

    /** The strategy of each connection of these names that is there, by its name. */
    public Map<String, String> strategies(TenantId tenant, Collection<String> names) {
        return database.read(tx -> store.named(tx, tenant, names)).stream()
                .collect(Collectors.toMap(ConnectionSummary::name, ConnectionSummary::strategy));
    }

    /** All, in the order of their creation. */
    public List<ConnectionSummary> summaries(TenantId tenant) {
        return database.read(tx -> store.summaries(tx, tenant));
    }

    /** Those that are enabled for some client, in the order of their creation. */
    public List<ConnectionSummary> active(TenantId tenant) {
        return database.read(tx -> store.active(tx, tenant));
    }

    /** One that nobody changes or deletes until the transaction is over. */
    public Optional<ConnectionSummary> lock(Tx tx, TenantId tenant, String id) {
        return store.lock(tx, tenant, id)
                .map(found -> new ConnectionSummary(found.id(), found.name(), found.strategy()));
    }

    /** Refuses with {@link Problem.NotFound} one that is not there. */
    public Connection get(TenantId tenant, String id) {
        return find(tenant, id).orElseThrow(() -> EnabledClients.absent(id));
    }

    /** The one of this id, if there is one. */
    public Optional<Connection> find(TenantId tenant, String id) {
        return database.read(tx -> store.find(tx, tenant, id).map(found -> joined(tx, tenant, found)))
                .map(found -> opened(found, Optional.empty()));
    }

    /** What the one of this id is called, if there is one. */
    public Optional<String> name(TenantId tenant, String id) {
        return database.read(tx -> store.find(tx, tenant, id)).map(found -> found.name());
    }

    /** The one of this name, if there is one. */
    public Optional<Connection> named(TenantId tenant, String name) {
        var wanted = new ConnectionFilter(Optional.of(name), List.of(), Optional.empty());
        return list(tenant, wanted, new Slice(0, 0, 1)).items().stream().findFirst();
    }

    /** The one that Management API v1 knows by this id, if there is one. */
    public Optional<Connection> ofObjectId(TenantId tenant, String objectId) {
        return database.read(tx -> store.findByObjectId(tx, tenant, objectId).map(found -> joined(tx, tenant, found)))
                .map(found -> opened(found, Optional.empty()));
    }

    /** The one whose administrators have this ticket, if there is one. */
    public Optional<Connection> ofTicket(TenantId tenant, String ticket) {
        return database.read(tx -> store.findByTicket(tx, tenant, ticket).map(found -> joined(tx, tenant, found)))
                .map(found -> opened(found, Optional.empty()));
    }

    /** Whether it is there and not being deleted. */
    public boolean isThere(Tx tx, TenantId tenant, String id) {
        return store.find(tx, tenant, id).isPresent();
    }

    /** Part of those that are wanted, in the order of their names. */
    public Sliced<Connection> list(TenantId tenant, ConnectionFilter wanted, Slice slice) {
        return list(tenant, wanted, slice, true);
    }

    /**
     * The same.
     *
     * @param isWithClients whether to tell for which clients they are enabled, of whom there may be very many
     */
    public Sliced<Connection> list(TenantId tenant, ConnectionFilter wanted, Slice slice, boolean isWithClients) {
        var found = database.glance(tx -> {
            var page = store.list(tx, tenant, wanted, slice);
            var ids = page.items().stream().map(Stored::id).toList();
            var enabled = isWithClients ? clientStore.of(tx, tenant, ids) : Map.<String, List<ClientId>>of();
            return page.map(stored -> new Joined(stored, enabled.getOrDefault(stored.id(), List.of())));
        });
        return found.map(each -> opened(each, Optional.empty()));
    }

    /** A new connection with all that its strategy has at first, ready to be stored. */
    public NewConnection prepare(String name, String strategy) {
        return prepared(name, strategy, JsonObject.of(Map.of())).added;
    }

    /** Adds a connection to a tenant that is being made, and enables it for a client of that. */
    public void add(Tx tx, TenantId tenant, NewConnection added, ClientId client) {
        store.insert(tx, tenant, added, clock.millis());
        clients.replace(tx, tenant, added.id(), List.of(), List.of(client));
    }

    /**
     * Adds a connection.
     *
     * <p>Refuses with {@link Problem.Invalid} what Auth0 would not take, and with {@link Problem.Conflict} a name that another
     * connection of the tenant has.
     */
    public ConnectionSummary add(TenantId tenant, String name, String strategy, Origin origin) {
        ConnectionSettings.requireNamed(name, strategy);
        var added = create(tenant, JsonObject.of(Map.of("name", name, "strategy", strategy)), origin);
        return new ConnectionSummary(added.id(), added.name(), added.strategy());
    }

    /**
     * Adds a connection with these members, which bear the Management API's names. Refuses with {@link Problem.Conflict} a name
     * that another connection has, and with {@link Problem.NotFound} a client that is not there.
     */
    public Connection create(TenantId tenant, JsonObject asked, Origin origin) {
        var name = asked.text("/name").orElseThrow();
        var prepared = prepared(name, asked.text("/strategy").orElseThrow(), asked);
        var added = prepared.added;
        return database.transaction(tx -> {
            store.insert(tx, tenant, added, clock.millis());
            clients.replace(tx, tenant, added.id(), List.of(), enabled(asked));
            var stored = store.find(tx, tenant, added.id()).orElseThrow();
            var now = opened(joined(tx, tenant, stored), Optional.of(prepared.options));
            audit.record(
                    tx,
                    tenant,
                    origin,
                    "create",
                    KIND,
                    added.id(),
                    "",
                    told(now).toString());
            return now;
        });
    }

    /**
     * Puts these members in the place of those it has; of the metadata, single ones. A null takes a member away, but for the
     * options and the clients, which it leaves. Refuses with {@link Problem.NotFound} a connection or a client that is
     * not there.
     */
    public Connection change(TenantId tenant, String id, JsonObject change, Origin origin) {
        boolean isOfClients = change.has(CLIENTS) && !change.isNull(CLIENTS);
        return change(tenant, id, change, before -> isOfClients ? enabled(change) : before, origin);
    }

    /**
     * The same, but the members tell no clients: they follow from those for which the connection is enabled when it is changed, however
     * long ago the caller looked.
     */
    public Connection change(
            TenantId tenant, String id, JsonObject change, UnaryOperator<List<ClientId>> enabled, Origin origin) {
        var seen = seen(tenant, id).orElseThrow(() -> EnabledClients.absent(id));
        var strategy = seen.stored.strategy();
        var asked = change.object(OPTIONS)
                .map(given -> Options.completed(strategy, given))
                .map(this::sealed);
        return database.transaction(tx -> {
            var stored = store.lock(tx, tenant, id).orElseThrow(() -> EnabledClients.absent(id));
            var before = opened(joined(tx, tenant, stored), Optional.of(seen.options));
            asked.ifPresent(options -> Attributes.requireAllowed(before.options(), options.plain));
            var isNew = asked.filter(options -> !options.plain.equals(before.options()));
            var settings =
                    ConnectionSettings.changed(stored.name(), strategy, stored.settings(), change.without(NO_SETTINGS));
            var changed = stored.with(isNew.map(Sealed::text).orElse(stored.options()), settings);
            store.update(tx, tenant, changed);
            clients.replace(tx, tenant, id, before.enabledClients(), enabled.apply(before.enabledClients()));
            var after = opened(joined(tx, tenant, changed), isNew.or(() -> Optional.of(seen.options)));
            if (!after.equals(before)) {
                audit.record(tx, tenant, origin, "change", KIND, id, told(before, after), told(after, before));
            }
            return after;
        });
    }

    /**
     * Deletes a connection with its users and their memberships, and tells when; empty when there is none. The connection is
     * gone at once, many users little by little, and the name is free when the last of them has gone.
     */
    public Optional<Instant> remove(TenantId tenant, String id, Origin origin) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var seen = seen(tenant, id).map(Seen::options);
        var found = database.transaction(tx -> {
            var gone = store.lock(tx, tenant, id).map(stored -> opened(joined(tx, tenant, stored), seen));
            gone.ifPresent(there -> {
                store.markDeleted(tx, tenant, id, now);
                audit.record(tx, tenant, origin, "delete", KIND, id, told(there).toString(), "");
            });
            return gone;
        });
        found.ifPresent(gone -> removed.begin(new RemovedConnections.Removed(tenant, id, gone.name())));
        return found.map(_ -> now);
    }

    private record Joined(Stored stored, List<ClientId> enabled) {}

    /** Options with what they are sealed as, so that in a transaction they need not be opened again. */
    private record Sealed(JsonObject plain, String text) {}

    private record Seen(Stored stored, Sealed options) {}

    private record Prepared(NewConnection added, Sealed options) {}

    private Optional<Seen> seen(TenantId tenant, String id) {
        return database.read(tx -> store.find(tx, tenant, id))
                .map(stored -> new Seen(stored, new Sealed(options.open(stored.options()), stored.options())));
    }

    private Joined joined(Tx tx, TenantId tenant, Stored stored) {
        return new Joined(stored, clients.of(tx, tenant, stored.id()));
    }

    private Connection opened(Joined joined, Optional<Sealed> known) {
        var stored = joined.stored;
        return new Connection(
                stored.id(),
                stored.objectId(),
                stored.name(),
                stored.strategy(),
                known.filter(opened -> opened.text.equals(stored.options()))
                        .map(Sealed::plain)
                        .orElseGet(() -> options.open(stored.options())),
                stored.settings(),
                stored.ticket(),
                joined.enabled);
    }

    private Sealed sealed(JsonObject plain) {
        return new Sealed(plain, options.seal(plain));
    }

    private Prepared prepared(String name, String strategy, JsonObject asked) {
        var given = asked.object(OPTIONS).orElseGet(() -> JsonObject.of(Map.of()));
        Attributes.requireAllowed(given);
        var ready = sealed(Options.ofNew(strategy, given));
        var added = new NewConnection(
                "con_" + random.alphanumeric(ID_LENGTH),
                random.hex(OBJECT_ID_LENGTH),
                name,
                strategy,
                ready.text,
                ConnectionSettings.completed(name, strategy, asked.without(NO_SETTINGS)),
                Strategies.hasTicket(strategy) ? random.alphanumeric(TICKET_LENGTH) : "");
        return new Prepared(added, ready);
    }

    private static List<ClientId> enabled(JsonObject asked) {
        return asked.texts("/" + CLIENTS).stream().map(ClientId::new).toList();
    }

    /** What the one has that the other has not; options too that differ in nothing but texts that are not told. */
    private static String told(Connection connection, Connection other) {
        var whole = told(connection);
        var told = whole.unlike(told(other));
        return (connection.options().equals(other.options()) ? told : told.orElse(whole.only(List.of(OPTIONS))))
                .toString();
    }

    private static JsonObject told(Connection connection) {
        var members = new LinkedHashMap<String, Object>();
        members.put("name", connection.name());
        members.put("strategy", connection.strategy());
        members.put(OPTIONS, Options.told(connection.options()));
        members.put(
                CLIENTS,
                connection.enabledClients().stream().map(ClientId::value).toList());
        return JsonObject.of(members).mergedWith(connection.settings(), Set.of());
    }
}
