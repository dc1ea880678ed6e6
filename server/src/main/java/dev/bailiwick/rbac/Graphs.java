package dev.bailiwick.rbac;

import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The graphs in memory, one to a tenant, each as young as the last decision needed it. */
final class Graphs {

    private final Database database;
    private final GraphStore store;
    private final Map<TenantId, Slot> slots = new ConcurrentHashMap<>();

    Graphs(Database database, GraphStore store) {
        this.database = database;
        this.store = store;
    }

    /** The tenant's graph as it lies in memory, of whatever version; null when none was needed yet. */
    @Nullable
    AuthorizationGraph present(TenantId tenant) {
        return slot(tenant).graph;
    }

    /**
     * The tenant's graph of exactly this version. Loads it when the one in memory is another; empty when the database may
     * be further already, and the question has to be asked again.
     */
    Optional<AuthorizationGraph> of(TenantId tenant, Version wanted) {
        var slot = slot(tenant);
        var before = slot.graph;
        return slot.ifSame(wanted).or(() -> {
            slot.lock.lock();
            try {
                // What another has loaded meanwhile may be younger than what is wanted; no load would bring that back.
                if (slot.ifSame(wanted).isEmpty() && slot.graph == before) {
                    slot.graph = database.snapshot(tx -> store.load(tx, tenant));
                }
                return slot.ifSame(wanted);
            } finally {
                slot.lock.unlock();
            }
        });
    }

    private Slot slot(TenantId tenant) {
        return slots.computeIfAbsent(tenant, _ -> new Slot());
    }

    private static final class Slot {

        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable AuthorizationGraph graph;

        Optional<AuthorizationGraph> ifSame(Version wanted) {
            return Optional.ofNullable(graph).filter(now -> now.version().isSameStateAs(wanted));
        }
    }
}
