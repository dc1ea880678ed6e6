package dev.bailiwick.connection;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;

/** Templates as rows, one to a strategy that has one. Options are sealed. */
final class ConnectionTemplateStore {

    private static final String ANY = "SELECT 1 AS one FROM connection_template WHERE tenant_id = :tenant LIMIT 1";

    private static final String FIND = """
            SELECT options FROM connection_template WHERE tenant_id = :tenant AND strategy = :strategy
            """;

    private static final String LOCK = """
            UPDATE connection_template SET options = options WHERE tenant_id = :tenant AND strategy = :strategy
            RETURNING options
            """;

    private static final String PUT = """
            INSERT INTO connection_template (tenant_id, strategy, options) VALUES (:tenant, :strategy, :options)
            ON CONFLICT (tenant_id, strategy) DO UPDATE SET options = excluded.options
            """;

    private static final String DELETE = """
            DELETE FROM connection_template WHERE tenant_id = :tenant AND strategy = :strategy
            """;

    /** Whether any strategy has one. */
    boolean isAny(Tx tx, TenantId tenant) {
        return tx.first(ANY, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getInt("one"))
                .isPresent();
    }

    Optional<String> find(Tx tx, TenantId tenant, String strategy) {
        return options(tx, FIND, tenant, strategy);
    }

    /** The same, as it stays until the transaction is over. */
    Optional<String> lock(Tx tx, TenantId tenant, String strategy) {
        return options(tx, LOCK, tenant, strategy);
    }

    void put(Tx tx, TenantId tenant, String strategy, String options) {
        tx.write(
                PUT,
                u -> u.bind("tenant", tenant.value()).bind("strategy", strategy).bind("options", options));
    }

    void delete(Tx tx, TenantId tenant, String strategy) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("strategy", strategy));
    }

    private static Optional<String> options(Tx tx, String sql, TenantId tenant, String strategy) {
        return tx.first(
                sql,
                q -> q.bind("tenant", tenant.value()).bind("strategy", strategy),
                (row, _) -> row.getString("options"));
    }
}
