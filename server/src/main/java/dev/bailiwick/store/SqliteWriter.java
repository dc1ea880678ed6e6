package dev.bailiwick.store;

import dev.bailiwick.measure.Histogram;
import dev.bailiwick.problem.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The one thread that writes a SQLite file, with group commit: the transactions that wait are run together, each in its
 * own savepoint, and share one COMMIT and its fsync. Nobody is answered before that COMMIT.
 */
final class SqliteWriter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SqliteWriter.class.getName());
    private static final int QUEUE = 1_024;
    private static final int GROUP = 256;
    private static final Duration LINGER = Duration.ofNanos(200_000);

    private final BlockingQueue<SqliteUnit<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Histogram groups = Histogram.ofSizes();
    private final Connection connection;
    private final Handle handle;
    private final Duration patience;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean ended;

    /**
     * Starts the thread.
     *
     * @param connection owned from now on, in autocommit mode
     * @param patience how long a transaction may wait for its turn
     */
    SqliteWriter(Connection connection, Duration patience) {
        this.connection = connection;
        this.handle = Statements.on(connection).open().setStatementBuilder(new KeptStatements(connection));
        this.patience = patience;
        this.thread = Thread.ofPlatform().name("sqlite-writer").start(this::work);
    }

    <R> R run(Function<Tx, R> work) {
        var mine = Deadline.atMost(patience);
        var unit = unit(work);
        if (closed || !queue.offer(unit)) {
            throw unavailable();
        }
        if (ended) {
            unit.withdraw();
        }
        return unit.await(mine);
    }

    /** How many transactions shared each COMMIT. */
    Histogram groups() {
        return groups;
    }

    /** How many transactions wait for their turn. */
    int waiting() {
        return queue.size();
    }

    /** Runs what is queued, then ends. */
    @Override
    public void close() {
        closed = true;
        queue.offer(unit(tx -> true)); // wakes the thread; when the queue is full it is awake
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        closeFile();
    }

    private void work() {
        var group = new ArrayList<SqliteUnit<?>>(GROUP);
        try {
            while (!closed || !queue.isEmpty()) {
                gather(group, group.size());
                commitTogether(group);
            }
        } catch (InterruptedException e) {
            LOG.log(Level.ERROR, "The writer was interrupted; nothing can be changed until a restart", e);
        } finally {
            closed = true;
            ended = true;
            group.forEach(SqliteUnit::withdraw);
            queue.forEach(SqliteUnit::withdraw); // whoever comes later sees that this thread has ended
        }
    }

    /**
     * The next group: whatever waits, and those of the last group who come again at once. Without waiting for them half of
     * the writers would be in every second group.
     */
    private void gather(List<SqliteUnit<?>> group, int last) throws InterruptedException {
        group.clear();
        group.add(queue.take());
        queue.drainTo(group, GROUP - 1);
        long end = System.nanoTime() + LINGER.toNanos();
        while (group.size() < last) {
            var next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            group.add(next);
            queue.drainTo(group, GROUP - group.size());
        }
    }

    private void commitTogether(List<SqliteUnit<?>> group) {
        try {
            handle.execute("BEGIN IMMEDIATE");
            for (var unit : group) {
                unit.runIn(handle);
            }
            handle.execute("COMMIT");
            groups.add(group.size());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "A group of transactions failed", e);
            rollBack();
            var answer = Engines.isBusy(e) || Engines.isOutOfRoom(e) ? unavailable() : e;
            group.forEach(unit -> unit.fail(answer));
            return;
        }
        group.forEach(SqliteUnit::publish);
        group.forEach(SqliteUnit::answer);
    }

    private void rollBack() {
        try {
            handle.execute("ROLLBACK");
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "nothing to roll back", e);
        }
    }

    private void closeFile() {
        try {
            handle.close();
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "The database file was not closed cleanly; nothing is lost", e);
        }
    }

    private <R> SqliteUnit<R> unit(Function<Tx, R> work) {
        return new SqliteUnit<>(work, Tx.writing(handle));
    }

    private static RuntimeException unavailable() {
        return Problem.Unavailable.SOON.asException();
    }
}
