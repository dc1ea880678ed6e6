package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.util.List;
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

    BarrierContestTest(TestDatabase fresh, Database empty) {
        TenantId tenant = TestTenants.add(empty, "acme");
        engine = fresh.engine();
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
}
