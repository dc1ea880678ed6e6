package dev.bailiwick.job;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.job.Job.Status;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Jobs as rows. */
final class JobStore {

    private static final String COLUMNS = """
            id, type, status, connection_id, settings, created_at, started_at, details,
                done, total, inserted, updated, failed, position, chunks
            """;

    private static final String INSERT = """
            INSERT INTO job (tenant_id, id, seq, type, status, connection_id, settings, actor, request_id, created_at,
                started_at, details, done, total, inserted, updated, failed, position, chunks, lease, leased_until, tries)
            VALUES (:tenant, :id, :seq, :type, 'pending', :connection, :settings, :actor, :request, :now,
                0, '', 0, 0, 0, 0, 0, 0, :chunks, '', 0, 0)
            """;

    private static final String FIND = "SELECT " + COLUMNS + " FROM job WHERE tenant_id = :tenant AND id = :id";

    private static final String COUNT_OPEN = """
            SELECT COUNT(*) AS open FROM job
            WHERE tenant_id = :tenant AND type = :type AND status IN ('pending', 'processing')
            """;

    private static final RowMapper<Job> JOB = (row, _) -> new Job(
            new JobId(row.getString("id")),
            Job.Type.of(row.getString("type")),
            Status.of(row.getString("status")),
            row.getString("connection_id"),
            JsonObject.ofWritten(row.getString("settings")),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("started_at")),
            row.getString("details"),
            new Progress(
                    row.getLong("done"),
                    row.getLong("total"),
                    row.getLong("inserted"),
                    row.getLong("updated"),
                    row.getLong("failed"),
                    row.getLong("position"),
                    row.getLong("chunks")));

    /** Who adds jobs to a tenant does so one after the other, so that what {@link #countOpen} tells behind this is true. */
    void insert(Tx tx, TenantId tenant, Job added, Origin origin) {
        long seq = Sequences.reserve(tx, tenant.value(), "job", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", added.id().value())
                        .bind("seq", seq)
                        .bind("type", added.type().word())
                        .bind("connection", added.connection())
                        .bind("settings", added.settings().toString())
                        .bind("actor", origin.actor())
                        .bind("request", origin.requestId())
                        .bind("now", added.createdAt().toEpochMilli())
                        .bind("chunks", added.progress().chunks()));
    }

    Optional<Job> find(Tx tx, TenantId tenant, JobId id) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("id", id.value()), JOB);
    }

    /** How many of a type are not at their end. */
    long countOpen(Tx tx, TenantId tenant, Job.Type type) {
        return tx.first(
                        COUNT_OPEN,
                        q -> q.bind("tenant", tenant.value()).bind("type", type.word()),
                        (row, _) -> row.getLong("open"))
                .orElseThrow();
    }
}
