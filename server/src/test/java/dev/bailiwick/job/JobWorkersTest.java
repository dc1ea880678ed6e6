package dev.bailiwick.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.DatabaseLoad;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
        try (var workers = new JobWorkers(new Hindered(), Clock.systemUTC(), random, works)) {
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

    /** The database, which takes no changes while it is full. */
    private final class Hindered implements Database {

        @Override
        public <R> R transaction(Function<Tx, R> work) {
            if (isFull) {
                refusals.countDown();
                throw Problem.Unavailable.SOON.asException();
            }
            return database.transaction(work);
        }

        @Override
        public <R> R read(Function<Tx, R> work) {
            reads.incrementAndGet();
            looked.countDown();
            return database.read(work);
        }

        @Override
        public <R> R snapshot(Function<Tx, R> work) {
            return database.snapshot(work);
        }

        @Override
        public <R> R urgent(Function<Tx, R> work) {
            return database.urgent(work);
        }

        @Override
        public <R> R search(Function<Tx, R> work) {
            return database.search(work);
        }

        @Override
        public boolean isSoleWriter() {
            return database.isSoleWriter();
        }

        @Override
        public DatabaseLoad load() {
            return database.load();
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
