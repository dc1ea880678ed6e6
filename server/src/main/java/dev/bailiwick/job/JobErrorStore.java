package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.SortedMap;

/** Who of a file could not be brought in, as rows. */
final class JobErrorStore {

    private static final String INSERT = """
            INSERT INTO job_error (tenant_id, job_id, number, entry) VALUES (:tenant, :job, :number, :entry)
            """;

    private static final String LIST = """
            SELECT entry FROM job_error WHERE tenant_id = :tenant AND job_id = :job ORDER BY number
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

    /** All, in the order of the file. They are not more than a few times as long as that. */
    List<JsonObject> list(Tx tx, TenantId tenant, JobId job) {
        return tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value()).bind("job", job.value()),
                (row, _) -> JsonObject.parse(row.getString("entry")));
    }
}
