package dev.bailiwick.job;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** Who works on which job. Times are epoch milliseconds. */
final class LeaseStore {

    private static final String FREE = """
            SELECT j.tenant_id, j.id FROM job j JOIN tenant t ON t.id = j.tenant_id
            LEFT JOIN (
                SELECT tenant_id, COUNT(*) AS jobs FROM job
                WHERE status IN ('pending', 'processing') AND leased_until > :now GROUP BY tenant_id) busy
            ON busy.tenant_id = j.tenant_id
            WHERE j.status IN ('pending', 'processing') AND j.leased_until <= :now AND NOT t.is_removed
            ORDER BY COALESCE(busy.jobs, 0), j.created_at, j.tenant_id, j.seq LIMIT :most
            """;

    private static final String TAKE = """
            UPDATE job SET lease = :lease, leased_until = :until, tries = tries + 1, status = 'processing',
                started_at = CASE WHEN status = 'pending' THEN :now ELSE started_at END
            WHERE tenant_id = :tenant AND id = :id AND status IN ('pending', 'processing') AND leased_until <= :now
            RETURNING tries, actor, request_id
            """;

    private static final String HOLD = """
            UPDATE job SET leased_until = :until WHERE tenant_id = :tenant AND id = :id AND lease = :lease
            """;

    private static final String RELEASE = """
            UPDATE job SET leased_until = :until, tries = CASE WHEN tries > 0 THEN tries - :uncounted ELSE 0 END
            WHERE tenant_id = :tenant AND id = :id AND lease = :lease
            """;

    private static final String GO_ON = """
            UPDATE job SET done = :done, total = :total, inserted = :inserted, updated = :updated, failed = :failed,
                position = :position, chunks = :chunks, tries = 0
            WHERE tenant_id = :tenant AND id = :id AND lease = :lease
            """;

    private static final String END = """
            UPDATE job SET status = :status, details = :details, lease = '', leased_until = 0
            WHERE tenant_id = :tenant AND id = :id AND lease = :lease
            """;

    private static final String FREE_ALL = """
            UPDATE job SET lease = '', leased_until = 0 WHERE status IN ('pending', 'processing') AND lease <> ''
            """;

    private static final String OLD = """
            SELECT tenant_id, id FROM job WHERE created_at < :time ORDER BY created_at LIMIT :most
            """;

    private static final String DELETE = "DELETE FROM job WHERE tenant_id = :tenant AND id = :id";

    /** Where a job is. */
    record Place(TenantId tenant, JobId id) {}

    /**
     * The right to work on a job.
     *
     * @param stamp random, and known to nobody else
     */
    record Lease(Place place, String stamp) {}

    /**
     * What was found when a job was taken.
     *
     * @param tries how often it was, since it last went on
     */
    record Taken(Origin origin, long tries) {}

    /** Those on which nobody works: first of tenants for whom the fewest are worked on, and the oldest of these. */
    List<Place> free(Tx tx, long now, int most) {
        return tx.list(
                FREE,
                q -> q.bind("now", now).bind("most", most),
                (row, _) -> new Place(new TenantId(row.getString("tenant_id")), new JobId(row.getString("id"))));
    }

    /** Empty when somebody else was faster. */
    Optional<Taken> take(Tx tx, Lease lease, long now, long until) {
        return tx.first(
                TAKE,
                q -> q.bind("tenant", lease.place.tenant.value())
                        .bind("id", lease.place.id.value())
                        .bind("lease", lease.stamp)
                        .bind("now", now)
                        .bind("until", until),
                (row, _) -> new Taken(
                        new Origin(row.getString("actor"), row.getString("request_id")), row.getLong("tries")));
    }

    /** Keeps the job for longer, and nobody else takes it until the transaction is over. False when somebody has. */
    boolean hold(Tx tx, Lease lease, long until) {
        return tx.write(HOLD, u -> bound(u, lease).bind("until", until)) == 1;
    }

    /** Keeps the job until then, and takes the latest try back where it does not count. */
    void release(Tx tx, Lease lease, long until, boolean isCounted) {
        tx.write(RELEASE, u -> bound(u, lease).bind("until", until).bind("uncounted", isCounted ? 0L : 1L));
    }

    void goOn(Tx tx, Lease lease, Progress progress) {
        tx.write(
                GO_ON,
                u -> bound(u, lease)
                        .bind("done", progress.done())
                        .bind("total", progress.total())
                        .bind("inserted", progress.inserted())
                        .bind("updated", progress.updated())
                        .bind("failed", progress.failed())
                        .bind("position", progress.position())
                        .bind("chunks", progress.chunks()));
    }

    void end(Tx tx, Lease lease, Status status, String details) {
        tx.write(END, u -> bound(u, lease).bind("status", status.word()).bind("details", details));
    }

    /** Where no other process can hold one, those that are held are left from a process that has ended. */
    void freeAll(Tx tx) {
        tx.write(FREE_ALL, _ -> {});
    }

    /** Jobs from before a time. */
    List<Place> old(Tx tx, long time, int most) {
        return tx.list(
                OLD,
                q -> q.bind("time", time).bind("most", most),
                (row, _) -> new Place(new TenantId(row.getString("tenant_id")), new JobId(row.getString("id"))));
    }

    void delete(Tx tx, Place place) {
        tx.write(DELETE, u -> u.bind("tenant", place.tenant.value()).bind("id", place.id.value()));
    }

    private static Update bound(Update update, Lease lease) {
        return update.bind("tenant", lease.place.tenant.value())
                .bind("id", lease.place.id.value())
                .bind("lease", lease.stamp);
    }
}
