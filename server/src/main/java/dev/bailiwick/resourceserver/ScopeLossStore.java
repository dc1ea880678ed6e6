package dev.bailiwick.resourceserver;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Beginning;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.Query;

/** What goes with a resource server or its scopes, which the database takes away by itself, as rows for the audit log. */
final class ScopeLossStore {

    private static final String GRANTS = """
            FROM client_grant WHERE tenant_id = :tenant AND resource_server_id = :id
            """;

    private static final String OF_ROLES = """
            FROM tenant_role_scope WHERE tenant_id = :tenant AND resource_server_id = :id
            """;

    private static final String OF_USERS = "FROM user_scope WHERE tenant_id = :tenant AND resource_server_id = :id";

    private static final String OF_SCOPES = " AND scope IN (<scopes>)";

    private ScopeLossStore() {}

    /** What goes with all of it: client grants, and who holds any scope. */
    static JsonObject ofAll(Tx tx, TenantId tenant, ResourceServerId id) {
        Consumer<Query> binder = q -> q.bind("tenant", tenant.value()).bind("id", id.value());
        var told = new LinkedHashMap<String, Object>();
        Beginning.of(tx, "id, client_id, subject_type, scope", GRANTS, "seq", binder, (row, _) -> {
                    var grant = new LinkedHashMap<String, Object>();
                    grant.put("id", row.getString("id"));
                    var client = row.getString("client_id");
                    grant.put(
                            client == null ? "default_for" : "client_id",
                            client == null ? "third_party_clients" : client);
                    grant.put("subject_type", row.getString("subject_type"));
                    grant.put("scope", row.getString("scope"));
                    return grant;
                })
                .tell("client_grants", told);
        holders(tx, "", binder, told);
        return along(told);
    }

    /** What goes with some scopes: who holds one of them. */
    static JsonObject of(Tx tx, TenantId tenant, ResourceServerId id, Collection<String> scopes) {
        var told = new LinkedHashMap<String, Object>();
        if (!scopes.isEmpty()) {
            holders(
                    tx,
                    OF_SCOPES,
                    q -> q.bind("tenant", tenant.value())
                            .bind("id", id.value())
                            .bindList("scopes", List.copyOf(scopes)),
                    told);
        }
        return along(told);
    }

    private static JsonObject along(Map<String, Object> told) {
        return JsonObject.of(told.isEmpty() ? Map.of() : Map.of("along", told));
    }

    private static void holders(Tx tx, String some, Consumer<Query> binder, Map<String, Object> told) {
        held(tx, "role_id", OF_ROLES + some, binder).tell("role_permissions", told);
        held(tx, "user_id", OF_USERS + some, binder).tell("user_permissions", told);
    }

    private static Beginning<Map<String, String>> held(Tx tx, String holder, String rows, Consumer<Query> binder) {
        return Beginning.of(tx, "scope, " + holder, rows, "scope, " + holder, binder, (row, _) -> {
            var held = new LinkedHashMap<String, String>();
            held.put(holder, row.getString(holder));
            held.put("permission_name", row.getString("scope"));
            return held;
        });
    }
}
