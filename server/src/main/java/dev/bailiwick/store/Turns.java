package dev.bailiwick.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Turns of a node's transactions that follow one another anyway, by a lock on one row of their tenant. They wait here for those
 * of this node, where waiting costs no connection, so that one tenant's changes leave connections to the others. Where one
 * thread writes all, nobody holds a connection, and those who came one by one could not share a COMMIT: they take no turns.
 */
public final class Turns {

    private static final int TURNS = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final boolean isNeeded;
    private final Semaphore[] turns =
            Stream.generate(() -> new Semaphore(1, true)).limit(TURNS).toArray(Semaphore[]::new);

    /** Of the changes of a database. */
    public Turns(Database database) {
        isNeeded = !database.isSoleWriter();
    }

    /** Does the work, which opens its transaction itself, when it is the tenant's turn. Work within does not ask again. */
    public <R> R alone(String tenant, Supplier<R> work) {
        if (!isNeeded) {
            return work.get();
        }
        var turn = turns[Math.floorMod(tenant.hashCode(), turns.length)];
        Deadline.acquire(turn, PATIENCE);
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }
}
