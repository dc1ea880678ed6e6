package dev.bailiwick.rbac;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Deadline;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells what changes would do, by making them in a transaction that is unwound.
 *
 * <p>That transaction takes the locks of a change of everything and holds them only while the changes are made and the two
 * graphs, before and after, are read. Users are counted afterwards, with nothing locked: structure and changes are of one
 * moment, and who is in what is read page by page as it is then, with the simulated comings and goings on top. Where nobody
 * changes memberships meanwhile, all is of one moment.
 */
public final class Simulations {

    private static final int AT_A_TIME = 1;

    /** How long the changes may take where every other change waits for them. */
    private static final Duration LONGEST_OF_ONE_WRITER = Duration.ofSeconds(2);

    /** How long they may take where only those of the tenant wait. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** How long one simulation waits for another, with nothing locked. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;
    private final CommittedChanges changes;
    private final Graphs graphs;
    private final GraphStore store;
    private final RandomText random;
    private final int atOnce;
    private final MembershipStore memberships = new MembershipStore();
    private final Semaphore turn = new Semaphore(AT_A_TIME, true);

    /**
     * Simulations over a database.
     *
     * @param atOnce of how many memberships the effect is counted without going through all users
     */
    Simulations(
            Database database,
            CommittedChanges changes,
            Graphs graphs,
            GraphStore store,
            RandomText random,
            int atOnce) {
        this.database = database;
        this.changes = changes;
        this.graphs = graphs;
        this.store = store;
        this.random = random;
        this.atOnce = atOnce;
    }

    /** The changes to simulate. What they throw ends the simulation and is thrown on. */
    @FunctionalInterface
    public interface Work {

        /**
         * Makes them, perhaps more than once.
         *
         * @param nextId takes the id of what is created next, and refuses with
         *     {@link dev.bailiwick.problem.Problem.Invalid} one that is not free
         */
        void change(Administration administration, Consumer<String> nextId);
    }

    /** What is left of changes that were unwound. */
    private record Trace(AuthorizationGraph before, AuthorizationGraph after, Map<UserId, Moves> moves) {}

    /**
     * Makes the changes and unwinds them, one simulation at a time. Nobody else sees anything of them, and nothing is audited.
     * Refuses with {@link dev.bailiwick.problem.Problem.Unavailable} when the turn does not come soon, or the changes take
     * too long.
     *
     * @param connectionName the connection by which users come, on which mappings depend; null for one without mappings
     */
    public Simulation simulate(TenantId tenant, @Nullable String connectionName, Work work) {
        var trace = traceInTurn(tenant, work);
        var holdings = new Holdings();
        var comparison = new Comparison(
                holdings,
                new HeldByGraph(trace.before, holdings, connectionName),
                new HeldByGraph(trace.after, holdings, connectionName),
                trace.moves);
        return new Simulation(database, memberships, tenant, comparison, atOnce);
    }

    private Trace traceInTurn(TenantId tenant, Work work) {
        Deadline.acquire(turn, PATIENCE);
        try {
            // With nothing locked: within, only what has changed since is read.
            var near = database.snapshot(tx -> store.load(tx, tenant, graphs.present(tenant)));
            var limit = Deadline.atMost(database.isSoleWriter() ? LONGEST_OF_ONE_WRITER : LONGEST);
            return Deadline.within(
                    limit,
                    () -> changes.unwound(
                            tenant,
                            tx -> Deadline.within(
                                    limit, () -> trace(tx, tenant, near, work)))); // one writer's thread has its own
        } finally {
            turn.release();
        }
    }

    private Trace trace(Tx tx, TenantId tenant, AuthorizationGraph near, Work work) {
        var before = store.load(tx, tenant, near);
        var simulated = new SimulatedChanges(tx, tenant, memberships);
        var ids = new SimulatedIdStore(tx, tenant, random::uuid);
        work.change(Administration.over(database, simulated, ids), ids::choose);
        var after = store.followed(tx, tenant, before, simulated.touched(), before.version());
        return new Trace(before, after, simulated.moves());
    }
}
