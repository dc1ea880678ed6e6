package dev.bailiwick.app;

import dev.bailiwick.connection.RemovedConnections;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.tenant.RemovedTenants;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Deletes what removed tenants have left, one tenant after another and little by little, so that nobody else waits long; and
 * the users of deleted connections, where there are many. What is interrupted or fails, this process or another goes on with at its next look.
 */
final class Purge implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Purge.class.getName());
    private static final Duration CHUNK_TIME = Duration.ofSeconds(5);

    private final RemovedTenants removed;
    private final RemovedConnections connections;
    private final Authorization authorization;
    private final ScheduledThreadPoolExecutor thread;
    private volatile boolean closed;

    Purge(RemovedTenants removed, RemovedConnections connections, Authorization authorization) {
        this.removed = removed;
        this.connections = connections;
        this.authorization = authorization;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("purge").daemon().factory());
    }

    /** Looks for removed tenants and deleted connections, whoever has removed them, now and ever again after a pause. */
    void keepLooking(Duration pause) {
        Runnable looks = () -> {
            lookForTenants();
            lookForConnections();
        };
        var _ = thread.scheduleWithFixedDelay(looks, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Answers whether nothing of the tenant is left: false when that fails for now, or this process ends first. */
    CompletableFuture<Boolean> begin(TenantId tenant) {
        try {
            return CompletableFuture.supplyAsync(() -> purge(tenant), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(false); // closed, and whoever looks next will find it
        }
    }

    /** Ends after the present chunk. Whoever waits in the queue is told that the rows stay. */
    @Override
    public void close() {
        closed = true;
        thread.close();
    }

    private void lookForTenants() {
        try {
            removed.list().forEach(this::purge);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Removed tenants cannot be looked up now", e);
        }
    }

    private void lookForConnections() {
        try {
            connections.list().forEach(this::purge);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Deleted connections cannot be looked up now", e);
        }
    }

    private void purge(RemovedConnections.Removed connection) {
        try {
            boolean isDone = false;
            while (!isDone && !closed) {
                isDone = Deadline.within(CHUNK_TIME, () -> connections.purgeSome(connection));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The users of a deleted connection stay for now", e);
        }
    }

    private boolean purge(TenantId tenant) {
        try {
            authorization.forget(tenant);
            boolean isDone = false;
            while (!isDone && !closed) {
                isDone = Deadline.within(CHUNK_TIME, () -> removed.purgeSome(tenant));
            }
            authorization.forget(tenant); // and what a request under way has brought to memory meanwhile
            return isDone;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The rows of a removed tenant stay for now", e);
            return false;
        }
    }
}
