package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Simulations lock one after another, and wait for each other with nothing locked. */
@EachEngine
class SimulationTurnsTest {

    private final Database database;
    private final Simulations simulations;
    private final TenantId acme;
    private final TenantId globex;

    SimulationTurnsTest(Database empty) {
        database = empty;
        acme = TestTenants.add(empty, "acme");
        globex = TestTenants.add(empty, "globex");
        var random = new SecureRandom();
        simulations = Authorization.over(
                        empty, new AuditLog(Clock.systemUTC(), new RandomText(random)), Clock.systemUTC(), random)
                .simulations();
    }

    @Test
    void waitForEachOtherOutsideOfTheDatabase() throws Exception {
        var made = new CountDownLatch(1);
        var seen = new CountDownLatch(1);
        var isMade = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> simulations.simulate(acme, null, (_, _) -> {
                made.countDown();
                await(seen);
            }));
            try {
                assertThat(made.await(60, TimeUnit.SECONDS)).isTrue();

                var second = threads.submit(() -> catchThrowableOfType(
                        ProblemException.class,
                        () -> Deadline.within(
                                Duration.ofMillis(500),
                                () -> simulations.simulate(globex, null, (_, _) -> isMade.set(true)))));
                while (!second.isDone()) {
                    assertThat(database.load().queued()).isZero();
                    Thread.sleep(5);
                }
                seen.countDown();

                assertThat(second.get().problem()).isInstanceOf(Problem.Unavailable.class);
                assertThat(isMade).isFalse();
                first.get();
            } finally {
                seen.countDown(); // the threads are waited for, whatever comes of it
            }
        }
        simulations.simulate(globex, null, (_, _) -> isMade.set(true));
        assertThat(isMade).isTrue();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void endAtTheirDeadlineHoweverManyChangesAreLeft() {
        var refusal = catchThrowableOfType(
                ProblemException.class,
                () -> Deadline.within(
                        Duration.ofMillis(500),
                        () -> simulations.simulate(acme, null, (administration, _) -> changeForEver(administration))));

        assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class);
    }

    private void changeForEver(Administration administration) {
        for (int i = 0; ; i++) {
            administration.groups().add(acme, "g" + i, "", new Origin("ann@clients", "request-1"));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
