package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another thread does, and not for ever. */
final class Waiting {

    private Waiting() {}

    /** Returns when it is done or the patience is over; throws what it threw. */
    static void upTo(Duration patience, CompletableFuture<?> other) {
        try {
            other.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return; // the caller sees that nothing has come
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.Unavailable.SOON.asException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
