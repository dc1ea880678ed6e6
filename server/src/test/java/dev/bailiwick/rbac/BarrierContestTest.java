package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * No decision is stale or of two moments: on SQLite with its one node, on PostgreSQL with two. The long form is
 * {@code -Dcontest.changes=10000}.
 */
@EachEngine
class BarrierContestTest {

    private static final int CHANGES = Integer.getInteger("contest.changes", 2_000);
    private static final int DECISIONS = 10 * CHANGES;
    private static final int HISTORIES = CHANGES / 50;

    private final BarrierContest contest;
    private final Engine engine;
    private final Database database;

    BarrierContestTest(TestDatabase fresh, Database empty) {
        TenantId tenant = TestTenants.add(empty, "acme");
        engine = fresh.engine();
        database = empty;
        contest = new BarrierContest(
                switch (engine) {
                    case SQLITE -> List.of(BarrierContest.node(empty));
                    case POSTGRES -> List.of(BarrierContest.node(empty), BarrierContest.node(fresh.open()));
                },
                tenant);
    }

    @Test
    void showsEveryChangeToTheVeryNextDecisionAndNoStateThatNeverWas() throws Exception {
        long decisions = contest.race(CHANGES, DECISIONS);

        System.out.printf(
                "%s: %,d changes, %,d decisions, %d faults%n",
                engine, CHANGES, decisions, contest.faults().size());
        assertThat(contest.faults()).isEmpty();
        assertThat(decisions).isGreaterThanOrEqualTo(DECISIONS);
    }

    @Test
    void hasAnOrderForEveryHistory() throws Exception {
        long seed = System.nanoTime();

        assertThat(contest.histories(HISTORIES, seed))
                .as("of %d histories, seed %d", HISTORIES, seed)
                .isZero();
    }

    @Test
    void locksInAnOrderThatCannotDeadlock() throws Exception {
        assumeThat(engine).as("only PostgreSQL has more than one writer").isEqualTo(Engine.POSTGRES);
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

        assertThat(database.<Optional<Long>>read(tx -> tx.first(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
                        _ -> {},
                        (row, _) -> row.getLong("deadlocks"))))
                .contains(0L);
    }
}
