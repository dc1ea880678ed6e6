package dev.bailiwick.rbac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The graphs in memory, one to a tenant that is asked about, each as young as the last decision needed it. */
final class Graphs {

    private static final Duration UNUSED = Duration.ofHours(1);
    private static final long BYTES = Runtime.getRuntime().maxMemory() / 4;

    private final Database database;
    private final GraphStore store;
    private final Cache<TenantId, Slot> slots;

    /**
     * Those of a database.
     *
     * @param dropped is told of tenants of which nothing is in memory any more
     */
    Graphs(Database database, GraphStore store, Consumer<TenantId> dropped) {
        this(database, store, BYTES, dropped);
    }

    /** The same with so much memory; a graph that alone takes more stays nevertheless, or each decision would load it anew. */
    Graphs(Database database, GraphStore store, long bytes, Consumer<TenantId> dropped) {
        this.database = database;
        this.store = store;
        this.slots = Caffeine.newBuilder()
                .executor(Runnable::run) // to wake another thread costs more than what is to be done
                .expireAfterAccess(UNUSED)
                .maximumWeight(bytes)
                .weigher((TenantId _, Slot slot) ->
                        (int) Math.min(slot.weight(), Math.min(bytes / 2, Integer.MAX_VALUE)))
                .evictionListener((@Nullable TenantId tenant, @Nullable Slot _, RemovalCause _) ->
                        dropped.accept(Objects.requireNonNull(tenant)))
                .build();
    }

    /** The tenant's graph as it lies in memory, of whatever version; null when none was needed yet. */
    @Nullable
    AuthorizationGraph present(TenantId tenant) {
        return slot(tenant).graph.get();
    }

    /** Puts a younger graph in the place of the one of which it was made, unless another has come there meanwhile. */
    void put(TenantId tenant, AuthorizationGraph older, AuthorizationGraph younger) {
        if (older == younger) {
            return;
        }
        var slot = slot(tenant);
        if (slot.graph.compareAndSet(older, younger)) {
            slots.put(tenant, slot); // weighed anew
        }
    }

    /** Drops what is in memory of a tenant that is gone. */
    void forget(TenantId tenant) {
        slots.invalidate(tenant);
    }

    /**
     * The tenant's graph of exactly this version. Has it loaded when the one in memory is another, by one load for all who
     * wait; empty when that takes longer than the patience, or brought another version, and the question has to be asked
     * again.
     */
    Optional<AuthorizationGraph> of(TenantId tenant, Version wanted, Duration patience) {
        var slot = slot(tenant);
        return slot.ifSame(wanted).or(() -> {
            var loading = slot.load(
                    () -> database.urgent(tx -> store.load(tx, tenant, slot.graph.get())),
                    () -> slots.put(tenant, slot)); // weighed anew
            Waiting.upTo(patience, loading);
            return slot.ifSame(wanted);
        });
    }

    /** Structure and memberships by one snapshot, where changes come faster than questions can be asked again. */
    List<Evidence> together(TenantId tenant, Function<Tx, List<Memberships>> memberships) {
        return database.urgent(tx -> {
            var graph = store.load(tx, tenant, present(tenant));
            return memberships.apply(tx).stream()
                    .map(each -> new Evidence(graph, each))
                    .toList();
        });
    }

    private Slot slot(TenantId tenant) {
        return slots.get(tenant, _ -> new Slot());
    }

    private static final class Slot {

        private static final int EMPTY = 200;

        private final AtomicReference<@Nullable CompletableFuture<Boolean>> loading = new AtomicReference<>();
        private final AtomicReference<@Nullable AuthorizationGraph> graph = new AtomicReference<>();

        Optional<AuthorizationGraph> ifSame(Version wanted) {
            return Optional.ofNullable(graph.get()).filter(now -> now.version().isSameStateAs(wanted));
        }

        /** Roughly the bytes that it takes. */
        long weight() {
            var now = graph.get();
            return EMPTY + (now == null ? 0 : now.weight());
        }

        /** Joins the load that is under way, or begins one, which goes on when those who wait for it give up. */
        CompletableFuture<Boolean> load(Supplier<AuthorizationGraph> loader, Runnable loaded) {
            var mine = new CompletableFuture<Boolean>();
            var other = loading.compareAndExchange(null, mine);
            if (other != null) {
                return other;
            }
            Thread.ofVirtual().name("graph-load").start(() -> {
                try {
                    graph.set(loader.get());
                    loaded.run();
                    loading.set(null);
                    mine.complete(true);
                } catch (RuntimeException | Error e) {
                    loading.set(null);
                    mine.completeExceptionally(e);
                }
            });
            return mine;
        }
    }
}
