package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;

/** Permissions as rows. */
final class PermissionStore {

    private static final String LIST = """
            SELECT id, client_id, client_type, name, description FROM permission WHERE tenant_id = :tenant ORDER BY seq
            """;

    private static final String DELETE_ALL = "DELETE FROM permission WHERE tenant_id = :tenant";

    /** All permissions, in the order of their creation. */
    List<Permission> list(Tx tx, TenantId tenant) {
        return tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value()),
                (row, _) -> new Permission(
                        new PermissionId(row.getString("id")),
                        new ClientId(row.getString("client_id")),
                        row.getString("client_type"),
                        row.getString("name"),
                        row.getString("description")));
    }

    /** Returns how many there were. */
    int deleteAll(Tx tx, TenantId tenant) {
        return tx.write(DELETE_ALL, u -> u.bind("tenant", tenant.value()));
    }
}
