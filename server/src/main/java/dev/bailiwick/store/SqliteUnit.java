package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One transaction on its way through the {@link SqliteWriter}. */
final class SqliteUnit<R> {

    private final Function<Tx, R> work;
    private final Tx tx;
    private final CompletableFuture<R> outcome = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private @Nullable R result;
    private @Nullable Throwable refusal;

    SqliteUnit(Function<Tx, R> work, Tx tx) {
        this.work = work;
        this.tx = tx;
    }

    /** Waits for the answer. A unit that was not begun in time, or before an interrupt, is withdrawn and never runs. */
    R await(Duration patience) {
        try {
            return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            withdraw();
            return finished();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            withdraw();
            return finished();
        } catch (ExecutionException e) {
            throw Thrown.unchecked(e.getCause());
        }
    }

    /** Refuses the unit unless it has begun: it then never runs. */
    void withdraw() {
        if (claimed.compareAndSet(false, true)) {
            outcome.completeExceptionally(unavailable());
        }
    }

    /**
     * Runs the work in a savepoint. What it throws is kept for its caller and spoils no other unit of the group, except
     * where SQLite itself gave the group up (a full disk): that is thrown.
     */
    void runIn(Handle handle) {
        if (!claimed.compareAndSet(false, true)) {
            refusal = unavailable(); // whatever of the two comes first to the caller
            return;
        }
        handle.execute("SAVEPOINT unit");
        try {
            result = Nesting.refused(() -> tx.perform(work));
            handle.execute("RELEASE unit");
        } catch (RuntimeException | Error e) {
            refusal = Engines.isOutOfRoom(e) ? unavailable() : e;
            withdrawFromMemory();
            unwind(handle, e);
        }
    }

    /** Publishes to memory, once the COMMIT has succeeded. */
    void publish() {
        if (refusal == null) {
            try {
                Nesting.refused(() -> {
                    tx.committed();
                    return true;
                });
            } catch (RuntimeException | Error e) {
                refusal = e;
            }
        }
    }

    /** Answers the caller with what the work gave or threw. */
    void answer() {
        if (refusal == null) {
            outcome.complete(result);
        } else {
            outcome.completeExceptionally(refusal);
        }
    }

    /** Answers the caller that the group's COMMIT failed. */
    void fail(Throwable cause) {
        if (refusal == null) {
            withdrawFromMemory();
        }
        outcome.completeExceptionally(refusal == null ? cause : refusal);
    }

    private void withdrawFromMemory() {
        Nesting.refused(() -> {
            tx.rolledBack();
            return true;
        });
    }

    private R finished() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw Thrown.unchecked(e.getCause());
        }
    }

    private static void unwind(Handle handle, Throwable reason) {
        try {
            handle.execute("ROLLBACK TO unit");
            handle.execute("RELEASE unit");
        } catch (RuntimeException e) {
            reason.addSuppressed(e); // the savepoint went with the whole group, for that reason
            throw Thrown.unchecked(reason);
        }
    }

    private static RuntimeException unavailable() {
        return Problem.Unavailable.SOON.asException();
    }
}
