package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Users as rows. */
final class UserStore {

    static final RowMapper<User> USER =
            (row, _) -> new User(new UserId(row.getString("user_id")), JsonObject.parse(row.getString("profile")));

    private static final String FIND = """
            SELECT user_id, profile FROM user_profile WHERE tenant_id = :tenant AND user_id IN (<ids>)
            """;

    private static final String LOCK = """
            UPDATE user_profile SET profile = profile WHERE tenant_id = :tenant AND user_id IN (<ids>)
            RETURNING user_id, profile
            """;

    private static final String BY_EMAIL = """
            SELECT user_id, email_key FROM user_profile
            WHERE tenant_id = :tenant AND connection = :connection AND email_key IN (<keys>)
            ORDER BY email_key, created_at DESC, user_id DESC
            """;

    private static final String INSERT = """
            INSERT INTO user_profile (tenant_id, user_id, connection, name_key, nickname_key, email_key,
                created_at, last_login, profile)
            VALUES <rows>
            ON CONFLICT DO NOTHING
            RETURNING user_id
            """;

    private static final String ROW = """
            (:tenant, :id%1$d, :connection%1$d, :name%1$d, :nickname%1$d, :email%1$d,
                :createdAt%1$d, :lastLogin%1$d, :profile%1$d)""";

    private static final String UPDATE = """
            UPDATE user_profile SET connection = :connection, name_key = :name, nickname_key = :nickname,
                email_key = :email, created_at = :createdAt, last_login = :lastLogin, profile = :profile
            WHERE tenant_id = :tenant AND user_id = :id
            """;

    private static final String OF_CONNECTION = """
            SELECT user_id FROM user_profile WHERE tenant_id = :tenant AND connection = :connection
            ORDER BY user_id LIMIT :most
            """;

    private static final String DELETE = "DELETE FROM user_profile WHERE tenant_id = :tenant AND user_id = :id";

    Map<UserId, User> find(Tx tx, TenantId tenant, Collection<UserId> ids) {
        return byId(tx, FIND, tenant, ids);
    }

    /** The same, and nobody changes them until the transaction is over. */
    Map<UserId, User> lock(Tx tx, TenantId tenant, Collection<UserId> ids) {
        return byId(tx, LOCK, tenant, ids);
    }

    /** The first of those who came by the connection with one of the addresses, by the address's key. */
    Map<String, UserId> findByEmail(Tx tx, TenantId tenant, String connection, Collection<String> emailKeys) {
        var found = new HashMap<String, UserId>();
        if (!emailKeys.isEmpty()) {
            tx.list(
                            BY_EMAIL,
                            q -> q.bind("tenant", tenant.value())
                                    .bind("connection", UserField.CONNECTION.key(connection))
                                    .bindList("keys", List.copyOf(emailKeys)),
                            (row, _) -> Map.entry(row.getString("email_key"), new UserId(row.getString("user_id"))))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    /** Adds those whose id nobody has yet, and tells which. */
    List<UserId> insert(Tx tx, TenantId tenant, List<User> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        var rows = IntStream.range(0, users.size()).mapToObj(ROW::formatted).collect(Collectors.joining(", "));
        return tx.list(
                INSERT.replace("<rows>", rows),
                q -> {
                    q.bind("tenant", tenant.value());
                    for (int n = 0; n < users.size(); n++) {
                        bind(q, users.get(n), String.valueOf(n));
                    }
                },
                (row, _) -> new UserId(row.getString("user_id")));
    }

    void update(Tx tx, TenantId tenant, Collection<User> users) {
        tx.bulk(UPDATE, users, (batch, user) -> bind(batch.bind("tenant", tenant.value()), user, ""));
    }

    /** Some of those who came by the connection, in the order of their ids. */
    List<UserId> ofConnection(Tx tx, TenantId tenant, String connection, int most) {
        return tx.list(
                OF_CONNECTION,
                q -> q.bind("tenant", tenant.value())
                        .bind("connection", UserField.CONNECTION.key(connection))
                        .bind("most", most),
                (row, _) -> new UserId(row.getString("user_id")));
    }

    /** With them go their passwords. */
    void delete(Tx tx, TenantId tenant, Collection<UserId> ids) {
        var sorted = ids.stream().map(UserId::value).sorted().toList();
        tx.bulk(
                DELETE,
                sorted,
                (batch, id) -> batch.bind("tenant", tenant.value()).bind("id", id));
    }

    private static Map<UserId, User> byId(Tx tx, String sql, TenantId tenant, Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var values = ids.stream().map(UserId::value).distinct().sorted().toList();
        return tx.list(sql, q -> q.bind("tenant", tenant.value()).bindList("ids", values), USER).stream()
                .collect(Collectors.toMap(User::id, user -> user));
    }

    private static <S extends SqlStatement<S>> void bind(S statement, User user, String n) {
        statement
                .bind("id" + n, user.id().value())
                .bind(
                        "connection" + n,
                        UserField.CONNECTION.key(user.connection().orElse("")))
                .bind("name" + n, UserField.NAME.key(user.name().orElse("")))
                .bind("nickname" + n, UserField.NICKNAME.key(user.nickname().orElse("")))
                .bind("email" + n, UserField.EMAIL.key(user.email().orElse("")))
                .bind("createdAt" + n, millis(user.createdAt()))
                .bind("lastLogin" + n, millis(user.lastLogin()))
                .bind("profile" + n, user.profile().toString());
    }

    /** Times before 1970 and beyond a long count as none. */
    private static long millis(Optional<Instant> time) {
        try {
            return Math.max(0, time.map(Instant::toEpochMilli).orElse(0L));
        } catch (ArithmeticException e) {
            return 0;
        }
    }
}
