package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.Again;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every decision on every node reflects all that was acknowledged before it was asked, and a state that existed. */
@EachEngine
class ReadBarrierTest {

    private static final Origin ORIGIN = Origin.command("test");
    private static final ClientId CLIENT = new ClientId("app");
    private static final PolicyQuestion QUESTION = new PolicyQuestion(CLIENT, "ad", List.of());
    private static final List<UserId> USERS =
            IntStream.range(0, 8).mapToObj(i -> new UserId("auth0|" + i)).toList();
    private static final int ROUNDS = 200;
    private static final int READERS = 3;
    private static final Duration CONTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final AuditLog audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
    private final List<Authorization> nodes;
    private final Database database;
    private final TenantId tenant;

    ReadBarrierTest(TestDatabase fresh, Database empty) {
        database = empty;
        tenant = TestTenants.add(empty, "acme");
        var here = node(empty);
        nodes = switch (fresh.engine()) {
            case SQLITE -> List.of(here, here); // the only writer, so the only node
            case POSTGRES -> List.of(here, node(fresh.open()));
        };
    }

    @Test
    void showsEveryNodeAtOnceWhatWasAcknowledged() {
        for (int round = 0; round < ROUNDS; round++) {
            var writer = nodes.get(round % 2);
            var reader = nodes.get((round + 1) % 2);
            var user = USERS.get(round % USERS.size());
            replace(writer, round);

            assertThat(decide(reader, user)).isEqualTo(decision(round));
            assertThat(decide(writer, user)).isEqualTo(decision(round));
        }
    }

    @Test
    void showsNoStateThatNeverWasAndNoneThatIsOver() throws ExecutionException, InterruptedException {
        var begun = new AtomicInteger();
        var acknowledged = new AtomicInteger();
        var decisions = new LongAdder();
        var over = new AtomicBoolean();
        replace(nodes.getFirst(), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = new ArrayList<Future<?>>();
            for (var node : nodes) {
                for (int i = 0; i < READERS; i++) {
                    readers.add(threads.submit(() -> {
                        for (int turn = 0; !over.get(); turn++) {
                            int earliest = acknowledged.get();
                            var user = USERS.get(turn % USERS.size());
                            // What no true answer could be had to in time is refused, not guessed.
                            Again.once(() -> node.policies().decide(tenant, user, QUESTION))
                                    .ifPresent(found -> {
                                        assertIsOneOf(found, earliest, begun.get());
                                        decisions.increment();
                                    });
                        }
                    }));
                }
            }
            try {
                long began = System.nanoTime();
                while (System.nanoTime() - began < CONTEST.toNanos()
                        || (isTooFew(decisions.sum(), begun.get()) && System.nanoTime() - began < LONGEST.toNanos())) {
                    int next = begun.incrementAndGet();
                    replace(nodes.get(next % 2), next);
                    acknowledged.set(next);
                    LockSupport.parkNanos(next % 8 * 1_000_000L);
                }
            } finally {
                over.set(true);
            }
            for (var reader : readers) {
                reader.get();
            }
        }
        assertThat(isTooFew(decisions.sum(), begun.get()))
                .as("%d decisions, %d worlds", decisions.sum(), begun.get())
                .isFalse();
    }

    private static boolean isTooFew(long decisions, int worlds) {
        return decisions < 3_000 || worlds < 20;
    }

    /** Between its COMMIT and its publication a change is seen by statements: then nobody may decide from memory any more. */
    @Test
    void showsTheWholeOfACommitThatIsNotPublishedYet() {
        var versions = new VersionStore(new SecureRandom());
        var board = new VersionBoard();
        var changes = new CommittedChanges(database, versions, board, audit);
        var worlds = new Worlds(database, changes);
        var graphs = new Graphs(database, new GraphStore(versions), board::forget);
        var policies = new Policies(new ReadBarrier(database, graphs, board));
        worlds.replace(tenant, world(1).toLong(), ORIGIN);
        USERS.forEach(user -> assertThat(decide(policies, user)).isEqualTo(decision(1)));
        var seen = new ArrayList<PolicyDecision>();

        changes.ofEverything(tenant, ORIGIN, tx -> {
            tx.afterCommit(() -> CompletableFuture.runAsync(
                            () -> USERS.forEach(user -> seen.add(decide(policies, user))))
                    .join());
            return Optional.of(worlds.put(tx, tenant, world(2).toLong()).done());
        });

        assertThat(seen).hasSize(USERS.size()).containsOnly(decision(2));
    }

    @Test
    void goesOnFromMemoryAfterAChangeThatWasUnwound() {
        var board = new VersionBoard();
        var user = USERS.getFirst().part();
        board.learn(board.mark(tenant, user), tenant, new Version(1, 11), user, new Version(1, 12));

        assertThatThrownBy(() -> database.change(tx -> {
                    board.publishWith(tx, tenant, Map.of(user, new Version(2, 13)));
                    assertThat(board.find(tenant, user)).isEmpty();
                    throw new IllegalStateException("fault");
                }))
                .hasMessage("fault");

        assertThat(board.find(tenant, user)).contains(new VersionBoard.Pair(new Version(1, 11), new Version(1, 12)));
    }

    private Authorization node(Database own) {
        return Authorization.over(own, audit, Clock.systemUTC(), new SecureRandom());
    }

    private void replace(Authorization node, int number) {
        Again.untilDone(() -> node.worlds().replace(tenant, world(number).toLong(), ORIGIN));
    }

    private PolicyDecision decide(Authorization node, UserId user) {
        return decide(node.policies(), user);
    }

    private PolicyDecision decide(Policies policies, UserId user) {
        return Again.untilTold(() -> policies.decide(tenant, user, QUESTION));
    }

    private static void assertIsOneOf(PolicyDecision found, int earliest, int latest) {
        assertThat(found.groups()).as("between %d and %d", earliest, latest).hasSize(2);
        var name = found.groups().getFirst();
        int number = Integer.parseInt(name.substring(name.indexOf(' ') + 1));
        assertThat(found).isEqualTo(decision(number));
        assertThat(number).isBetween(earliest, latest);
    }

    /** The only right decision about every user in the world of this number. */
    private static PolicyDecision decision(int number) {
        return new PolicyDecision(
                List.of("inner " + number, "outer " + number),
                List.of("nested " + number, "own " + number),
                List.of("permission " + number));
    }

    /** A world in which every name holds its number, and every way to a permission is used. */
    private static World world(int number) {
        var inner = new GroupId("inner");
        var permissions = List.of(new PermissionId("permission"));
        return new World(
                List.of("groups", "roles", "permissions"),
                List.of(
                        new Group(inner, "inner " + number, "", USERS, null, null, null),
                        new Group(
                                new GroupId("outer"),
                                "outer " + number,
                                "",
                                null,
                                List.of(inner),
                                List.of(new RoleId("nested")),
                                null)),
                List.of(role("nested", number, permissions, List.of()), role("own", number, List.of(), USERS)),
                List.of(new Permission(permissions.getFirst(), CLIENT, "client", "permission " + number, "")),
                Map.of());
    }

    private static Role role(String name, int number, List<PermissionId> permissions, List<UserId> users) {
        return new Role(new RoleId(name), CLIENT, "client", name + " " + number, "", permissions, users);
    }
}
