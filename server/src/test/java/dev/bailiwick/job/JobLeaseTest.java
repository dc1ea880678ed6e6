package dev.bailiwick.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.job.LeaseStore.Lease;
import dev.bailiwick.job.LeaseStore.Place;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@EachEngine
class JobLeaseTest {

    private static final JobId ID = new JobId("job_0000000000000001");

    private final Database database;
    private final TenantId tenant;
    private final Place place;
    private final LeaseStore leases = new LeaseStore();
    private final JobStore jobs = new JobStore();
    private final JobContentStore contents = new JobContentStore();

    JobLeaseTest(Database empty) {
        database = empty;
        tenant = TestTenants.addFurther(database, "acme");
        place = new Place(tenant, ID);
        var job = job(ID.value(), Instant.now());
        database.change(tx -> jobs.insert(tx, tenant, job, Origin.command("test")));
    }

    @Test
    void givesAJobToOneAtATime() {
        assertThat(take("first", 1_000, 2_000)).isTrue();
        assertThat(take("second", 1_500, 2_500)).isFalse();
        assertThat(free(1_500)).isEmpty();
        assertThat(free(2_000)).containsExactly(place);
        assertThat(take("second", 2_000, 3_000)).isTrue();
    }

    @Test
    void unwindsTheStepOfWhoeverHasLostTheJob() {
        take("first", 1_000, 2_000);
        var lost = task("first");
        take("second", 2_000, 3_000);
        var mine = task("second");

        assertThatThrownBy(() -> lost.step(tx -> {
                    contents.insert(tx, tenant, ID, 0, new byte[] {1});
                    return new Progress(1, 1, 0, 0, 0, 0, 1);
                }))
                .isInstanceOf(Task.LostException.class);
        assertThatThrownBy(lost::complete).isInstanceOf(Task.LostException.class);
        mine.step(tx -> {
            contents.insert(tx, tenant, ID, 0, new byte[] {2});
            return new Progress(1, 2, 0, 0, 0, 7, 1);
        });
        mine.complete();

        var ended = job();
        assertThat(ended.status()).isEqualTo(Status.COMPLETED);
        assertThat(ended.progress()).isEqualTo(new Progress(1, 2, 0, 0, 0, 7, 1));
        assertThat(content().orElseThrow()).containsExactly(2);
    }

    @Test
    void leavesNothingOfAStepThatFails() {
        take("first", 1_000, 2_000);
        var task = task("first");

        assertThatThrownBy(() -> task.step(tx -> {
                    contents.insert(tx, tenant, ID, 0, new byte[] {1});
                    throw new IllegalStateException("midway");
                }))
                .hasMessage("midway");

        assertThat(content()).isEmpty();
        assertThat(job().progress()).isEqualTo(Progress.NONE);
    }

    @Test
    void isForgottenWithItsContent() {
        database.change(tx -> contents.insert(tx, tenant, ID, 0, new byte[] {1}));

        new OldJobs(database, Clock.offset(Clock.systemUTC(), OldJobs.KEPT.minusMinutes(1))).deleteSome(() -> false);
        assertThat(found()).isPresent();
        new OldJobs(database, Clock.offset(Clock.systemUTC(), OldJobs.KEPT.plusMinutes(1))).deleteSome(() -> false);

        assertThat(found()).isEmpty();
        assertThat(content()).isEmpty();
    }

    @Test
    void goesWithMuchContentLittleByLittleAndNotWhileThisProcessEnds() {
        database.change(tx -> {
            for (int number = 0; number < 50; number++) {
                contents.insert(tx, tenant, ID, number, new byte[] {1});
            }
        });
        var old = new OldJobs(database, Clock.offset(Clock.systemUTC(), OldJobs.KEPT.plusMinutes(1)));

        old.deleteSome(() -> true);
        assertThat(piece(0)).isPresent();
        old.deleteSome(() -> false);
        assertThat(piece(19)).isEmpty();
        assertThat(piece(20)).isPresent();
        old.deleteSome(() -> false);
        assertThat(piece(40)).isPresent();
        old.deleteSome(() -> false);
        assertThat(found()).isEmpty();
    }

    @Test
    void leavesWhatAFailedExportHasWrittenUntilTheJobGoes() {
        database.change(tx -> contents.insert(tx, tenant, ID, 0, new byte[] {1}));
        take("first", 1_000, 2_000);

        task("first").fail("The job failed.");

        assertThat(job().status()).isEqualTo(Status.FAILED);
        assertThat(content()).isPresent();
    }

    @Test
    void countsNoTryThatIsTakenBack() {
        assertThat(tries(1_000)).isEqualTo(1);
        release(true);
        assertThat(tries(1_000)).isEqualTo(2);
        release(false);
        assertThat(tries(1_000)).isEqualTo(2);
        task("mine").step(_ -> Progress.NONE);
        release(false);
        assertThat(tries(1_000)).isEqualTo(1);
    }

    @Test
    void givesThoseTheirTurnForWhomNobodyWorks() {
        var second = add(tenant, "job_0000000000000002", 1);
        var other = TestTenants.addFurther(database, "other");
        var theirs = add(other, "job_0000000000000003", 2);
        assertThat(free(1_500)).containsExactly(place, second, theirs);

        take("first", 1_000, 2_000);

        assertThat(free(1_500)).containsExactly(theirs, second);
    }

    private Place add(TenantId of, String id, int seconds) {
        var job = job(id, Instant.now().plusSeconds(seconds));
        database.change(tx -> jobs.insert(tx, of, job, Origin.command("test")));
        return new Place(of, job.id());
    }

    private static Job job(String id, Instant createdAt) {
        return new Job(
                new JobId(id),
                Job.Type.USERS_EXPORT,
                Status.PENDING,
                "",
                JsonObject.of(Map.of()),
                createdAt,
                Instant.EPOCH,
                "",
                Progress.NONE);
    }

    private long tries(long now) {
        return database.transaction(tx -> leases.take(tx, new Lease(place, "mine"), now, now + 1_000))
                .orElseThrow()
                .tries();
    }

    private void release(boolean isCounted) {
        database.change(tx -> leases.release(tx, new Lease(place, "mine"), 0, isCounted));
    }

    private Optional<byte[]> piece(long number) {
        return database.read(tx -> contents.find(tx, tenant, ID, number));
    }

    private boolean take(String stamp, long now, long until) {
        return database.transaction(tx -> leases.take(tx, new Lease(place, stamp), now, until))
                .isPresent();
    }

    private Task task(String stamp) {
        return new Task(database, Clock.systemUTC(), new Lease(place, stamp), Origin.command("test"), job());
    }

    private Optional<Job> found() {
        return database.read(tx -> jobs.find(tx, tenant, ID));
    }

    private Optional<byte[]> content() {
        return piece(0);
    }

    private List<Place> free(long now) {
        return database.read(tx -> leases.free(tx, now, 10));
    }

    private Job job() {
        return found().orElseThrow();
    }
}
