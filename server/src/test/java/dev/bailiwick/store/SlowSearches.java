package dev.bailiwick.store;

import java.time.Duration;
import java.util.function.Function;

/**
 * A database of somebody else, in which each search counts for ever before it finds anything, and has a fifth of a second.
 *
 * @param database stays open when this is closed
 */
public record SlowSearches(Database database) implements Database {

    private static final Duration LIMIT = Duration.ofMillis(200);

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

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        return database.transaction(work);
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        return database.read(work);
    }

    @Override
    public <R> R glance(Function<Tx, R> work) {
        return database.glance(work);
    }

    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        return database.snapshot(work);
    }

    @Override
    public <R> R urgent(Function<Tx, R> work) {
        return database.urgent(work);
    }

    @Override
    public boolean isSoleWriter() {
        return database.isSoleWriter();
    }

    @Override
    public DatabaseLoad load() {
        return database.load();
    }

    @Override
    public void close() {
        // It is closed by whoever opened it.
    }
}
