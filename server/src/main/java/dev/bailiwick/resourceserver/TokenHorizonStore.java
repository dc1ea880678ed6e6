package dev.bailiwick.resourceserver;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;

/**
 * When the last token expires that was issued under a lifetime which is not in force any more. Whoever changes lifetimes and
 * whoever asks how long tokens live lock the one row of the tenant, so that neither overlooks the other.
 */
final class TokenHorizonStore {

    private static final String RAISE = """
            INSERT INTO token_horizon (tenant_id, expires_at) VALUES (:tenant, :expiresAt)
            ON CONFLICT (tenant_id) DO UPDATE SET expires_at =
                CASE WHEN excluded.expires_at > token_horizon.expires_at
                THEN excluded.expires_at ELSE token_horizon.expires_at END
            RETURNING expires_at
            """;

    /** Notes tokens that may live so long, and tells until when any that is noted may. */
    Instant raise(Tx tx, TenantId tenant, Instant expiresAt) {
        return tx.first(
                        RAISE,
                        q -> q.bind("tenant", tenant.value()).bind("expiresAt", expiresAt.toEpochMilli()),
                        (row, _) -> Instant.ofEpochMilli(row.getLong("expires_at")))
                .orElseThrow();
    }
}
