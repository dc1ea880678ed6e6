package dev.bailiwick.audit;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/**
 * Counts entries of the log by day. Ids begin with the time of writing, so that the index by type holds all that is asked
 * for.
 */
final class StatisticsStore {

    static final String LOGIN = "s";
    static final String SIGNUP = "ss";
    static final String LEAKED_PASSWORD = "pwd_leak";

    private static final String COUNT = """
            SELECT type, CAST(SUBSTR(id, 1, 13) AS BIGINT) / 86400000 AS day, COUNT(*) AS events,
                MIN(SUBSTR(id, 1, 13)) AS first_at, MAX(SUBSTR(id, 1, 13)) AS last_at
            FROM audit_log
            WHERE tenant_id = :tenant AND type IN ('s', 'ss', 'pwd_leak') AND id >= :from AND id < :to
            GROUP BY type, CAST(SUBSTR(id, 1, 13) AS BIGINT) / 86400000
            ORDER BY day, type
            """;

    /**
     * Entries of one type on one day.
     *
     * @param day since the epoch
     * @param first in epoch milliseconds, as {@code last}
     */
    record Count(String type, long day, long events, long first, long last) {}

    /** In the order of the days. */
    List<Count> count(Tx tx, TenantId tenant, String from, String to) {
        return tx.list(
                COUNT,
                q -> q.bind("tenant", tenant.value()).bind("from", from).bind("to", to),
                (row, _) -> new Count(
                        row.getString("type"),
                        row.getLong("day"),
                        row.getLong("events"),
                        Long.parseLong(row.getString("first_at")),
                        Long.parseLong(row.getString("last_at"))));
    }
}
