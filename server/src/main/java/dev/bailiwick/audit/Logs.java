package dev.bailiwick.audit;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Database;
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
     * @param isCounted whether to tell how many there are, which takes the longer the more there are; 0 is told otherwise
     */
    public Sliced<LogEntry> list(
            TenantId tenant, LogQuery query, boolean isNewestFirst, Slice slice, boolean isCounted) {
        Function<Tx, Sliced<LogEntry>> work = tx -> new Sliced<>(
                store.list(tx, tenant, query, isNewestFirst, slice),
                isCounted ? store.count(tx, tenant, query) : 0,
                OptionalLong.empty());
        boolean isShort = !isCounted && query.equals(LogQuery.everything());
        return isShort ? database.snapshot(work) : database.search(work);
    }

    /** What was written after an entry, the oldest first. The entry itself may be gone. */
    public List<LogEntry> after(TenantId tenant, String id, int limit) {
        var settled = EntryId.begin(clock.millis() - SETTLED.toMillis());
        return database.snapshot(tx -> store.after(tx, tenant, id, settled, limit));
    }
}
