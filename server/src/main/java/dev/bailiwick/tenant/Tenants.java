package dev.bailiwick.tenant;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import java.time.Clock;
import java.util.Optional;

/** The tenants of this installation. */
public final class Tenants {

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

    /** The tenant that was there first; empty before the first start has made it. */
    public Optional<Tenant> findDefault(Tx tx) {
        return store.findDefault(tx);
    }

    /** The tenant of this name. Refuses with {@link Problem.NotFound}. */
    public Tenant get(Tx tx, String name) {
        return store.find(tx, name).orElseThrow(() -> new Problem.NotFound("tenant", name).asException());
    }

    /** Makes the default tenant. */
    public Tenant addDefault(Tx tx, String name, String domain) {
        var tenant = new Tenant(new TenantId("ten_" + random.alphanumeric(ID_LENGTH)), name, Tenant.domainOf(domain));
        store.insert(tx, tenant, true, clock.millis());
        return tenant;
    }

    /** Gives a tenant another domain, and with it another issuer. Refuses a domain that another tenant has. */
    public Tenant move(Tx tx, Tenant tenant, String domain) {
        var moved = new Tenant(tenant.id(), tenant.name(), Tenant.domainOf(domain));
        store.move(tx, tenant.id(), moved.domain());
        return moved;
    }
}
