package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.connection.RemovedConnections;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.HinderedDatabase;
import dev.bailiwick.store.Turns;
import dev.bailiwick.tenant.RemovedTenants;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.Tenants;
import dev.bailiwick.tenant.TestTenants;
import dev.bailiwick.user.UserRemoval;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@EachEngine
class PurgeTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    private final Database database;
    private final Tenants tenants;
    private final RemovedTenants removed;
    private final RemovedConnections connections;
    private final Purge purge;
    private volatile Runnable beforeChange = () -> {};

    PurgeTest(Database empty) {
        this.database = empty;
        this.tenants = new Tenants(database, Clock.systemUTC(), new RandomText(new SecureRandom()));
        this.removed = new RemovedTenants(new HinderedDatabase(database, () -> beforeChange.run(), () -> {}));
        this.connections = new RemovedConnections(
                database,
                new UserRemoval(
                        database, authorization().administration().assignments(), audit(), new Turns(database)));
        this.purge = new Purge(removed, connections, authorization());
        TestTenants.add(database, "default");
    }

    @Test
    void findsTenantsThatAnotherProcessHasRemoved() {
        try (purge) {
            purge.keepLooking(OFTEN);
            removed("acme");

            Eventually.until(() -> removed.list().isEmpty());
        }
    }

    @Test
    void finishesWhatIsLeftOfDeletedConnections() {
        var tenant = TestTenants.add(database, "globex");
        database.change(tx -> tx.write("""
                INSERT INTO connection (tenant_id, id, seq, name, strategy, options, settings, created_at, deleted_at)
                VALUES (:tenant, 'con_1', 1, 'c', 'auth0', '', '{}', 0, 1)
                """, u -> u.bind("tenant", tenant.value())));
        try (purge) {
            purge.keepLooking(OFTEN);

            Eventually.until(() -> connections.list().isEmpty());
        }
    }

    @Test
    void tellsWhoeverWaitsThatItFailsAndGoesOnAtTheNextLook() {
        try (purge) {
            beforeChange = () -> {
                throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
            };
            var tenant = removed("acme");

            assertThat(purge.begin(tenant).join()).isFalse();
            assertThat(removed.list()).containsExactly(tenant);

            purge.keepLooking(OFTEN);
            beforeChange = () -> {};
            Eventually.until(() -> removed.list().isEmpty());
        }
    }

    @Test
    void tellsWhoeverStandsInTheQueueThatItEnds() throws InterruptedException {
        var began = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        beforeChange = () -> {
            began.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        var first = purge.begin(removed("acme"));
        var second = purge.begin(removed("globex"));
        began.await();

        var closing = Thread.ofVirtual().start(purge::close);
        Eventually.until(() -> purge.begin(new TenantId("late")).isDone());
        goOn.countDown();
        closing.join();

        assertThat(first.join()).as("the chunk that was under way").isTrue();
        assertThat(second.join()).isFalse();
        assertThat(purge.begin(new TenantId("late")).join()).isFalse();
    }

    private Authorization authorization() {
        return Authorization.over(database, audit(), Clock.systemUTC(), new SecureRandom());
    }

    private static AuditLog audit() {
        return new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
    }

    private TenantId removed(String name) {
        var tenant = database.transaction(tx -> tenants.add(tx, name, name + ".test", Optional.empty()))
                .tenant();
        database.change(tx -> tenants.remove(tx, tenant));
        return tenant.id();
    }
}
