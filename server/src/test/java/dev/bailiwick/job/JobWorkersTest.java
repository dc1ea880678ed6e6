package dev.bailiwick.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.HinderedDatabase;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@EachEngine
class JobWorkersTest {

    private final Database database;
    private final TenantId tenant;
    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch refusals = new CountDownLatch(1);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch worked = new CountDownLatch(1);
    private volatile boolean isFull;

    JobWorkersTest(Database empty) {
        database = empty;
        tenant = TestTenants.addFurther(database, "acme");
    }

    @Test
    void waitsUntilTheNextLookWhereAJobCannotBeTaken() throws InterruptedException {
        Work work = (task, _) -> {
            task.complete();
            worked.countDown();
        };
        var random = new RandomText(new SecureRandom());
        var works = Map.of(Job.Type.USERS_EXPORT, work);
        var hindered = new HinderedDatabase(database, this::refuseWhenFull, this::countRead);
        try (var workers = new JobWorkers(hindered, Clock.systemUTC(), random, works)) {
            workers.keepLooking();
            assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
            isFull = true;
            database.change(tx -> new JobStore().insert(tx, tenant, job(), Origin.command("test")));
            workers.wake();
            assertThat(refusals.await(20, TimeUnit.SECONDS)).isTrue();

            int before = reads.get();
            Thread.sleep(1_000);
            assertThat(reads.get() - before).isLessThan(10);

            isFull = false;
            assertThat(worked.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Job job() {
        return new Job(
                new JobId("job_0000000000000001"),
                Job.Type.USERS_EXPORT,
                Status.PENDING,
                "",
                JsonObject.of(Map.of()),
                Instant.now(),
                Instant.EPOCH,
                "",
                Progress.NONE);
    }

    private void refuseWhenFull() {
        if (isFull) {
            refusals.countDown();
            throw Problem.Unavailable.SOON.asException();
        }
    }

    private void countRead() {
        reads.incrementAndGet();
        looked.countDown();
    }
}
