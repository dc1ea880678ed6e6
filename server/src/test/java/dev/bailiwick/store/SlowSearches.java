package dev.bailiwick.store;

import java.time.Duration;
import java.util.function.Function;

/** A database of somebody else, in which each search counts for ever before it finds anything, and has a second. */
public record SlowSearches(Database database) implements ForeignDatabase {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    static final String ENDLESS = """
            WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) AS total FROM n
            """;

    @Override
    public <R> R search(Function<Tx, R> work) {
        return Deadline.within(
                LIMIT,
                () -> database.search(tx -> {
                    var _ = countForEver(tx);
                    return work.apply(tx);
                }));
    }

    static long countForEver(Tx tx) {
        return tx.first(ENDLESS, _ -> {}, (row, _) -> row.getLong("total")).orElseThrow();
    }
}
