package dev.bailiwick.mail;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Templates as rows. */
final class EmailTemplateStore {

    private static final String FIND = "SELECT settings FROM email_template WHERE tenant_id = :tenant AND name = :name";

    /** Locks the row for the rest of the transaction. */
    private static final String LOCK = """
            UPDATE email_template SET settings = settings WHERE tenant_id = :tenant AND name = :name RETURNING settings
            """;

    private static final String INSERT = """
            INSERT INTO email_template (tenant_id, name, settings) VALUES (:tenant, :name, :settings)
            """;

    private static final String UPDATE = """
            UPDATE email_template SET settings = :settings WHERE tenant_id = :tenant AND name = :name
            """;

    private static final RowMapper<JsonObject> SETTINGS = (row, _) -> JsonObject.ofWritten(row.getString("settings"));

    Optional<JsonObject> find(Tx tx, TenantId tenant, String name) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()).bind("name", name), SETTINGS);
    }

    /** The template as it stays until the transaction is over. */
    Optional<JsonObject> lock(Tx tx, TenantId tenant, String name) {
        return tx.first(LOCK, q -> q.bind("tenant", tenant.value()).bind("name", name), SETTINGS);
    }

    /** Refuses with {@link Problem.Conflict} one that is there; the transaction is then over. */
    void insert(Tx tx, TenantId tenant, String name, JsonObject template) {
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value()).bind("name", name).bind("settings", template.toString()),
                new Problem.Conflict(EmailTemplates.KIND, "name", name));
    }

    void update(Tx tx, TenantId tenant, String name, JsonObject template) {
        tx.write(
                UPDATE, u -> u.bind("tenant", tenant.value()).bind("name", name).bind("settings", template.toString()));
    }
}
