package dev.bailiwick.job;

import dev.bailiwick.job.LeaseStore.Lease;
import dev.bailiwick.job.LeaseStore.Place;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Does jobs, a few at a time on a node, whoever was asked for them. A node that works on one says so with each step; what one has
 * left for longer than a lease lasts, another goes on with. Jobs are forgotten after a day.
 */
public final class JobWorkers implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JobWorkers.class.getName());
    private static final int AT_ONCE = 2;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(3);
    private static final Duration ENDING = Duration.ofSeconds(5);

    /** What fails so often in a row fails for good. While the database is away or busy nothing has been tried. */
    private static final int MOST_TRIES = 5;

    private final Database database;
    private final Clock clock;
    private final RandomText random;
    private final Map<Job.Type, Work> works;
    private final LeaseStore leases = new LeaseStore();
    private final JobStore jobs = new JobStore();
    private final OldJobs old;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("jobs").daemon().factory());
    private volatile boolean hasBegun;
    private volatile boolean isClosed;

    JobWorkers(Database database, Clock clock, RandomText random, Map<Job.Type, Work> works) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.works = Map.copyOf(works);
        this.old = new OldJobs(database, clock);
    }

    /** Looks for jobs now and ever again after a pause. */
    public void keepLooking() {
        var _ = thread.scheduleWithFixedDelay(this::begin, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at once, since there is a new one. */
    void wake() {
        try {
            thread.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "This process ends; another will look", e);
        }
    }

    /** Ends after the present steps. */
    @Override
    public void close() {
        isClosed = true;
        thread.close();
        try {
            var _ = free.tryAcquire(AT_ONCE, ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        try {
            if (!hasBegun && database.isSoleWriter()) {
                database.change(leases::freeAll);
            }
            hasBegun = true;
            old.deleteSome(() -> isClosed);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Jobs cannot be looked up now", e);
            return;
        }
        look();
    }

    private void look() {
        if (!hasBegun) {
            return;
        }
        try {
            for (var place : database.read(tx -> leases.free(tx, clock.millis(), AT_ONCE))) {
                if (isClosed || !free.tryAcquire()) {
                    return;
                }
                Thread.ofVirtual().name("job").start(() -> take(place));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "Jobs cannot be looked up now", e);
        }
    }

    private void take(Place place) {
        boolean isTaken = false;
        try {
            var lease = new Lease(place, random.urlSafe(22));
            long now = clock.millis();
            var taken = database.transaction(tx -> leases.take(tx, lease, now, now + Task.LEASE.toMillis()));
            isTaken = taken.isPresent();
            if (isTaken) {
                var job = database.read(tx -> jobs.find(tx, place.tenant(), place.id()));
                if (job.isPresent()) {
                    var task =
                            new Task(database, clock, lease, taken.orElseThrow().origin(), job.get());
                    work(task, taken.orElseThrow().tries());
                }
            }
        } catch (Task.LostException e) {
            LOG.log(Level.DEBUG, "A job is in other hands", e);
        } catch (ProblemException e) {
            LOG.log(Level.DEBUG, "A job stays as it is for now", e);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A job stays as it is for now", e);
        } finally {
            free.release();
            if (isTaken && !isClosed) {
                wake();
            }
        }
    }

    private void work(Task task, long tries) {
        var job = task.job();
        if (tries > MOST_TRIES) {
            task.fail("The job failed.");
        } else if (clock.instant().isAfter(job.startedAt().plus(job.type().longest()))) {
            task.fail("The job took too long.");
        } else {
            var work = works.get(job.type());
            if (work == null) {
                throw new IllegalStateException("nobody does jobs of the type " + job.type());
            }
            boolean isCounted = true;
            try {
                work.goOn(task, () -> isClosed);
            } catch (ProblemException e) {
                isCounted = !(e.problem() instanceof Problem.Unavailable);
                throw e;
            } finally {
                task.release(isClosed ? Duration.ZERO : RETRY, isCounted);
            }
        }
    }
}
