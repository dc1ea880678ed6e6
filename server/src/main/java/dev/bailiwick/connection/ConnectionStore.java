package dev.bailiwick.connection;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Map;
import java.util.stream.Collectors;

/** Connections as rows. */
final class ConnectionStore {

    private static final String STRATEGIES = "SELECT name, strategy FROM connection WHERE tenant_id = :tenant";

    private static final String INSERT = """
            INSERT INTO connection (tenant_id, id, seq, name, strategy, created_at)
            VALUES (:tenant, :id, :seq, :name, :strategy, :createdAt)
            """;

    Map<String, String> strategies(Tx tx, TenantId tenant) {
        return tx
                .list(
                        STRATEGIES,
                        q -> q.bind("tenant", tenant.value()),
                        (row, _) -> Map.entry(row.getString("name"), row.getString("strategy")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void insert(Tx tx, TenantId tenant, String id, String name, String strategy, long createdAt) {
        long seq = Sequences.reserve(tx, tenant.value(), "connection", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", id)
                        .bind("seq", seq)
                        .bind("name", name)
                        .bind("strategy", strategy)
                        .bind("createdAt", createdAt),
                new Problem.Conflict("connection", "name", name));
    }
}
