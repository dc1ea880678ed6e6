package dev.bailiwick.app;

import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.tenant.RemovedTenants;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what removed tenants have left, one tenant after another and little by little, so that nobody else waits long.
 * What a stop interrupts, the next start goes on with.
 */
final class Purge implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Purge.class.getName());
    private static final long RETRY_SECONDS = 5;

    private final RemovedTenants removed;
    private final Authorization authorization;
    private final ScheduledThreadPoolExecutor thread;
    private volatile boolean closed;

    Purge(RemovedTenants removed, Authorization authorization) {
        this.removed = removed;
        this.authorization = authorization;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("purge").daemon().factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Goes on with what an earlier process did not finish. */
    void resume() {
        for (var tenant : removed.list()) {
            var _ = begin(tenant);
        }
    }

    /** Answers whether nothing of the tenant is left, once that is so or this process ends. */
    CompletableFuture<Boolean> begin(TenantId tenant) {
        var end = new CompletableFuture<Boolean>();
        thread.execute(() -> run(tenant, end));
        return end;
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
    }

    private void run(TenantId tenant, CompletableFuture<Boolean> end) {
        try {
            authorization.forget(tenant);
            boolean isDone = false;
            while (!isDone && !closed) {
                isDone = removed.purgeSome(tenant);
            }
            authorization.forget(tenant); // and what a request under way has brought to memory meanwhile
            end.complete(isDone);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The rows of a removed tenant stay for now", e);
            if (!closed) {
                var _ = thread.schedule(() -> run(tenant, end), RETRY_SECONDS, TimeUnit.SECONDS);
            }
        }
    }
}
