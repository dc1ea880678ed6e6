package dev.bailiwick.rbac;

import dev.bailiwick.app.Again;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.Linearizability.Operation;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.PostgresDatabase;
import dev.bailiwick.tenant.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Readers against writers on one or two nodes. A group has a role and a user is put into it, but never both at once, so
 * that a decision which gives that user the role is one that no state ever allowed.
 */
final class BarrierContest {

    private static final Origin ORIGIN = Origin.command("contest");
    private static final GroupId GROUP = new GroupId("group");
    private static final RoleId ROLE = new RoleId("role");
    private static final UserId WITNESS = new UserId("auth0|witness");
    private static final PolicyQuestion QUESTION = new PolicyQuestion(new ClientId("app"), "ad", List.of());
    private static final int READERS = 8;
    private static final long PAUSE_NANOS = 100_000;
    private static final int MOST_FAULTS = 5;
    private static final int HISTORY_THREADS = 6;
    private static final int HISTORY_TURNS = 8;
    private static final int ROLE_ON = 4;

    private final List<Authorization> nodes;
    private final TenantId tenant;
    private final List<UserId> users =
            IntStream.range(0, 8).mapToObj(i -> new UserId("auth0|" + i)).toList();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong decisions = new AtomicLong();

    BarrierContest(List<Authorization> nodes, TenantId tenant) {
        this.nodes = nodes;
        this.tenant = tenant;
        nodes.getFirst().worlds().replace(tenant, world().toLong(), ORIGIN);
    }

    private static World world() {
        return new World(
                List.of("groups", "roles", "permissions"),
                List.of(new Group(GROUP, "G", "", List.of(WITNESS), null, List.of(ROLE), null)),
                List.of(new Role(ROLE, QUESTION.client(), "client", "R", "", List.of(), null)),
                List.of(),
                Map.of());
    }

    /** A node as a server has it. */
    static Authorization node(Database database) {
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        return Authorization.over(database, audit, Clock.systemUTC(), new SecureRandom());
    }

    /** With a mutant before it on the class path: {@code URL TENANT CHANGES DECISIONS HISTORIES}. Prints each fault. */
    public static void main(String[] arguments) throws Exception {
        try (var one = PostgresDatabase.open(arguments[0]);
                var other = PostgresDatabase.open(arguments[0])) {
            var contest = new BarrierContest(List.of(node(one), node(other)), new TenantId(arguments[1]));
            contest.race(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
            int wrong = contest.histories(Integer.parseInt(arguments[4]), System.nanoTime());
            contest.faults().forEach(fault -> System.out.println("FAULT " + fault));
            System.out.println("HISTORIES " + wrong);
        }
    }

    /** What was found wrong so far; empty when nothing was. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /**
     * Makes at least so many changes while the readers make at least so many decisions, and asks the other node after each
     * change. Ends early once enough is wrong.
     *
     * @return the number of decisions
     */
    long race(int changes, long wantedDecisions) throws InterruptedException, ExecutionException {
        var over = new AtomicBoolean();
        try (var threads = Executors.newCachedThreadPool()) {
            var readers = new ArrayList<Future<?>>();
            for (int i = 0; i < READERS; i++) {
                var node = nodes.get(i % nodes.size());
                readers.add(threads.submit(() -> {
                    for (int turn = 0; !over.get(); turn++) {
                        readOnce(node, users.get(turn % users.size()));
                        LockSupport.parkNanos(turn % 8 * PAUSE_NANOS);
                    }
                }));
            }
            try {
                for (int cycle = 0;
                        (cycle * 4 < changes || decisions.get() < wantedDecisions) && faults.size() < MOST_FAULTS;
                        cycle++) {
                    writeAround(cycle);
                }
            } finally {
                over.set(true);
            }
            for (var reader : readers) {
                reader.get();
            }
        }
        return decisions.get();
    }

    private void readOnce(Authorization node, UserId user) {
        var decision = decide(node, user);
        decisions.incrementAndGet();
        if (isIn(decision) && hasRole(decision)) {
            faults.add("a user was in the group while it had the role: " + decision);
        }
    }

    /** Takes the role off, puts a user in, and undoes both, in an order in which the two never meet. */
    private void writeAround(int cycle) {
        var writer = nodes.get(cycle % nodes.size()).administration();
        var roles = writer.groupRoles();
        var members = writer.groupMembers();
        var other = nodes.get((cycle + 1) % nodes.size());
        var user = users.get(cycle % users.size());
        Again.untilDone(() -> roles.remove(tenant, GROUP, List.of(ROLE), ORIGIN));
        require(!hasRole(decide(other, WITNESS)), "the role was taken off");
        Again.untilDone(() -> members.add(tenant, GROUP, List.of(user), ORIGIN));
        require(isIn(decide(other, user)), "the user was put in");
        Again.untilDone(() -> members.remove(tenant, GROUP, List.of(user), ORIGIN));
        require(!isIn(decide(other, user)), "the user was taken out");
        Again.untilDone(() -> roles.add(tenant, GROUP, List.of(ROLE), ORIGIN));
        require(hasRole(decide(other, WITNESS)), "the role was put on");
    }

    private void require(boolean isSeen, String change) {
        if (!isSeen) {
            faults.add("the very next decision did not see that " + change);
        }
    }

    /**
     * Records histories of two users, a group and its role under concurrent changes and decisions.
     *
     * @return how many of them no order explains
     */
    int histories(int count, long seed) throws InterruptedException, ExecutionException {
        var random = new Random(seed);
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            var pair = users.subList(0, 2);
            var first = nodes.getFirst().administration();
            Again.untilDone(() -> first.groupMembers().remove(tenant, GROUP, pair, ORIGIN));
            Again.untilDone(() -> first.groupRoles().add(tenant, GROUP, List.of(ROLE), ORIGIN));
            if (!Linearizability.holds(history(pair, random.nextLong()), ROLE_ON)) {
                wrong++;
            }
        }
        return wrong;
    }

    private List<Operation> history(List<UserId> pair, long seed) throws InterruptedException, ExecutionException {
        var history = new ConcurrentLinkedQueue<Operation>();
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newCachedThreadPool()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < HISTORY_THREADS; i++) {
                var node = nodes.get(i % nodes.size());
                var random = new Random(seed + i);
                running.add(threads.submit(() -> {
                    begin.await();
                    for (int turn = 0; turn < HISTORY_TURNS; turn++) {
                        operation(node, pair, random).ifPresent(history::add);
                    }
                    return true;
                }));
            }
            begin.countDown();
            for (var thread : running) {
                thread.get();
            }
        }
        return List.copyOf(history);
    }

    /** Empty when it was refused, and so had no effect and no answer. */
    private Optional<Operation> operation(Authorization node, List<UserId> pair, Random random) {
        int which = random.nextInt(4);
        var some = which == 3 ? pair : List.of(pair.get(which % 2));
        int bits = which == 3 ? 3 : 1 << which % 2;
        long invoked = System.nanoTime();
        return Again.once(() -> {
            IntUnaryOperator step = switch (random.nextInt(8)) {
                case 0 -> {
                    node.administration().groupMembers().add(tenant, GROUP, some, ORIGIN);
                    yield state -> state | bits;
                }
                case 1 -> {
                    node.administration().groupMembers().remove(tenant, GROUP, some, ORIGIN);
                    yield state -> state & ~bits;
                }
                case 2 -> {
                    node.administration().groupRoles().add(tenant, GROUP, List.of(ROLE), ORIGIN);
                    yield state -> state | ROLE_ON;
                }
                case 3 -> {
                    node.administration().groupRoles().remove(tenant, GROUP, List.of(ROLE), ORIGIN);
                    yield state -> state & ~ROLE_ON;
                }
                default -> {
                    var decision = node.policies().decide(tenant, some.getFirst(), QUESTION);
                    yield state -> isTrue(decision, state, bits & -bits) ? state : Linearizability.IMPOSSIBLE;
                }
            };
            return new Operation(invoked, System.nanoTime(), step::applyAsInt);
        });
    }

    private static boolean isTrue(PolicyDecision decision, int state, int bit) {
        boolean isIn = (state & bit) != 0;
        return isIn(decision) == isIn && hasRole(decision) == (isIn && (state & ROLE_ON) != 0);
    }

    /** Asks until there is an answer: on a busy machine the server may refuse to decide in time, but never guess. */
    private PolicyDecision decide(Authorization node, UserId user) {
        return Again.untilTold(() -> node.policies().decide(tenant, user, QUESTION));
    }

    private static boolean isIn(PolicyDecision decision) {
        return decision.groups().contains("G");
    }

    private static boolean hasRole(PolicyDecision decision) {
        return decision.roles().contains("R");
    }
}
