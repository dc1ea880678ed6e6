package dev.bailiwick.client;

import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;

/** Which client assertions have been used, as rows: the unique key decides between two uses at once, on whatever nodes. */
final class UsedAssertionStore {

    private static final int REMOVED_AT_ONCE = 100;

    private static final String INSERT = """
            INSERT INTO used_assertion (tenant_id, client_id, jti, expires_at)
            VALUES (:tenant, :client, :jti, :expiresAt)
            ON CONFLICT DO NOTHING
            """;

    private static final String DELETE_EXPIRED = """
            DELETE FROM used_assertion WHERE tenant_id = :tenant AND (client_id, jti) IN (
                SELECT client_id, jti FROM used_assertion
                WHERE tenant_id = :tenant AND expires_at <= :now ORDER BY expires_at LIMIT :limit)
            """;

    /** Tells whether this is the first use. */
    boolean insert(Tx tx, TenantId tenant, ClientId client, String jti, Instant expiresAt) {
        return tx.write(
                        INSERT,
                        u -> u.bind("tenant", tenant.value())
                                .bind("client", client.value())
                                .bind("jti", new Secret(jti).digest())
                                .bind("expiresAt", expiresAt.toEpochMilli()))
                == 1;
    }

    /** Removes some of those that cannot be used again anyway. */
    void deleteExpired(Tx tx, TenantId tenant, Instant now) {
        tx.write(
                DELETE_EXPIRED,
                u -> u.bind("tenant", tenant.value())
                        .bind("now", now.toEpochMilli())
                        .bind("limit", REMOVED_AT_ONCE));
    }
}
