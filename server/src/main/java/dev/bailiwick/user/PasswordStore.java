package dev.bailiwick.user;

import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** Password hashes as rows, one to an account, and those that it had before. */
final class PasswordStore {

    private static final String PUT = """
            INSERT INTO user_password (tenant_id, identity, user_id, algorithm, hash, set_at)
            VALUES (:tenant, :identity, :user, :algorithm, :hash, :now)
            ON CONFLICT (tenant_id, identity) DO UPDATE SET user_id = excluded.user_id,
                algorithm = excluded.algorithm, hash = excluded.hash, set_at = excluded.set_at
            """;

    private static final String RECENT = """
            SELECT algorithm, hash FROM (
                SELECT algorithm, hash, 1 AS age, 0 AS position FROM user_password
                WHERE tenant_id = :tenant AND identity = :identity
                UNION ALL
                SELECT algorithm, hash, 2 AS age, position FROM user_password_history
                WHERE tenant_id = :tenant AND identity = :identity) kept
            ORDER BY age, position DESC LIMIT :most
            """;

    private static final String REMEMBER = """
            INSERT INTO user_password_history (tenant_id, identity, position, algorithm, hash, set_at)
            SELECT tenant_id, identity,
                1 + COALESCE((SELECT MAX(position) FROM user_password_history
                    WHERE tenant_id = :tenant AND identity = :identity), 0),
                algorithm, hash, set_at
            FROM user_password WHERE tenant_id = :tenant AND identity = :identity
            """;

    private static final String FORGET = """
            DELETE FROM user_password_history WHERE tenant_id = :tenant AND identity = :identity
                AND position <= (SELECT MAX(position) FROM user_password_history
                    WHERE tenant_id = :tenant AND identity = :identity) - :most
            """;

    private static final String MOVE = """
            UPDATE user_password SET user_id = :user WHERE tenant_id = :tenant AND identity = :identity
            """;

    private static final String DELETE = "DELETE FROM user_password WHERE tenant_id = :tenant AND identity = :identity";

    private static final String FIND = """
            SELECT identity, algorithm, hash FROM user_password WHERE tenant_id = :tenant AND identity IN (<identities>)
            """;

    private final TicketStore tickets = new TicketStore();

    /** The hashes of those who have one, by their ids. */
    Map<UserId, PasswordHash> find(Tx tx, TenantId tenant, Collection<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        return tx
                .list(
                        FIND,
                        q -> q.bind("tenant", tenant.value())
                                .bindList(
                                        "identities",
                                        users.stream().map(UserId::value).toList()),
                        (row, _) -> Map.entry(
                                new UserId(row.getString("identity")),
                                new PasswordHash(row.getString("algorithm"), new Secret(row.getString("hash")))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Keeps hashes of users who are there, by the ids that are their first accounts' too, in the place of those that they have. */
    void put(Tx tx, TenantId tenant, SortedMap<String, PasswordHash> hashes, Instant now) {
        tx.bulk(
                PUT,
                hashes.entrySet(),
                (batch, entry) -> bind(batch, tenant, entry.getKey(), entry.getKey(), entry.getValue(), now));
    }

    /**
     * Gives an account of a user, whose row is locked, another password. The user's tickets end with the old one.
     *
     * @param remembered how many passwords, this one among them, may not be taken again
     */
    void change(Tx tx, TenantId tenant, String identity, UserId user, PasswordHash hash, int remembered, Instant now) {
        if (remembered > 1) {
            tx.write(REMEMBER, u -> u.bind("tenant", tenant.value()).bind("identity", identity));
        }
        tx.write(
                FORGET,
                u -> u.bind("tenant", tenant.value())
                        .bind("identity", identity)
                        .bind("most", Math.max(0, remembered - 1)));
        tx.write(PUT, u -> bind(u, tenant, identity, user.value(), hash, now));
        tickets.end(tx, tenant, List.of(user));
    }

    /** The hash of the present password of an account and of those before it, the newest first. */
    List<PasswordHash> recent(Tx tx, TenantId tenant, String identity, int most) {
        return tx.list(
                RECENT,
                q -> q.bind("tenant", tenant.value()).bind("identity", identity).bind("most", most),
                (row, _) -> new PasswordHash(row.getString("algorithm"), new Secret(row.getString("hash"))));
    }

    /** Hands the passwords of accounts over to the user whose they are now. */
    void move(Tx tx, TenantId tenant, List<String> identities, UserId user) {
        tx.bulk(
                MOVE,
                identities,
                (batch, identity) -> batch.bind("tenant", tenant.value())
                        .bind("identity", identity)
                        .bind("user", user.value()));
    }

    /** Takes the password of an account of a user away, and with it those before. The user's tickets end with it, too. */
    void delete(Tx tx, TenantId tenant, String identity, UserId user) {
        tx.write(DELETE, u -> u.bind("tenant", tenant.value()).bind("identity", identity));
        tickets.end(tx, tenant, List.of(user));
    }

    private static void bind(
            SqlStatement<?> statement, TenantId tenant, String identity, String user, PasswordHash hash, Instant now) {
        statement
                .bind("tenant", tenant.value())
                .bind("identity", identity)
                .bind("user", user)
                .bind("algorithm", hash.algorithm())
                .bind("hash", hash.hash().reveal())
                .bind("now", now.toEpochMilli());
    }
}
