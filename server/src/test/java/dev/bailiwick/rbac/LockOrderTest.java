package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of all kinds on two nodes, in any order, never wait for each other in a circle. SQLite has but one writer. */
class LockOrderTest {

    private static final Origin ORIGIN = Origin.command("test");
    private static final GroupId GROUP = new GroupId("group");
    private static final RoleId ROLE = new RoleId("role");
    private static final ClientId CLIENT = new ClientId("app");
    private static final int KINDS = 19;

    private final TestDatabase fresh = Engine.POSTGRES.make();
    private final Database one = fresh.open();
    private final Database other = fresh.open();
    private final List<Authorization> nodes = List.of(BarrierContest.node(one), BarrierContest.node(other));
    private final TenantId tenant = TestTenants.add(one, "acme");

    @AfterEach
    void drop() {
        fresh.close();
    }

    @Test
    void locksInAnOrderThatCannotDeadlock() throws Exception {
        putWorld(nodes.getFirst());
        var crowd =
                IntStream.range(0, 40).mapToObj(i -> new UserId("auth0|" + i)).toList();
        try (var threads = Executors.newCachedThreadPool()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                var random = new Random(i);
                running.add(threads.submit(() -> {
                    for (int turn = 0; turn < 60; turn++) {
                        var some = new ArrayList<>(crowd);
                        Collections.shuffle(some, random);
                        changeAnything(some.subList(0, 20), random.nextInt(KINDS));
                    }
                    return true;
                }));
            }
            for (var thread : running) {
                thread.get();
            }
        }

        assertNoDeadlock();
    }

    /** Members lie in the order that is the reverse of the one in which they are taken out, several statements of them. */
    @Test
    void removesAGroupWhileItsMembersAreTakenOut() throws Exception {
        var ids = IntStream.range(0, 3_000)
                .mapToObj(i -> new UserId("auth0|%04d".formatted(i)))
                .toList();
        try (var threads = Executors.newCachedThreadPool()) {
            for (int round = 0; round < 12; round++) {
                putWorld(nodes.getFirst(), ids.reversed());
                var removed = threads.submit(
                        () -> nodes.getFirst().administration().groups().remove(tenant, GROUP, ORIGIN));
                var takenOut = threads.submit(() -> changeAnything(ids, 11));
                removed.get();
                takenOut.get();
            }
        }

        assertNoDeadlock();
    }

    private void assertNoDeadlock() {
        one.close();
        other.close(); // a connection tells what it counted when it ends
        assertThat(fresh.open()
                        .<Optional<Long>>read(tx -> tx.first(
                                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
                                _ -> {},
                                (row, _) -> row.getLong("deadlocks"))))
                .contains(0L);
    }

    /** Makes a change of one of all kinds, on one of the nodes. */
    private void changeAnything(List<UserId> some, int which) {
        var node = nodes.get(which % nodes.size());
        try {
            change(node, some, which);
        } catch (ProblemException e) {
            switch (e.problem()) {
                case Problem.Unavailable _, Problem.NotFound _, Problem.InUse _, Problem.Gone _ -> {}
                default -> throw e;
            }
        }
    }

    private void change(Authorization node, List<UserId> some, int which) {
        switch (which) {
            case 0 -> putWorld(node);
            case 1 -> node.administration().groupRoles().add(tenant, GROUP, List.of(ROLE), ORIGIN);
            case 2, 3 -> node.administration().groupRoles().remove(tenant, GROUP, List.of(ROLE), ORIGIN);
            case 4 -> node.administration().groups().change(tenant, GROUP, "G" + System.nanoTime(), "", ORIGIN);
            case 5, 6 -> {
                node.administration().groups().remove(tenant, GROUP, ORIGIN);
                putWorld(node);
            }
            case 7 -> node.administration().roles().remove(tenant, ROLE, ORIGIN);
            case 8 -> {
                var permissions = List.of(new PermissionId("p"), new PermissionId("q"));
                node.administration()
                        .roles()
                        .change(tenant, ROLE, new RoleDraft(CLIENT, "client", "R", "", permissions), ORIGIN);
            }
            case 9 ->
                node.administration()
                        .groupNesting()
                        .add(tenant, GROUP, List.of(new GroupId("n" + System.nanoTime())), ORIGIN);
            case 10, 11, 12, 13 -> node.administration().groupMembers().remove(tenant, GROUP, some, ORIGIN);
            case 17, 18 ->
                node.simulations().simulate(tenant, null, (simulated, _) -> {
                    simulated.groupMembers().add(tenant, GROUP, some, ORIGIN);
                    simulated.groupRoles().remove(tenant, GROUP, List.of(ROLE), ORIGIN);
                    simulated.roles().remove(tenant, ROLE, ORIGIN);
                    simulated.groupMembers().remove(tenant, GROUP, some.reversed(), ORIGIN);
                });
            default -> node.administration().groupMembers().add(tenant, GROUP, some, ORIGIN);
        }
    }

    /** The group is without members, so that they are all put in as the first ones. */
    private void putWorld(Authorization node) {
        putWorld(node, null);
    }

    private void putWorld(Authorization node, @Nullable List<UserId> members) {
        var world = new World(
                List.of("groups", "roles"),
                List.of(new Group(GROUP, "G", "", members, null, null, null)),
                List.of(new Role(ROLE, CLIENT, "client", "R", "", List.of(), List.of(new UserId("auth0|1")))),
                List.of(),
                Map.of());
        node.worlds().replace(tenant, world.toLong(), ORIGIN);
    }
}
