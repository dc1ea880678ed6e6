package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Until when the present work is worth doing. Whoever takes a request sets it. What has not begun by then never does, and
 * each transaction, long read and wait for one ends about then; a point read under way may take its second.
 */
public final class Deadline {

    private static final ScopedValue<Long> END = ScopedValue.newInstance();
    private static final long NEVER = Long.MAX_VALUE;

    private Deadline() {}

    /** Does the work, which is to end within the limit, by the monotonic clock. A deadline that ends earlier stays. */
    public static <R> R within(Duration limit, Supplier<R> work) {
        return ScopedValue.where(END, System.nanoTime() + atMost(limit).toNanos())
                .call(work::get);
    }

    /**
     * The limit, or what is left until the deadline where that is less. Throws {@link Problem.Unavailable} when nothing is
     * left.
     */
    public static Duration atMost(Duration limit) {
        if (!END.isBound() || END.get() == NEVER) {
            return limit;
        }
        var left = Duration.ofNanos(END.get() - System.nanoTime());
        if (!left.isPositive()) {
            throw Problem.Unavailable.SOON.asException();
        }
        return left.compareTo(limit) < 0 ? left : limit;
    }

    /** Does work whose end others wait for too, however little time the caller has left. */
    public static <R> R shared(Supplier<R> work) {
        return ScopedValue.where(END, NEVER).call(work::get);
    }

    /** Throws {@link Problem.Unavailable} when nothing is left. */
    public static void require() {
        atMost(Duration.ofDays(1));
    }

    /** Takes a permit within the limit and the deadline, or throws {@link Problem.Unavailable}. */
    public static void acquire(Semaphore permits, Duration limit) {
        try {
            if (permits.tryAcquire(atMost(limit).toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Problem.Unavailable.SOON.asException();
    }
}
