package dev.bailiwick.tenant;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tenants of this installation. */
public final class Tenants {

    private static final String KIND = "tenant";
    private static final int ID_LENGTH = 16;

    private final Database database;
    private final TenantStore store = new TenantStore();
    private final Clock clock;
    private final RandomText random;

    public Tenants(Database database, Clock clock, RandomText random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The tenant whose domain the request names.
     *
     * @param host the Host header
     * @param orDefault whether the default tenant answers for a host that no tenant has
     */
    public Optional<Tenant> findByHost(String host, boolean orDefault) {
        return database.read(tx -> store.findByDomain(tx, Tenant.domainOf(host), orDefault));
    }

    /** The tenant whose own listener port this is. */
    public Optional<Tenant> findByPort(int port) {
        return database.read(tx -> store.findByPort(tx, port));
    }

    /**
     * Whether a tenant's domain has this host, on whatever port.
     *
     * @param host without a port
     */
    public boolean hasHost(String host) {
        return database.read(tx -> store.hasHost(tx, host.toLowerCase(Locale.ROOT)));
    }

    /** The tenant that was there first; empty before the first start has made it. */
    public Optional<Tenant> findDefault(Tx tx) {
        return store.findDefault(tx);
    }

    /** The tenant of this name. Refuses with {@link Problem.NotFound}. */
    public ListedTenant get(Tx tx, String name) {
        return store.find(tx, name).orElseThrow(() -> new Problem.NotFound(KIND, name).asException());
    }

    /** The same, by itself. */
    public Tenant get(String name) {
        return database.read(tx -> get(tx, name)).tenant();
    }

    /** All tenants, in the order of their creation. */
    public List<ListedTenant> list() {
        return database.snapshot(store::list);
    }

    /** The ids of all tenants. */
    public List<TenantId> ids() {
        return list().stream().map(listed -> listed.tenant().id()).toList();
    }

    /** The listener ports that belong to tenants. */
    public List<Integer> ports() {
        return database.read(store::ports);
    }

    /** Makes the default tenant. */
    public Tenant addDefault(Tx tx, String name, String domain) {
        return insert(tx, name, domain, Optional.empty(), true).tenant();
    }

    /** Makes a further tenant. Refuses what {@link #requireFree} refuses. */
    public ListedTenant add(Tx tx, String name, String domain, Optional<Integer> port) {
        store.lock(tx);
        requireFree(tx, name, domain, port);
        return insert(tx, name, domain, port, false);
    }

    /** Refuses a name, domain or port that another tenant has. */
    public void requireFree(Tx tx, String name, String domain, Optional<Integer> port) {
        var normal = Tenant.domainOf(domain);
        store.taken(tx, name, normal, port).ifPresent(field -> {
            throw new Problem.Conflict(
                            KIND,
                            field,
                            switch (field) {
                                case "name" -> name;
                                case "domain" -> normal;
                                default -> String.valueOf(port.orElseThrow());
                            })
                    .asException();
        });
    }

    /** Gives a tenant another domain, and with it another issuer. Refuses a domain that another tenant has. */
    public Tenant move(Tx tx, Tenant tenant, String domain) {
        var moved = new Tenant(tenant.id(), tenant.name(), Tenant.domainOf(domain));
        store.move(tx, tenant.id(), moved.domain());
        return moved;
    }

    /** Makes a tenant unreachable, whose rows are then to be purged. Its name, domain and port are free at once. */
    public void remove(Tx tx, Tenant tenant) {
        if (!store.remove(tx, tenant.id())) {
            throw new Problem.NotFound(KIND, tenant.name()).asException();
        }
    }

    private ListedTenant insert(Tx tx, String name, String domain, Optional<Integer> port, boolean isDefault) {
        var tenant = new Tenant(new TenantId("ten_" + random.alphanumeric(ID_LENGTH)), name, Tenant.domainOf(domain));
        var added = new ListedTenant(tenant, port, isDefault, clock.instant());
        store.insert(tx, added);
        return added;
    }
}
