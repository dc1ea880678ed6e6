package dev.bailiwick.app;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.Tenants;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** The tenants' own listener ports on this node: open as long as their tenants are there, whichever node makes or removes them. */
final class TenantPorts implements Ports, AutoCloseable {

    private static final Logger LOG = System.getLogger(TenantPorts.class.getName());
    private static final int LOOK_SECONDS = 2;

    private final Tenants tenants;
    private final IntUnaryOperator opening;
    private final IntConsumer shutting;
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> refused = new HashSet<>();
    private final Map<Integer, CompletableFuture<Void>> closing = new ConcurrentHashMap<>();
    private final ReadWriteLock following = new ReentrantReadWriteLock();
    private final ScheduledThreadPoolExecutor thread;

    /**
     * No port is open yet.
     *
     * @param opening opens a port, 0 for a free one, and tells which; throws IllegalStateException
     * @param shutting closes one
     */
    TenantPorts(Tenants tenants, IntUnaryOperator opening, IntConsumer shutting) {
        this.tenants = tenants;
        this.opening = opening;
        this.shutting = shutting;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("tenant-ports").daemon().factory());
    }

    /**
     * A port that is being given to a tenant has none in the database yet, and must not be taken for a forgotten one. One
     * that is being closed is waited for.
     */
    @Override
    public <R> R open(int port, IntFunction<R> work) {
        closed(port).join();
        following.readLock().lock();
        try {
            int opened = opened(port);
            try {
                return work.apply(opened);
            } catch (RuntimeException | Error e) {
                shut(opened);
                throw e;
            }
        } finally {
            following.readLock().unlock();
        }
    }

    /** Whoever asks for it may well be a request on this port, for which the closing waits. */
    @Override
    public void shut(int port) {
        synchronized (open) {
            if (open.remove(port)) {
                closing.put(port, CompletableFuture.runAsync(() -> shutting.accept(port), Thread::startVirtualThread));
            }
        }
    }

    /** Opens and closes what the database says. A port that cannot be opened is told once, and tried again. */
    void follow() {
        if (!following.writeLock().tryLock()) {
            return; // a tenant is being made; the next look is soon
        }
        try {
            var wanted = Set.copyOf(tenants.ports());
            Set<Integer> superfluous;
            synchronized (open) {
                superfluous = new HashSet<>(open);
            }
            superfluous.removeAll(wanted);
            superfluous.forEach(this::shut);
            refused.retainAll(wanted);
            wanted.forEach(this::openAgain);
        } finally {
            following.writeLock().unlock();
        }
    }

    /** Follows what other nodes do, from now on. */
    void keepFollowing() {
        var _ = thread.scheduleWithFixedDelay(this::tryToFollow, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends the looking. Those ports that are not closing yet are closed with the server that they belong to. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
        closing.values().forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> closed(int port) {
        return closing.getOrDefault(port, CompletableFuture.completedFuture(null));
    }

    private void tryToFollow() {
        try {
            follow();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The tenants' ports cannot be looked up now", e);
        }
    }

    private void openAgain(int port) {
        synchronized (open) {
            if (open.contains(port) || !closed(port).isDone()) {
                return;
            }
        }
        try {
            opened(port);
            refused.remove(port);
        } catch (RuntimeException e) {
            if (refused.add(port)) {
                LOG.log(Level.WARNING, "The port {0,number,#} of a tenant cannot be opened. It is tried again.", port);
            }
        }
    }

    private int opened(int port) {
        try {
            int opened = opening.applyAsInt(port);
            synchronized (open) {
                open.add(opened);
            }
            return opened;
        } catch (IllegalStateException e) {
            throw new Problem.Conflict("program", "port", String.valueOf(port)).asException();
        }
    }
}
