package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Searches end by themselves, and nobody waits behind them. */
@EachEngine
class SearchLaneTest {

    private static final int MORE_THAN_THERE_ARE = 6;

    private final Database database;

    SearchLaneTest(Database empty) {
        database = empty;
    }

    @Test
    void endsWhatTakesTooLongAndHoldsUpNobodyUntilThen() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var endless = IntStream.range(0, MORE_THAN_THERE_ARE)
                    .mapToObj(_ -> threads.submit(() -> catchThrowableOfType(
                            ProblemException.class, () -> database.search(SlowSearches::countForEver))))
                    .toList();
            Thread.sleep(Duration.ofMillis(500));

            Function<Tx, Integer> one = tx -> tx.first("SELECT 1 AS one", _ -> {}, (row, _) -> row.getInt("one"))
                    .orElseThrow();
            assertThat(database.read(one)).isOne();
            assertThat(database.glance(one)).isOne();
            assertThat(database.snapshot(one)).isOne();
            assertThat(database.urgent(one)).isOne();
            assertThat(database.transaction(one)).isOne();

            assertThat(endless).as("searches that go on").anyMatch(search -> !search.isDone());
            assertThat(endless)
                    .extracting(SearchLaneTest::problem)
                    .allMatch(SearchLaneTest::isUnavailable)
                    .contains(new Problem.TooCostly());
            assertThat(database.search(one)).as("a search afterwards").isOne();
        }
    }

    private static Problem problem(Future<ProblemException> thrown) {
        try {
            return thrown.get().problem();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isUnavailable(Problem problem) {
        return problem instanceof Problem.TooCostly || problem instanceof Problem.Unavailable;
    }
}
