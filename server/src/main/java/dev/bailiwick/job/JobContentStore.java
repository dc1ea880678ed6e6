package dev.bailiwick.job;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;

/** What jobs read or have written, in pieces of bytes as rows, which are numbered from 0. */
final class JobContentStore {

    private static final String INSERT = """
            INSERT INTO job_content (tenant_id, job_id, number, content) VALUES (:tenant, :job, :number, :content)
            """;

    private static final String FIND = """
            SELECT content FROM job_content WHERE tenant_id = :tenant AND job_id = :job AND number = :number
            """;

    private static final String DELETE_SOME = """
            DELETE FROM job_content WHERE tenant_id = :tenant AND job_id = :job AND number IN (
                SELECT number FROM job_content WHERE tenant_id = :tenant AND job_id = :job ORDER BY number LIMIT :most)
            """;

    void insert(Tx tx, TenantId tenant, JobId job, long number, byte[] content) {
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("job", job.value())
                        .bind("number", number)
                        .bind("content", content));
    }

    Optional<byte[]> find(Tx tx, TenantId tenant, JobId job, long number) {
        return tx.first(
                FIND,
                q -> q.bind("tenant", tenant.value()).bind("job", job.value()).bind("number", number),
                (row, _) -> row.getBytes("content"));
    }

    /** Returns how many; fewer than {@code most} when none is left. */
    int deleteSome(Tx tx, TenantId tenant, JobId job, int most) {
        return tx.write(
                DELETE_SOME,
                u -> u.bind("tenant", tenant.value()).bind("job", job.value()).bind("most", most));
    }
}
