package dev.bailiwick.rbac;

import dev.bailiwick.store.Beginning;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Query;

/** What goes with a tenant role, which the database takes away by itself, as rows for the audit log. */
final class TenantRoleLossStore {

    private static final String SCOPES = """
            FROM tenant_role_scope s JOIN resource_server r ON r.tenant_id = s.tenant_id AND r.id = s.resource_server_id
            WHERE s.tenant_id = :tenant AND s.role_id = :role
            """;

    private static final String USERS = "FROM tenant_role_user WHERE tenant_id = :tenant AND role_id = :role";

    private TenantRoleLossStore() {}

    /** Its scopes and its users, in the order of assignment. */
    static void tell(Tx tx, TenantId tenant, TenantRoleId role, Map<String, Object> told) {
        Consumer<Query> binder = q -> q.bind("tenant", tenant.value()).bind("role", role.value());
        Beginning.of(
                        tx,
                        "s.scope, r.identifier",
                        SCOPES,
                        "s.scope, r.identifier",
                        binder,
                        (row, _) -> TenantRoleScopes.told(
                                new ScopeName(row.getString("identifier"), row.getString("scope"))))
                .tell("permissions", told);
        Beginning.of(tx, "user_id", USERS, "place, user_id", binder, (row, _) -> row.getString("user_id"))
                .tell("users", told);
    }
}
