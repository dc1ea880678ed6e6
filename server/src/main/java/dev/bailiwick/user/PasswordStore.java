package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.SortedMap;

/** Password hashes as rows, one to an account. */
final class PasswordStore {

    private static final String PUT = """
            INSERT INTO user_password (tenant_id, identity, user_id, algorithm, hash, set_at)
            VALUES (:tenant, :identity, :user, :algorithm, :hash, :now)
            ON CONFLICT (tenant_id, identity) DO UPDATE SET user_id = excluded.user_id,
                algorithm = excluded.algorithm, hash = excluded.hash, set_at = excluded.set_at
            """;

    /** Keeps hashes of users who are there, by the ids that are their first accounts' too, in the place of those that they have. */
    void put(Tx tx, TenantId tenant, SortedMap<String, PasswordHash> hashes, Instant now) {
        tx.bulk(
                PUT,
                hashes.entrySet(),
                (batch, entry) -> batch.bind("tenant", tenant.value())
                        .bind("identity", entry.getKey())
                        .bind("user", entry.getKey())
                        .bind("now", now.toEpochMilli())
                        .bind("algorithm", entry.getValue().algorithm())
                        .bind("hash", entry.getValue().hash().reveal()));
    }
}
