package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.ProgressHandler;

/**
 * Long reads of a SQLite file, on a few platform threads. A progress handler limits their time, because the driver's query
 * timeout does not hold, and ends them when their thread is interrupted.
 */
final class SqliteScans implements AutoCloseable {

    private static final int QUEUE = 100;
    private static final long GRACE_MILLIS = 200;
    private static final int PROGRESS_STEPS = 100_000;

    private final Pool readers;
    private final Duration limit;
    private final Problem ifTooLong;
    private final ExecutorService threads;

    /**
     * Starts no thread before the first read.
     *
     * @param name of the threads, with a number behind it
     * @param ifTooLong what is said of reads that take longer than the limit
     */
    SqliteScans(Pool readers, Duration limit, String name, int threads, Problem ifTooLong) {
        this.readers = readers;
        this.limit = limit;
        this.ifTooLong = ifTooLong;
        this.threads = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name(name, 0).daemon().factory());
    }

    /** Throws {@code ifTooLong} when the work takes longer than the limit, and {@link Problem.Unavailable} when too many wait. */
    <R> R run(Function<Tx, R> work) {
        var mine = Deadline.atMost(limit);
        Future<R> scan = submit(work, System.nanoTime() + mine.toNanos());
        try {
            return scan.get(mine.toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            scan.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (TimeoutException e) {
            scan.cancel(true);
            throw ifTooLong.asException();
        } catch (CancellationException e) {
            throw unavailable();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JdbiException thrown && Engines.isInterrupted(thrown)
                    ? ifTooLong.asException()
                    : Thrown.unchecked(e.getCause());
        }
    }

    /** Ends what runs and waits for its end. */
    @Override
    public void close() {
        for (var waiting : threads.shutdownNow()) {
            if (waiting instanceof Future<?> scan) {
                scan.cancel(false);
            }
        }
        threads.close();
    }

    private <R> Future<R> submit(Function<Tx, R> work, long end) {
        try {
            return threads.submit(() -> Nesting.refused(
                    () -> readers.lend(handle -> handle.inTransaction(inside -> limited(inside, end, work)))));
        } catch (RejectedExecutionException e) {
            throw unavailable();
        }
    }

    private <R> R limited(Handle handle, long end, Function<Tx, R> work) {
        try {
            var connection = handle.getConnection().unwrap(Connection.class);
            ProgressHandler.setHandler(connection, PROGRESS_STEPS, until(end));
            try {
                return Tx.reading(handle).perform(work);
            } finally {
                ProgressHandler.clearHandler(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite takes no progress handler", e);
        }
    }

    private static ProgressHandler until(long deadline) {
        return new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() - deadline > 0
                                || Thread.currentThread().isInterrupted()
                        ? 1
                        : 0;
            }
        };
    }

    private static RuntimeException unavailable() {
        return Problem.Unavailable.SOON.asException();
    }
}
