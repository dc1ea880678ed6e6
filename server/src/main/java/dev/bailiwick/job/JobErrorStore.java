package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.SortedMap;

/** Who of a file could not be brought in, as rows. */
final class JobErrorStore {

    private static final String INSERT = """
            INSERT INTO job_error (tenant_id, job_id, number, entry) VALUES (:tenant, :job, :number, :entry)
            """;

    private static final String AFTER = """
            SELECT number, entry FROM job_error WHERE tenant_id = :tenant AND job_id = :job AND number > :last
            ORDER BY number LIMIT :most
            """;

    /** Adds entries by their users' places in the file. */
    void insert(Tx tx, TenantId tenant, JobId job, SortedMap<Integer, JsonObject> entries) {
        tx.bulk(
                INSERT,
                entries.entrySet(),
                (batch, entry) -> batch.bind("tenant", tenant.value())
                        .bind("job", job.value())
                        .bind("number", entry.getKey().longValue())
                        .bind("entry", entry.getValue().toString()));
    }

    /** Those behind a place in the file, in its order. */
    List<Numbered<JsonObject>> after(Tx tx, TenantId tenant, JobId job, long last, int most) {
        return tx.list(
                AFTER,
                q -> q.bind("tenant", tenant.value())
                        .bind("job", job.value())
                        .bind("last", last)
                        .bind("most", most),
                (row, _) -> new Numbered<>(row.getLong("number"), JsonObject.ofWritten(row.getString("entry"))));
    }
}
