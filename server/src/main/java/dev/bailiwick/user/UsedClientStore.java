package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.HashSet;
import java.util.Set;

/** Which clients users have logged in with, by the rows that logins leave. A key of a device may be an administrator's doing. */
final class UsedClientStore {

    /**
     * The numbers of those who have used the client whose id is bound for the {@code %s}, each once, as {@code seq}. CROSS JOIN: SQLite
     * would go through all users, and look each up, where hardly anybody has.
     */
    static final String THOSE = """
            SELECT p.seq AS seq FROM (
                SELECT user_id FROM user_grant WHERE tenant_id = :tenant AND client_id = %1$s
                UNION SELECT user_id FROM device_credential
                WHERE tenant_id = :tenant AND client_id = %1$s AND type <> 'public_key') AS used
            CROSS JOIN user_profile p WHERE p.tenant_id = :tenant AND p.user_id = used.user_id
            """;

    private static final String CLIENTS = """
            SELECT client_id FROM user_grant WHERE tenant_id = :tenant AND user_id = :user
            UNION SELECT client_id FROM device_credential
            WHERE tenant_id = :tenant AND user_id = :user AND type <> 'public_key'
            """;

    Set<ClientId> of(Tx tx, TenantId tenant, UserId user) {
        return new HashSet<>(tx.list(
                CLIENTS,
                q -> q.bind("tenant", tenant.value()).bind("user", user.value()),
                (row, _) -> new ClientId(row.getString("client_id"))));
    }
}
