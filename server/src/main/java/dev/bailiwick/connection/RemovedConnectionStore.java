package dev.bailiwick.connection;

import dev.bailiwick.connection.RemovedConnections.Removed;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** The rows of connections that are deleted. */
final class RemovedConnectionStore {

    private static final String LIST = """
            SELECT c.tenant_id, c.id, c.name FROM connection c JOIN tenant t ON t.id = c.tenant_id
            WHERE c.deleted_at IS NOT NULL AND NOT t.is_removed ORDER BY c.deleted_at
            """;

    private static final String DELETE = """
            DELETE FROM connection WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NOT NULL
            """;

    List<Removed> list(Tx tx) {
        return tx.list(
                LIST,
                _ -> {},
                (row, _) -> new Removed(
                        new TenantId(row.getString("tenant_id")), row.getString("id"), row.getString("name")));
    }

    void delete(Tx tx, TenantId tenant, String id) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("id", id));
    }
}
