package dev.bailiwick.app;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens by itself. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** Returns once the condition holds; fails when it does not within a minute. */
    public static void until(BooleanSupplier condition) {
        var _ = first(condition::getAsBoolean, holds -> holds);
    }

    /** Asks until the answer is one that is waited for, and returns it; fails when there is none within a minute. */
    public static <R> R first(Supplier<R> asked, Predicate<R> awaited) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var answer = asked.get();
        while (!awaited.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen in " + PATIENCE + "; the last answer was " + answer);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            answer = asked.get();
        }
        return answer;
    }
}
