package dev.bailiwick.audit;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.LongTotals;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the log as Management API v2 shows it: changes, and tokens that were issued or refused. */
public final class Logs {

    /**
     * How long an entry waits until those who follow the log see it: by then all that bear an earlier id are there, so that
     * they miss none.
     */
    static final Duration SETTLED = Duration.ofSeconds(4);

    private final Database database;
    private final Clock clock;
    private final LogStore store = new LogStore();
    private final LongTotals<Counted> totals = new LongTotals<>();

    private record Counted(TenantId tenant, LogQuery query) {}

    public Logs(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One entry. Refuses with {@link Problem.NotFound}. */
    public LogEntry get(TenantId tenant, String id) {
        return database.read(tx -> store.find(tx, tenant, id))
                .orElseThrow(() -> new Problem.NotFound("log", id).asException());
    }

    /**
     * The entries that are meant, by the time of their writing. Refuses with {@link Problem.TooCostly} what takes too long.
     *
     * @param isCounted whether to tell how many there are; 0 is told otherwise. The number of a long list may be that of a few seconds ago
     */
    public Sliced<LogEntry> list(
            TenantId tenant, LogQuery query, boolean isNewestFirst, Slice slice, boolean isCounted) {
        var counted = new Counted(tenant, query);
        var known = isCounted ? totals.find(counted) : OptionalLong.of(0);
        Function<Tx, Sliced<LogEntry>> work = tx -> {
            var items = store.list(tx, tenant, query, isNewestFirst, slice);
            long total = known.orElseGet(() -> totals.of(counted, () -> store.count(tx, tenant, query)));
            return new Sliced<>(items, total, OptionalLong.empty());
        };
        boolean isShort = known.isPresent() && query.equals(LogQuery.everything());
        return isShort ? database.snapshot(work) : database.search(work);
    }

    /** What was written after an entry, the oldest first. The entry itself may be gone. */
    public List<LogEntry> after(TenantId tenant, String id, int limit) {
        var settled = EntryId.begin(clock.millis() - SETTLED.toMillis());
        return database.snapshot(tx -> store.after(tx, tenant, id, settled, limit));
    }
}
