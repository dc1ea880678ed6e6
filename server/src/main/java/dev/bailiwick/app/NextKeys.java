package dev.bailiwick.app;

import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.KeyRotation;
import dev.bailiwick.token.SigningKeys;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Gives new tenants the signing key that comes after their first one, whichever process has made them. A tenant has to be there
 * for a while first: those that tests make are gone by then, and a key pair costs more than all else that a tenant is made of.
 */
final class NextKeys implements AutoCloseable {

    /** How old a tenant is that gets its next key, and the pause between two looks. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(NextKeys.class.getName());

    private final SigningKeys keys;
    private final KeyRotation rotation;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;
    private volatile boolean closed;

    NextKeys(SigningKeys keys, KeyRotation rotation, Clock clock) {
        this.keys = keys;
        this.rotation = rotation;
        this.clock = clock;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("next-keys").daemon().factory());
    }

    /** Looks for such tenants from now on. */
    void keepLooking() {
        var _ = thread.scheduleWithFixedDelay(
                this::tryToLook, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Gives a key to all who wait for one. */
    void look() {
        keys.withoutNext(clock.instant().minus(PAUSE)).stream()
                .takeWhile(_ -> !closed)
                .forEach(this::publish);
    }

    /** Ends after the present key. */
    @Override
    public void close() {
        closed = true;
        thread.close();
    }

    private void tryToLook() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Tenants without a next signing key cannot be looked up now", e);
        }
    }

    private void publish(Tenant tenant) {
        try {
            var _ = rotation.publishNext(tenant);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "A tenant stays without a next signing key for now", e); // it may be gone
        }
    }
}
