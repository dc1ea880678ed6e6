package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TestTenants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of all kinds on two nodes, in any order, never wait for each other in a circle. SQLite has but one writer. */
class LockOrderTest {

    private final TestDatabase fresh = Engine.POSTGRES.make();
    private final Database one = fresh.open();
    private final Database other = fresh.open();
    private final BarrierContest contest = new BarrierContest(
            List.of(BarrierContest.node(one), BarrierContest.node(other)), TestTenants.add(one, "acme"));

    @AfterEach
    void drop() {
        fresh.close();
    }

    @Test
    void locksInAnOrderThatCannotDeadlock() throws Exception {
        var crowd =
                IntStream.range(0, 40).mapToObj(i -> new UserId("auth0|" + i)).toList();
        try (var threads = Executors.newCachedThreadPool()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                var random = new Random(i);
                running.add(threads.submit(() -> {
                    for (int turn = 0; turn < 40; turn++) {
                        var some = new ArrayList<>(crowd);
                        Collections.shuffle(some, random);
                        contest.changeAnything(some.subList(0, 20), random.nextInt(10));
                    }
                    return true;
                }));
            }
            for (var thread : running) {
                thread.get();
            }
        }

        one.close();
        other.close(); // a connection tells what it counted when it ends
        assertThat(fresh.open()
                        .<Optional<Long>>read(tx -> tx.first(
                                "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
                                _ -> {},
                                (row, _) -> row.getLong("deadlocks"))))
                .contains(0L);
    }
}
