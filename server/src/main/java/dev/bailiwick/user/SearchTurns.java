package dev.bailiwick.user;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** One at a time of a tenant's searches that no index bounds, so that one tenant's leave room for those of the others. */
final class SearchTurns {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Kept as long as somebody has or awaits a turn. */
    private final LoadingCache<TenantId, Semaphore> turns =
            Caffeine.newBuilder().weakValues().build(_ -> new Semaphore(1, true));

    /** Does the work when it is the tenant's turn, or throws {@link Problem.Unavailable}. */
    <R> R alone(TenantId tenant, Supplier<R> work) {
        var turn = turns.get(tenant);
        Deadline.acquire(turn, PATIENCE);
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }
}
