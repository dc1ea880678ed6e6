package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.EvidenceStore.Ask;
import dev.bailiwick.rbac.EvidenceStore.Sighting;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends one statement at a time for all the decisions that wait for it. A statement answers only those who asked before it
 * was sent, so sharing it makes nobody's answer older.
 */
final class SharedSights {

    private static final int MOST = 200;

    private final Database database;
    private final EvidenceStore store;
    private final Duration patience;
    private final LongAdder statements = new LongAdder();
    private final ReentrantLock sending = new ReentrantLock();
    private final ConcurrentLinkedQueue<Pending> waiting = new ConcurrentLinkedQueue<>();

    SharedSights(Database database, EvidenceStore store, Duration patience) {
        this.database = database;
        this.store = store;
        this.patience = patience;
    }

    /** How many statements were sent. */
    long statements() {
        return statements.sum();
    }

    private record Pending(Ask ask, CompletableFuture<Sighting> answer) {}

    /** Refuses with {@link Problem.Unavailable} when no statement could be sent in time. */
    Sighting sight(Ask ask) {
        Deadline.require();
        var mine = new Pending(ask, new CompletableFuture<>());
        waiting.add(mine);
        while (!mine.answer.isDone()) {
            takeTurn(mine);
        }
        try {
            return mine.answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** One statement for all of these, which no others share. */
    List<Sighting> together(List<Ask> asks) {
        Deadline.require();
        statements.increment();
        return database.read(tx -> store.sight(tx, asks));
    }

    /** Waits while another's statement is on its way; it may bring the answer. If it did not, sends the next one. */
    private void takeTurn(Pending mine) {
        try {
            if (!sending.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw giveUp(mine);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw giveUp(mine);
        }
        try {
            if (!mine.answer.isDone()) {
                send();
            }
        } finally {
            sending.unlock();
        }
    }

    private void send() {
        var group = new ArrayList<Pending>();
        for (var next = waiting.poll(); next != null; next = group.size() < MOST ? waiting.poll() : null) {
            group.add(next);
        }
        statements.increment();
        try {
            var asks = group.stream().map(Pending::ask).toList();
            List<Sighting> seen = Deadline.shared(() -> database.read(tx -> store.sight(tx, asks)));
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer.complete(seen.get(i));
            }
        } catch (RuntimeException | Error e) {
            group.forEach(each -> each.answer.completeExceptionally(e));
            throw e;
        }
    }

    private RuntimeException giveUp(Pending mine) {
        waiting.remove(mine);
        return Problem.Unavailable.SOON.asException();
    }
}
