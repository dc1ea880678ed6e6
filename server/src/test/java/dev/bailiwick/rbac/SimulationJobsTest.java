package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.SimulationJob.State;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Simulations that are counted in the background, one at a time. */
@EachEngine
class SimulationJobsTest {

    private final SimulationJobs jobs;
    private final TenantId acme;
    private final TenantId globex;

    SimulationJobsTest(Database empty) {
        acme = TestTenants.add(empty, "acme");
        globex = TestTenants.add(empty, "globex");
        jobs = new SimulationJobs(empty, Clock.systemUTC(), new RandomText(new SecureRandom()));
    }

    @Test
    void countsOneOfATenantAtATime() throws InterruptedException {
        var end = new CountDownLatch(1);
        var first = start(acme, _ -> {
            await(end);
            return "{}";
        });

        var refusal = catchThrowableOfType(ProblemException.class, () -> start(acme, _ -> "{}"));
        var others = start(globex, _ -> "[]");

        assertThat(refusal.problem()).isInstanceOf(Problem.TooEarly.class);
        assertThat(ended(globex, others).answer()).isEqualTo("[]");
        assertThat(jobs.get(acme, first.id()).state()).isEqualTo(State.COUNTING);
        end.countDown();
        assertThat(ended(acme, first)).isEqualTo(new SimulationJob(first.id(), State.DONE, 0, "{}"));
    }

    @Test
    void showsNoJobToAnotherTenant() throws InterruptedException {
        var job = start(acme, _ -> "{}");
        ended(acme, job);

        var refusal = catchThrowableOfType(ProblemException.class, () -> jobs.get(globex, job.id()));

        assertThat(refusal.problem()).isEqualTo(new Problem.NotFound("simulation", job.id()));
    }

    @Test
    void tellsOfAJobThatFailed() throws InterruptedException {
        var job = start(acme, _ -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(ended(acme, job).state()).isEqualTo(State.FAILED);
    }

    @Test
    void endsWhatIsCountedWhenItCloses() throws InterruptedException {
        var closed = new CountDownLatch(1);
        var job = start(acme, progress -> {
            await(closed);
            progress.accept(1);
            return "{}";
        });

        jobs.close();
        closed.countDown();

        assertThat(ended(acme, job).state()).isEqualTo(State.FAILED);
    }

    @Test
    void hasOnePlaceForATenantUntilItIsLeft() {
        try (var _ = jobs.enter(acme)) {
            var refusal = catchThrowableOfType(ProblemException.class, () -> jobs.enter(acme));

            assertThat(refusal.problem()).isInstanceOf(Problem.TooEarly.class);
            jobs.enter(globex).close();
        }

        jobs.enter(acme).close();
    }

    private SimulationJob start(TenantId tenant, Function<LongConsumer, String> count) {
        try (var place = jobs.enter(tenant)) {
            return place.start(count);
        }
    }

    private SimulationJob ended(TenantId tenant, SimulationJob job) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            var now = jobs.get(tenant, job.id());
            if (now.state() != State.COUNTING) {
                return now;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("a job without an end");
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
