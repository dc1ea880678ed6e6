package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.Json;
import dev.bailiwick.operator.Tenancy;
import dev.bailiwick.operator.TenantDraft;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.ListedTenant;
import dev.bailiwick.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Makes tenants with all that belongs to them, and removes them. */
final class Tenancies implements Tenancy {

    private final Database database;
    private final Features features;
    private final TenantFounding founder;
    private final Ports ports;
    private final Purge purge;
    private final Lock founding = new ReentrantLock();

    Tenancies(Database database, Features features, Ports ports, Purge purge) {
        this.database = database;
        this.features = features;
        this.founder = new TenantFounding(features);
        this.ports = ports;
        this.purge = purge;
    }

    /**
     * One at a time: in the database it is so anyway, where those who wait would each keep a connection from others, and
     * whoever comes second to a name is refused before keys are made for nothing.
     */
    @Override
    public Founded found(TenantDraft draft, Origin origin) {
        founding.lock();
        try {
            database.read(tx -> {
                keeper(tx);
                features.tenants()
                        .requireFree(
                                tx,
                                draft.name(),
                                draft.domain().orElse(""),
                                draft.port().filter(port -> port > 0));
                return true;
            });
            return draft.port().isPresent()
                    ? ports.open(draft.port().get(), port -> found(draft, Optional.of(port), origin))
                    : found(draft, Optional.empty(), origin);
        } finally {
            founding.unlock();
        }
    }

    @Override
    public List<ListedTenant> list() {
        return features.tenants().list();
    }

    @Override
    public ListedTenant get(String name) {
        return database.read(tx -> features.tenants().get(tx, name));
    }

    @Override
    public CompletableFuture<Boolean> remove(String name, Origin origin) {
        var removed = database.transaction(tx -> {
            var present = features.tenants().get(tx, name);
            if (present.isDefault()) {
                throw new Problem.Invalid(Part.PATH, "/name", "is that of the default tenant, which cannot be deleted")
                        .asException();
            }
            features.tenants().remove(tx, present.tenant());
            audit(
                    tx,
                    origin,
                    "delete",
                    present.tenant(),
                    Json.text(present.tenant().domain()),
                    "");
            return present;
        });
        var end = purge.begin(removed.tenant().id());
        removed.port().ifPresent(ports::shut);
        return end;
    }

    private Founded found(TenantDraft draft, Optional<Integer> port, Origin origin) {
        var domain = draft.domain().orElseGet(() -> "localhost:" + port.orElseThrow());
        var first = FirstClient.of(draft.clientId(), draft.clientSecret(), features.random());
        var prepared = founder.prepare(domain, first);
        var added = database.transaction(tx -> {
            var tenant = features.tenants().add(tx, draft.name(), domain, port);
            founder.complete(tx, tenant.tenant(), prepared);
            audit(tx, origin, "create", tenant.tenant(), "", Json.text(domain));
            return tenant;
        });
        return new Founded(added, first.id(), first.secret());
    }

    /** In the log of the default tenant, because a tenant's own goes with it. */
    private void audit(Tx tx, Origin origin, String action, Tenant tenant, String before, String after) {
        features.audit().record(tx, keeper(tx).id(), origin, action, "tenant", tenant.name(), before, after);
    }

    private Tenant keeper(Tx tx) {
        return features.tenants()
                .findDefault(tx)
                .orElseThrow(() -> new IllegalStateException("Start the server once before the first further tenant."));
    }
}
