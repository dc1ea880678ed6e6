package dev.bailiwick.store;

import java.util.function.Supplier;

/** Refuses a unit of work inside another one, which would deadlock on one engine and see other data on the second. */
final class Nesting {

    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

    private Nesting() {}

    static <R> R refused(Supplier<R> work) {
        requireOutside();
        INSIDE.set(true);
        try {
            return work.get();
        } finally {
            INSIDE.remove();
        }
    }

    static void requireOutside() {
        if (INSIDE.get() != null) {
            throw new IllegalStateException("a unit of work on the database inside another one");
        }
    }
}
