package dev.bailiwick.connection;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** Connections as rows. */
final class ConnectionStore {

    private static final String INSERT = """
            INSERT INTO connection (tenant_id, id, seq, name, strategy, created_at)
            VALUES (:tenant, :id, :seq, :name, :strategy, :createdAt)
            """;

    private static final String LIST = """
            SELECT id, name, strategy FROM connection WHERE tenant_id = :tenant ORDER BY seq
            """;

    /** All, in the order of their creation. */
    List<Connection> list(Tx tx, TenantId tenant) {
        return tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value()),
                (row, _) -> new Connection(row.getString("id"), row.getString("name"), row.getString("strategy")));
    }

    void insert(Tx tx, TenantId tenant, Connection added, long createdAt) {
        long seq = Sequences.reserve(tx, tenant.value(), "connection", 1);
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("id", added.id())
                        .bind("seq", seq)
                        .bind("name", added.name())
                        .bind("strategy", added.strategy())
                        .bind("createdAt", createdAt),
                new Problem.Conflict("connection", "name", added.name()));
    }
}
