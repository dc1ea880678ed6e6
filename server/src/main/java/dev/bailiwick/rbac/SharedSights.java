package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.EvidenceStore.Ask;
import dev.bailiwick.rbac.EvidenceStore.Known;
import dev.bailiwick.rbac.EvidenceStore.Sight;
import dev.bailiwick.rbac.EvidenceStore.Sighting;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends one statement at a time for all the decisions that wait for it. A statement answers only those who asked before it
 * was sent, so sharing it makes nobody's answer older. It also brings what has changed of the structures in memory, so that
 * they are of its moment when it is answered.
 */
final class SharedSights {

    private static final int MOST = 200;
    private static final int MOST_TENANTS = 4;

    private final Database database;
    private final EvidenceStore store;
    private final Graphs graphs;
    private final Duration patience;
    private final LongAdder statements = new LongAdder();
    private final AtomicBoolean isSending = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Pending> waiting = new ConcurrentLinkedQueue<>();

    SharedSights(Database database, EvidenceStore store, Graphs graphs, Duration patience) {
        this.database = database;
        this.store = store;
        this.graphs = graphs;
        this.patience = patience;
    }

    /** How many statements were sent. */
    long statements() {
        return statements.sum();
    }

    /**
     * What was seen of a user.
     *
     * @param graph the structure of that very moment; null when the one in memory could not be followed to there
     */
    record Sighted(Sighting sighting, @Nullable AuthorizationGraph graph) {}

    private record Pending(Ask ask, CompletableFuture<Sighted> answer, Thread thread) {}

    /** Refuses with {@link Problem.Unavailable} when no statement could be sent in time. */
    Sighted sight(Ask ask) {
        Deadline.require();
        var mine = new Pending(ask, new CompletableFuture<>(), Thread.currentThread());
        long end = System.nanoTime() + patience.toNanos();
        waiting.add(mine);
        while (!mine.answer.isDone()) {
            takeTurn(mine, end);
        }
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** One statement for all of these, which no others share. */
    List<Sighted> together(List<Ask> asks) {
        Deadline.require();
        return read(asks);
    }

    private List<Sighted> read(List<Ask> asks) {
        statements.increment();
        var known = asks.stream()
                .map(Ask::tenant)
                .distinct()
                .limit(MOST_TENANTS)
                .flatMap(this::known)
                .toList();
        var seen = database.read(tx -> store.sight(tx, asks, known));
        var present = new HashMap<TenantId, AuthorizationGraph>();
        for (int i = 0; i < asks.size(); i++) {
            var structure = seen.sightings().get(i).structure();
            present.computeIfAbsent(asks.get(i).tenant(), tenant -> followed(tenant, known, seen, structure));
        }
        return IntStream.range(0, asks.size())
                .mapToObj(i -> new Sighted(
                        seen.sightings().get(i), present.get(asks.get(i).tenant())))
                .toList();
    }

    private Stream<Known> known(TenantId tenant) {
        return Stream.ofNullable(graphs.present(tenant))
                .filter(graph -> !graph.isWorn())
                .map(graph -> new Known(tenant, graph));
    }

    private @Nullable AuthorizationGraph followed(TenantId tenant, List<Known> known, Sight seen, Version structure) {
        for (int i = 0; i < known.size(); i++) {
            var older = known.get(i).graph();
            if (known.get(i).tenant().equals(tenant)) {
                var younger = seen.news().get(i).flatMap(news -> news.after(older, structure));
                younger.ifPresent(graph -> graphs.put(tenant, older, graph));
                return younger.orElse(null);
            }
        }
        return null;
    }

    /** Sends the next statement, which is for all who wait; or waits while another's is on its way. */
    private void takeTurn(Pending mine, long end) {
        if (!isSending.compareAndSet(false, true)) {
            await(mine, end);
            return;
        }
        try {
            if (!mine.answer.isDone()) {
                send();
            }
        } finally {
            isSending.set(false);
            wakeFirst();
        }
    }

    /** Until it is answered, or is the first of those who were not. */
    private void await(Pending mine, long end) {
        long left = end - System.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
            waiting.remove(mine);
            wakeFirst(); // it may have been this one's turn
            throw Problem.Unavailable.SOON.asException();
        }
        LockSupport.parkNanos(this, left);
    }

    private void wakeFirst() {
        var first = waiting.peek();
        if (first != null) {
            LockSupport.unpark(first.thread);
        }
    }

    private void send() {
        var group = new ArrayList<Pending>();
        for (var next = waiting.poll(); next != null; next = group.size() < MOST ? waiting.poll() : null) {
            group.add(next);
        }
        try {
            var asks = group.stream().map(Pending::ask).toList();
            var seen = Deadline.shared(() -> read(asks));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer.complete(seen.get(i));
            }
        } catch (RuntimeException | Error e) {
            group.forEach(each -> each.answer.completeExceptionally(e));
            throw e;
        } finally {
            group.forEach(each -> LockSupport.unpark(each.thread));
        }
    }
}
