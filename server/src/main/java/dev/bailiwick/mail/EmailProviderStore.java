package dev.bailiwick.mail;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** Providers as rows, one to a tenant that has one. */
final class EmailProviderStore {

    private static final String FIND = "SELECT settings, credentials FROM email_provider WHERE tenant_id = :tenant";

    /** Locks the row for the rest of the transaction. */
    private static final String LOCK = """
            UPDATE email_provider SET settings = settings WHERE tenant_id = :tenant RETURNING settings, credentials
            """;

    private static final String INSERT = """
            INSERT INTO email_provider (tenant_id, settings, credentials) VALUES (:tenant, :settings, :credentials)
            ON CONFLICT (tenant_id) DO NOTHING
            """;

    private static final String UPDATE = """
            UPDATE email_provider SET settings = :settings, credentials = :credentials WHERE tenant_id = :tenant
            """;

    private static final String DELETE = "DELETE FROM email_provider WHERE tenant_id = :tenant";

    /** One with its credentials sealed. */
    record Stored(JsonObject settings, String credentials) {}

    private static final RowMapper<Stored> STORED =
            (row, _) -> new Stored(JsonObject.ofWritten(row.getString("settings")), row.getString("credentials"));

    Optional<Stored> find(Tx tx, TenantId tenant) {
        return tx.first(FIND, q -> q.bind("tenant", tenant.value()), STORED);
    }

    /** The provider as it stays until the transaction is over. */
    Optional<Stored> lock(Tx tx, TenantId tenant) {
        return tx.first(LOCK, q -> q.bind("tenant", tenant.value()), STORED);
    }

    /** Refuses a second one with {@link Problem.Conflict}, which tells the name of the first. */
    void insert(Tx tx, TenantId tenant, Stored added) {
        int inserted = tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("settings", added.settings.toString())
                        .bind("credentials", added.credentials));
        if (inserted == 0) {
            var first = find(tx, tenant).flatMap(stored -> stored.settings.text("/name"));
            throw new Problem.Conflict(EmailProviders.KIND, "name", first.orElse("")).asException();
        }
    }

    void update(Tx tx, TenantId tenant, Stored changed) {
        tx.write(
                UPDATE,
                u -> u.bind("tenant", tenant.value())
                        .bind("settings", changed.settings.toString())
                        .bind("credentials", changed.credentials));
    }

    void delete(Tx tx, TenantId tenant) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()));
    }
}
