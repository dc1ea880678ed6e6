package dev.bailiwick.store;

/** Hands out numbers in the order of creation. They only rise, and a number is never used again. */
public final class Sequences {

    private static final String RESERVE = """
            INSERT INTO sequence_number (tenant_id, kind, last) VALUES (:tenant, :kind, :count)
            ON CONFLICT (tenant_id, kind) DO UPDATE SET last = sequence_number.last + excluded.last
            RETURNING last
            """;

    private Sequences() {}

    /**
     * Takes {@code count} numbers in a row and returns the first. Whoever else wants one of this tenant and kind waits
     * until the transaction is over.
     */
    public static long reserve(Tx tx, String tenant, String kind, int count) {
        return tx.first(
                                RESERVE,
                                q -> q.bind("tenant", tenant).bind("kind", kind).bind("count", count),
                                (row, _) -> row.getLong("last"))
                        .orElseThrow()
                - count
                + 1;
    }
}
