package dev.bailiwick.tenantsettings;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Settings as rows, one to a tenant that has set anything. */
final class TenantSettingsStore {

    private static final String FIND = "SELECT settings FROM tenant_settings WHERE tenant_id = :tenant";

    /** Locks the row for the rest of the transaction. */
    private static final String LOCK = """
            INSERT INTO tenant_settings (tenant_id, settings) VALUES (:tenant, '{}')
            ON CONFLICT (tenant_id) DO UPDATE SET settings = tenant_settings.settings
            RETURNING settings
            """;

    private static final String UPDATE = "UPDATE tenant_settings SET settings = :settings WHERE tenant_id = :tenant";

    private static final RowMapper<JsonObject> SETTINGS = (row, _) -> JsonObject.ofWritten(row.getString("settings"));

    Optional<JsonObject> find(Tx tx, TenantId tenant) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()), SETTINGS);
    }

    /** The settings as they stay until the transaction is over; an empty object when nothing is set. */
    JsonObject lock(Tx tx, TenantId tenant) {
        return tx.first(LOCK, q -> q.bind("tenant", tenant.value()), SETTINGS).orElseThrow();
    }

    void update(Tx tx, TenantId tenant, JsonObject settings) {
        tx.write(UPDATE, u -> u.bind("tenant", tenant.value()).bind("settings", settings.toString()));
    }
}
