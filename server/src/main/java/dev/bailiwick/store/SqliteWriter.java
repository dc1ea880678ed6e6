package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The one thread that writes a SQLite file, with group commit: the transactions that wait are run together, each in its
 * own savepoint, and share one COMMIT and its fsync. Nobody is answered before that COMMIT.
 */
final class SqliteWriter implements AutoCloseable {

    private static final int QUEUE = 1_024;
    private static final int GROUP = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<SqliteUnit<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Handle handle;
    private final Thread thread;
    private volatile boolean closed;

    SqliteWriter(Connection connection) {
        this.handle = Jdbi.create(connection).open();
        this.thread = Thread.ofPlatform().name("sqlite-writer").start(this::work);
    }

    <R> R run(Function<Tx, R> work) {
        var unit = new SqliteUnit<>(work, new Tx(handle));
        if (closed || !queue.offer(unit)) {
            throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
        }
        return unit.await(PATIENCE);
    }

    /** Runs what is queued, then ends. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        handle.close();
    }

    private void work() {
        var group = new ArrayList<SqliteUnit<?>>(GROUP);
        while (!closed || !queue.isEmpty()) {
            group.clear();
            try {
                var first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, GROUP - 1);
                    commitTogether(group);
                }
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    private void commitTogether(List<SqliteUnit<?>> group) {
        try {
            handle.execute("BEGIN IMMEDIATE");
            for (var unit : group) {
                unit.runIn(handle);
            }
            handle.execute("COMMIT");
        } catch (RuntimeException | Error e) {
            rollBack();
            group.forEach(unit -> unit.fail(e));
            return;
        }
        group.forEach(SqliteUnit::publish);
        group.forEach(SqliteUnit::answer);
    }

    private void rollBack() {
        try {
            handle.execute("ROLLBACK");
        } catch (RuntimeException e) {
            System.getLogger(SqliteWriter.class.getName()).log(System.Logger.Level.DEBUG, "nothing to roll back", e);
        }
    }
}
