package dev.bailiwick.audit;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;

/** Deletes old rows of the log. */
final class RetentionStore {

    private static final String DELETE_SOME = """
            DELETE FROM audit_log WHERE tenant_id = :tenant AND id IN (
                SELECT id FROM audit_log WHERE tenant_id = :tenant AND type = :type AND id < :end
                ORDER BY id LIMIT :most)
            """;

    /** Returns how many; fewer than {@code most} when none is left. */
    int deleteSome(Tx tx, TenantId tenant, LogType type, String end, int most) {
        return tx.write(
                DELETE_SOME,
                u -> u.bind("tenant", tenant.value())
                        .bind("type", type.code())
                        .bind("end", end)
                        .bind("most", most));
    }
}
