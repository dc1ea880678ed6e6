package dev.bailiwick.job;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.job.LeaseStore.Lease;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A job in the hands of this node. What is done of it and how far it is are one transaction, which begins with the lease: so what
 * another node has taken over is never done twice, and what is unwound never counts.
 */
final class Task {

    private static final Logger LOG = System.getLogger(Task.class.getName());

    /** A node that is silent for so long has ended. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** What a step may take, so that it ends before its lease does. */
    static final Duration STEP = Duration.ofSeconds(20);

    private final Database database;
    private final Clock clock;
    private final Lease lease;
    private final Origin origin;
    private final LeaseStore leases = new LeaseStore();
    private final JobContentStore contents = new JobContentStore();
    private Job job;

    Task(Database database, Clock clock, Lease lease, Origin origin, Job job) {
        this.database = database;
        this.clock = clock;
        this.lease = lease;
        this.origin = origin;
        this.job = job;
    }

    /** The job is another node's now, or nobody's any more. */
    static final class LostException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LostException() {
            super("the job is in other hands", null, false, false);
        }
    }

    TenantId tenant() {
        return lease.place().tenant();
    }

    JobId id() {
        return lease.place().id();
    }

    Job job() {
        return job;
    }

    /** How far it is. */
    Progress progress() {
        return job.progress();
    }

    /** Who asked for it. */
    Origin origin() {
        return origin;
    }

    /** Does some of the work, which tells how far the job is with that. */
    void step(Function<Tx, Progress> work) {
        var reached = held(tx -> {
            var progress = work.apply(tx);
            leases.goOn(tx, lease, progress);
            return progress;
        });
        job = job.reaching(reached);
    }

    void complete() {
        end(_ -> {}, Status.COMPLETED, "");
    }

    /**
     * Ends it with a reason, which whoever asked is told. A file that came with it goes; what was written may be long, and goes
     * with the job.
     */
    void fail(String details) {
        if (job.type() == Job.Type.USERS_EXPORT) {
            end(_ -> {}, Status.FAILED, details);
        } else {
            end(this::forget, Status.FAILED, details);
        }
    }

    /** Ends it with what it was made of. */
    void completeAndForget() {
        end(this::forget, Status.COMPLETED, "");
    }

    /** Lets others have it after a pause, when it is not at its end, and says whether the latest try counts. */
    void release(Duration pause, boolean isCounted) {
        try {
            database.change(tx -> leases.release(tx, lease, clock.millis() + pause.toMillis(), isCounted));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "A job is not given back; its silence will tell", e);
        }
    }

    private void forget(Tx tx) {
        contents.deleteSome(tx, tenant(), id(), Integer.MAX_VALUE);
    }

    private void end(Consumer<Tx> before, Status status, String details) {
        held(tx -> {
            before.accept(tx);
            leases.end(tx, lease, status, details);
            return true;
        });
    }

    private <R> R held(Function<Tx, R> work) {
        return Deadline.within(
                STEP,
                () -> database.transaction(tx -> {
                    if (!leases.hold(tx, lease, clock.millis() + LEASE.toMillis())) {
                        throw new LostException();
                    }
                    return work.apply(tx);
                }));
    }
}
