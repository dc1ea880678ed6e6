package dev.bailiwick.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Notes when keys are used: at most once a minute for each key, whichever nodes it is used at, and on a thread of its own,
 * so that no request waits for it. A use that cannot be noted is not.
 */
final class ApiKeyUses implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ApiKeyUses.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_WAITING = 1_000;
    private static final long IDLE_SECONDS = 10;

    private final Database database;
    private final ApiKeyStore store;
    private final Clock clock;
    private final Cache<Use, Boolean> noted = Caffeine.newBuilder()
            .expireAfterWrite(PAUSE)
            .maximumSize(10L * MOST_WAITING)
            .build();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("api-key-uses").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    ApiKeyUses(Database database, ApiKeyStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    private record Use(TenantId tenant, String id) {}

    void note(TenantId tenant, String id) {
        if (noted.asMap().putIfAbsent(new Use(tenant, id), true) == null) {
            thread.execute(() -> write(tenant, id));
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        thread.close();
    }

    private void write(TenantId tenant, String id) {
        try {
            var now = clock.instant();
            database.change(tx -> store.use(tx, tenant, id, now, now.minus(PAUSE)));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The use of an API key cannot be noted now", e);
        }
    }
}
