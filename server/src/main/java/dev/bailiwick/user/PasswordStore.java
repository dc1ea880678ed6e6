package dev.bailiwick.user;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.SortedMap;

/** Password hashes as rows, one to a user. */
final class PasswordStore {

    private static final String PUT = """
            INSERT INTO user_password (tenant_id, user_id, algorithm, hash) VALUES (:tenant, :user, :algorithm, :hash)
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET algorithm = excluded.algorithm, hash = excluded.hash
            """;

    /** Keeps hashes by the ids of users who are there, in the place of those that they have. */
    void put(Tx tx, TenantId tenant, SortedMap<String, PasswordHash> hashes) {
        tx.bulk(
                PUT,
                hashes.entrySet(),
                (batch, entry) -> batch.bind("tenant", tenant.value())
                        .bind("user", entry.getKey())
                        .bind("algorithm", entry.getValue().algorithm())
                        .bind("hash", entry.getValue().hash().reveal()));
    }
}
