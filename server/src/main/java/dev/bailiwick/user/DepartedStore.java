package dev.bailiwick.user;

import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.List;

/** What is kept by a user's id in tables that do not refer to the profile, and so does not go with it by itself. */
final class DepartedStore {

    private static final List<String> DELETES = List.of(
            "DELETE FROM user_grant WHERE tenant_id = :tenant AND user_id IN (<users>)",
            "DELETE FROM device_credential WHERE tenant_id = :tenant AND user_id IN (<users>)");

    void delete(Tx tx, TenantId tenant, Collection<UserId> users) {
        if (!users.isEmpty()) {
            var ids = users.stream().map(UserId::value).sorted().toList();
            for (var sql : DELETES) {
                tx.write(sql, u -> u.bind("tenant", tenant.value()).bindList("users", ids));
            }
        }
    }
}
