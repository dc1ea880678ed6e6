package dev.bailiwick.store;

import org.jspecify.annotations.Nullable;

/** Brings to the caller's thread what was thrown on another one. */
final class Thrown {

    private Thrown() {}

    static RuntimeException unchecked(@Nullable Throwable thrown) {
        return switch (thrown) {
            case Error e -> throw e;
            case RuntimeException e -> e;
            case null -> new IllegalStateException("failed without a cause");
            default -> new IllegalStateException(thrown);
        };
    }
}
