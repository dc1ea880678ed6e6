package dev.bailiwick.audit;

import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Deletes entries of the log whose time is over, little by little, so that nobody waits long. */
public final class Retention implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Retention.class.getName());
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int CHUNK = 500;

    private final Database database;
    private final Clock clock;
    private final Supplier<List<TenantId>> tenants;
    private final Map<LogType, Duration> kept;
    private final RetentionStore store = new RetentionStore();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("log-retention").daemon().factory());
    private volatile boolean closed;

    /**
     * Deletes nothing until {@link #keepLooking}.
     *
     * @param kept how long entries stay; those of other types stay for ever
     */
    public Retention(Database database, Clock clock, Supplier<List<TenantId>> tenants, Map<LogType, Duration> kept) {
        this.database = database;
        this.clock = clock;
        this.tenants = tenants;
        this.kept = Map.copyOf(kept);
    }

    /** Deletes what is over, now and ever again after a pause. */
    public void keepLooking() {
        var _ = thread.scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends after the present chunk. */
    @Override
    public void close() {
        closed = true;
        thread.close();
    }

    void look() {
        try {
            tenants.get().forEach(tenant -> kept.forEach((type, time) -> deleteOld(tenant, type, time)));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Old entries of the log stay for now", e);
        }
    }

    private void deleteOld(TenantId tenant, LogType type, Duration time) {
        var end = EntryId.begin(clock.instant().minus(time).toEpochMilli());
        int deleted = CHUNK;
        while (deleted == CHUNK && !closed) {
            deleted = database.transaction(tx -> store.deleteSome(tx, tenant, type, end, CHUNK));
        }
    }
}
