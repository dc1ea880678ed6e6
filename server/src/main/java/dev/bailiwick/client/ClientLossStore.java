package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Beginning;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes with a client, which the database takes away by itself, as rows for the audit log. */
final class ClientLossStore {

    private static final String GRANTS = """
            FROM client_grant g JOIN resource_server r ON r.tenant_id = g.tenant_id AND r.id = g.resource_server_id
            WHERE g.tenant_id = :tenant AND g.client_id = :client
            """;

    private static final String OWN = "FROM TABLE WHERE tenant_id = :tenant AND client_id = :client";

    private ClientLossStore() {}

    /** Its client grants, and its credentials, and the ids of the connections that are enabled for it, and of what users have with it. */
    static JsonObject of(Tx tx, TenantId tenant, ClientId client) {
        var told = new LinkedHashMap<String, Object>();
        Beginning.of(
                        tx,
                        "g.id, r.identifier, g.subject_type, g.scope",
                        GRANTS,
                        "g.seq",
                        q -> q.bind("tenant", tenant.value()).bind("client", client.value()),
                        (row, _) -> {
                            var grant = new LinkedHashMap<String, Object>();
                            grant.put("id", row.getString("id"));
                            grant.put("audience", row.getString("identifier"));
                            grant.put("subject_type", row.getString("subject_type"));
                            grant.put("scope", row.getString("scope"));
                            return grant;
                        })
                .tell("client_grants", told);
        var keys = new ClientKeyStore().list(tx, tenant, client);
        if (!keys.isEmpty()) {
            told.put("credentials", keys.stream().map(ClientCredential::told).toList());
        }
        ids(tx, tenant, client, "connection_client", "connection_id").tell("connections", told);
        ids(tx, tenant, client, "user_grant", "id").tell("grants", told);
        ids(tx, tenant, client, "device_credential", "id").tell("device_credentials", told);
        return JsonObject.of(told.isEmpty() ? Map.of() : Map.of("along", told));
    }

    private static Beginning<String> ids(Tx tx, TenantId tenant, ClientId client, String table, String id) {
        return Beginning.of(
                tx,
                id,
                OWN.replace("TABLE", table),
                id,
                q -> q.bind("tenant", tenant.value()).bind("client", client.value()),
                (row, _) -> row.getString(id));
    }
}
