package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Until when the present work is worth doing. Whoever takes a request sets it; from then on every wait for the database
 * and every statement of that work ends with it.
 */
public final class Deadline {

    private static final ScopedValue<Long> END = ScopedValue.newInstance();

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
    static Duration atMost(Duration limit) {
        if (!END.isBound()) {
            return limit;
        }
        var left = Duration.ofNanos(END.get() - System.nanoTime());
        if (!left.isPositive()) {
            throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
        }
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
