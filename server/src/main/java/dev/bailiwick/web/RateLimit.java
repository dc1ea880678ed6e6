package dev.bailiwick.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.tenant.TenantId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many requests a second each tenant's callers may make of an edge on this node. A bucket holds as many as a second
 * brings, so that a short burst is not refused.
 */
public final class RateLimit {

    /** When a tenant that has used everything up may come again. */
    static final Duration WAIT = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final int MOST_TENANTS = 100_000;

    /** What is told where there is no limit, since clients expect numbers. */
    private static final long NO_LIMIT = 1_000_000;

    private final int most;
    private final Clock clock;
    private final Cache<TenantId, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(IDLE)
            .maximumSize(MOST_TENANTS)
            .build();

    /**
     * A limit under which nothing was used yet.
     *
     * @param most how many requests a second; 0 for no limit
     */
    public RateLimit(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** How many the tenant has left. */
    long left(TenantId tenant) {
        return most == 0 ? NO_LIMIT : bucket(tenant).getAvailableTokens();
    }

    /** Takes one of them; tells whether there was one. */
    boolean take(TenantId tenant) {
        return most == 0 || bucket(tenant).tryConsume(1);
    }

    /** The headers that tell of it, in Auth0's words; the last is the epoch second in which all will be there again. */
    Map<String, String> headers(TenantId tenant) {
        return Map.of(
                "x-ratelimit-limit", String.valueOf(most == 0 ? NO_LIMIT : most),
                "x-ratelimit-remaining", String.valueOf(left(tenant)),
                "x-ratelimit-reset", String.valueOf(clock.instant().plus(WAIT).getEpochSecond()));
    }

    /** The time of a clock, for the library. */
    private record ClockTime(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    private Bucket bucket(TenantId tenant) {
        return buckets.get(
                tenant,
                _ -> Bucket.builder()
                        .withCustomTimePrecision(new ClockTime(clock))
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, WAIT))
                        .build());
    }
}
