package dev.bailiwick.rbac;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.SimulationJob.State;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Has a place for one simulation at a time of a tenant, and for a few at a time on a node, and counts large ones in the
 * background. What is found is kept for a day. A node that counts says so every few seconds, so that the others know of a job
 * whose node has ended.
 */
public final class SimulationJobs implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SimulationJobs.class.getName());
    private static final int MOST = 4;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Database database;
    private final Clock clock;
    private final RandomText random;
    private final SimulationJobStore store = new SimulationJobStore();
    private final Set<TenantId> inside = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** The jobs over a database. */
    public SimulationJobs(Database database, Clock clock, RandomText random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Takes the tenant's place, before anything is locked. Refuses with {@link Problem.TooEarly} while the tenant has another
     * simulation, or others have too many.
     */
    public Place enter(TenantId tenant) {
        if (inside.size() >= MOST || !inside.add(tenant)) {
            throw new Problem.TooEarly("Another simulation is being counted.", RETRY).asException();
        }
        return new Place(tenant);
    }

    /** A tenant's place for a simulation, from before its changes are made until its users are counted. */
    public final class Place implements AutoCloseable {

        private final TenantId tenant;
        private boolean isOfJob;

        private Place(TenantId tenant) {
            this.tenant = tenant;
        }

        /**
         * Begins to count in the background, which keeps the place until it ends.
         *
         * @param count gives the answer as JSON, and tells as it goes on how many users it has looked at
         */
        public SimulationJob start(Function<LongConsumer, String> count) {
            var job = SimulationJobs.this.start(tenant, count);
            isOfJob = true;
            return job;
        }

        /** Leaves the place, unless a job has it now. */
        @Override
        public void close() {
            if (!isOfJob) {
                inside.remove(tenant);
            }
        }
    }

    private SimulationJob start(TenantId tenant, Function<LongConsumer, String> count) {
        var id = random.uuid();
        long now = clock.millis();
        database.change(tx -> {
            store.forgetBefore(tx, tenant, now - KEPT.toMillis());
            store.insert(tx, tenant, id, now);
        });
        Thread.ofVirtual().name("simulation").start(() -> count(tenant, id, count));
        return new SimulationJob(id, State.COUNTING, 0, "");
    }

    /** A job as it stands. Refuses with {@link Problem.NotFound} one that is not there, or no more. */
    public SimulationJob get(TenantId tenant, String id) {
        long seenSince = clock.millis() - SILENCE.toMillis();
        return database.read(tx -> store.find(tx, tenant, id, seenSince))
                .orElseThrow(() -> new Problem.NotFound("simulation", id).asException());
    }

    /** Ends all counting soon. */
    @Override
    public void close() {
        closed = true;
    }

    private void count(TenantId tenant, String id, Function<LongConsumer, String> count) {
        var state = State.FAILED;
        var answer = "";
        try {
            answer = count.apply(progress(tenant, id));
            state = State.DONE;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A simulation was not counted to its end", e);
        }
        inside.remove(tenant); // whoever sees the end may begin another
        end(tenant, id, state, answer);
    }

    private void end(TenantId tenant, String id, State state, String answer) {
        try {
            database.change(tx -> store.end(tx, tenant, id, clock.millis(), state, answer));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The end of a simulation was not kept; its silence will tell", e);
        }
    }

    private LongConsumer progress(TenantId tenant, String id) {
        return new LongConsumer() {

            private long told = System.nanoTime();

            @Override
            public void accept(long users) {
                if (closed) {
                    throw Problem.Unavailable.SOON.asException();
                }
                if (System.nanoTime() - told > SIGN_OF_LIFE.toNanos()) {
                    told = System.nanoTime();
                    database.change(tx -> store.progress(tx, tenant, id, clock.millis(), users));
                }
            }
        };
    }
}
