package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

    /** Waits for the answer; a unit that was not begun in time is withdrawn and never runs. */
    R await(Duration patience) {
        try {
            return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (claimed.compareAndSet(false, true)) {
                throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
            }
            return outcome.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
        } catch (ExecutionException e) {
            throw Thrown.unchecked(e.getCause());
        }
    }

    /** Runs the work in a savepoint. What it throws is kept for its caller and spoils no other unit of the group. */
    void runIn(Handle handle) {
        if (!claimed.compareAndSet(false, true)) {
            return;
        }
        handle.execute("SAVEPOINT unit");
        try {
            result = Nesting.refused(() -> {
                var answer = work.apply(tx);
                tx.requireWhole();
                return answer;
            });
            handle.execute("RELEASE unit");
        } catch (RuntimeException | Error e) {
            refusal = e;
            handle.execute("ROLLBACK TO unit");
            handle.execute("RELEASE unit");
        }
    }

    /** Publishes to memory, once the COMMIT has succeeded. */
    void publish() {
        if (refusal == null) {
            try {
                tx.committed();
            } catch (RuntimeException e) {
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
        outcome.completeExceptionally(refusal == null ? cause : refusal);
    }
}
