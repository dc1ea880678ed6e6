package dev.bailiwick.web;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.spi.ServerConnection;
import java.time.Duration;

/** A connection as Helidon serves it, whose client is held to a {@link Pace}. */
record PacedConnection(ServerConnection origin, BoundedInput input, Pace pace, PaceWatch watch)
        implements ServerConnection, InterruptableTask<Void> {

    @Override
    public void handle(Limit limit) throws InterruptedException {
        try {
            pace.during(() -> {
                try {
                    origin.handle(limit);
                } finally {
                    input.dropRefused();
                }
            });
        } finally {
            watch.forget();
        }
    }

    @Override
    public Duration idleTime() {
        return origin.idleTime();
    }

    @Override
    public void close(boolean interrupt) {
        origin.close(interrupt);
    }

    /** Whether the server may stop without waiting for it. */
    @Override
    public boolean canInterrupt() {
        return origin instanceof InterruptableTask<?> task && task.canInterrupt();
    }
}
