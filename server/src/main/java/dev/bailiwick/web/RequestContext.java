package dev.bailiwick.web;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which request the current thread is answering, for its log lines. Work that is handed to another thread (the writer and
 * the scans of SQLite) is not within it.
 *
 * @param requestId as in the answer's {@code X-Request-Id}
 * @param trace null when the caller named none
 */
public record RequestContext(String requestId, @Nullable TraceContext trace) {

    private static final ScopedValue<RequestContext> CURRENT = ScopedValue.newInstance();

    /** The one of the request that this thread is answering. */
    public static Optional<RequestContext> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    <R> R call(Supplier<R> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }
}
