package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Sequences;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.FoundUsers.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Profiles as rows. What else is kept of a user stands beside them; see {@link UserRows}. */
final class UserStore {

    private static final RowMapper<User> USER =
            (row, _) -> new User(new UserId(row.getString("user_id")), JsonObject.ofWritten(row.getString("profile")));

    private static final RowMapper<StoredUser> STORED =
            (row, context) -> new StoredUser(row.getLong("seq"), USER.map(row, context));

    /** With the number of its creation. */
    static final RowMapper<Numbered<User>> NUMBERED =
            (row, context) -> new Numbered<>(row.getLong("seq"), USER.map(row, context));

    /** So many bytes of a profile are read along with the place of a user. */
    private static final int SHORT = 1 << 11;

    /** What {@link #PLACE} reads of a row of {@code user_profile p}, without the profile. */
    static final String OF_BARE_PLACE = "p.user_id, p.seq, octet_length(p.profile) AS size, NULL AS profile";

    /** The same with the profile, where it is short. */
    static final String OF_PLACE = """
            p.user_id, p.seq, octet_length(p.profile) AS size,
                CASE WHEN octet_length(p.profile) <= <short> THEN p.profile END AS profile
            """.replace("<short>", String.valueOf(SHORT)).strip();

    static final RowMapper<Place> PLACE = (row, _) -> new Place(
            new UserId(row.getString("user_id")),
            row.getLong("seq"),
            row.getLong("size"),
            Optional.ofNullable(row.getString("profile")));

    private static final RowMapper<UserId> ID = (row, _) -> new UserId(row.getString("user_id"));

    private static final String FIND = """
            SELECT user_id, seq, profile FROM user_profile WHERE tenant_id = :tenant AND user_id IN (<ids>)
            """;

    private static final String PLACES = """
            SELECT <place> FROM user_profile p WHERE p.tenant_id = :tenant AND p.user_id IN (<ids>)
            """.replace("<place>", OF_BARE_PLACE);

    private static final String LOCK = """
            UPDATE user_profile SET profile = profile WHERE tenant_id = :tenant AND user_id IN (<ids>)
            RETURNING user_id, seq, profile
            """;

    private static final String LIST = """
            SELECT user_id, seq, profile FROM user_profile WHERE tenant_id = :tenant AND seq > :after
            ORDER BY seq LIMIT :limit OFFSET :offset
            """;

    private static final String OF_NUMBER = """
            SELECT user_id, seq, profile FROM user_profile WHERE tenant_id = :tenant AND seq = :number
            """;

    private static final String OF_CONNECTION = """
            SELECT user_id, seq, profile FROM user_profile
            WHERE tenant_id = :tenant AND connection = :connection AND seq > :after ORDER BY seq LIMIT :most
            """;

    private static final String PLACES_OF_CONNECTION = """
            SELECT <place> FROM user_profile p
            WHERE p.tenant_id = :tenant AND p.connection = :connection ORDER BY p.seq LIMIT :most
            """.replace("<place>", OF_BARE_PLACE);

    /** CROSS JOIN: SQLite keeps that order, from what is found to its rows. */
    private static final String HAVING = """
            SELECT <place> FROM user_attribute a CROSS JOIN user_profile p
            WHERE a.tenant_id = :tenant AND a.path = :path AND a.value = :value
                AND p.tenant_id = a.tenant_id AND p.seq = a.user_seq
            ORDER BY a.user_seq LIMIT :most
            """.replace("<place>", OF_PLACE);

    private static final String COUNT_OF_CONNECTION = """
            SELECT COUNT(*) AS total FROM user_profile WHERE tenant_id = :tenant AND connection = :connection
            """;

    private static final String INSERT = """
            INSERT INTO user_profile (tenant_id, user_id, seq, connection, created_at, last_login, profile)
            VALUES (:tenant, :id, :seq, :connection, :createdAt, :lastLogin, :profile)
            ON CONFLICT DO NOTHING
            """;

    private static final String IN_RANGE = """
            SELECT user_id FROM user_profile WHERE tenant_id = :tenant AND seq BETWEEN :first AND :last
            """;

    private static final String UPDATE = """
            UPDATE user_profile SET connection = :connection, created_at = :createdAt, last_login = :lastLogin,
                profile = :profile
            WHERE tenant_id = :tenant AND user_id = :id
            """;

    private static final String DELETE = "DELETE FROM user_profile WHERE tenant_id = :tenant AND user_id = :id";

    Map<UserId, StoredUser> find(Tx tx, TenantId tenant, Collection<UserId> ids) {
        return byId(tx, FIND, tenant, ids);
    }

    /** Without their profiles, in the order of the ids. Who is not there has no number. */
    List<Place> places(Tx tx, TenantId tenant, List<UserId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var values = ids.stream().map(UserId::value).distinct().sorted().toList();
        var found = tx.list(PLACES, q -> q.bind("tenant", tenant.value()).bindList("ids", values), PLACE).stream()
                .collect(Collectors.toMap(Place::user, Function.identity()));
        return ids.stream()
                .map(id -> found.getOrDefault(id, new Place(id, 0, 0, Optional.empty())))
                .toList();
    }

    /** All of some, and nobody changes them until the transaction is over. */
    Map<UserId, StoredUser> lock(Tx tx, TenantId tenant, Collection<UserId> ids) {
        return byId(tx, LOCK, tenant, ids);
    }

    /** The one who was made with this number. */
    Optional<Numbered<User>> ofNumber(Tx tx, TenantId tenant, long number) {
        return tx.first(OF_NUMBER, q -> q.bind("tenant", tenant.value()).bind("number", number), NUMBERED);
    }

    /** Some, and one more than wanted, in the order of their creation. */
    List<Numbered<User>> list(Tx tx, TenantId tenant, Slice slice) {
        return tx.list(
                LIST,
                q -> q.bind("tenant", tenant.value())
                        .bind("after", slice.after())
                        .bind("limit", slice.rows())
                        .bind("offset", slice.offset()),
                NUMBERED);
    }

    /** Some of those who first came by the connection, in the order of their creation. */
    List<Numbered<User>> ofConnection(Tx tx, TenantId tenant, String connection, long after, int most) {
        return tx.list(
                OF_CONNECTION,
                q -> q.bind("tenant", tenant.value())
                        .bind("connection", SearchKey.exactly(connection))
                        .bind("after", after)
                        .bind("most", most),
                NUMBERED);
    }

    /** The first who came by the connection. */
    List<Place> placesOfConnection(Tx tx, TenantId tenant, String connection, int most) {
        return tx.list(
                PLACES_OF_CONNECTION,
                q -> q.bind("tenant", tenant.value())
                        .bind("connection", SearchKey.exactly(connection))
                        .bind("most", most),
                PLACE);
    }

    /** Those who have a text in a field, as far as the field tells texts apart, in the order of their creation. */
    List<Place> having(Tx tx, TenantId tenant, UserField field, String text, int most) {
        return tx.list(
                HAVING,
                q -> q.bind("tenant", tenant.value())
                        .bind("path", field.path())
                        .bind("value", AttributeValue.TEXT + field.key(text))
                        .bind("most", most),
                PLACE);
    }

    /** How many first came by the connection. Looks at each of them. */
    long countOfConnection(Tx tx, TenantId tenant, String connection) {
        return tx.first(
                        COUNT_OF_CONNECTION,
                        q -> q.bind("tenant", tenant.value()).bind("connection", SearchKey.exactly(connection)),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    /**
     * Lets nobody else make users, or accounts of users, until the transaction is over, and numbers those that are to be made.
     *
     * @return the first of the numbers
     */
    long number(Tx tx, TenantId tenant, int count) {
        return Sequences.reserve(tx, tenant.value(), "user", count);
    }

    /** Adds those whose id nobody has yet, and tells which, with their numbers. */
    List<StoredUser> insert(Tx tx, TenantId tenant, List<User> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        long first = number(tx, tenant, users.size());
        var numbered = IntStream.range(0, users.size())
                .mapToObj(n -> new StoredUser(first + n, users.get(n)))
                .sorted(Comparator.comparing(stored -> stored.user().id().value()))
                .toList();
        tx.bulk(
                INSERT,
                numbered,
                (batch, stored) -> bind(batch.bind("tenant", tenant.value()).bind("seq", stored.seq()), stored.user()));
        var added = tx
                .list(
                        IN_RANGE,
                        q -> q.bind("tenant", tenant.value())
                                .bind("first", first)
                                .bind("last", first + users.size() - 1),
                        ID)
                .stream()
                .collect(Collectors.toSet());
        return numbered.stream()
                .filter(stored -> added.contains(stored.user().id()))
                .toList();
    }

    void update(Tx tx, TenantId tenant, Collection<User> users) {
        tx.bulk(UPDATE, users, (batch, user) -> bind(batch.bind("tenant", tenant.value()), user));
    }

    /** With them go their identifiers, accounts and passwords. */
    void delete(Tx tx, TenantId tenant, Collection<UserId> ids) {
        var sorted = ids.stream().map(UserId::value).sorted().toList();
        tx.bulk(
                DELETE,
                sorted,
                (batch, id) -> batch.bind("tenant", tenant.value()).bind("id", id));
    }

    private static Map<UserId, StoredUser> byId(Tx tx, String sql, TenantId tenant, Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var values = ids.stream().map(UserId::value).distinct().sorted().toList();
        return tx.list(sql, q -> q.bind("tenant", tenant.value()).bindList("ids", values), STORED).stream()
                .collect(Collectors.toMap(stored -> stored.user().id(), Function.identity()));
    }

    private static void bind(PreparedBatch batch, User user) {
        batch.bind("id", user.id().value())
                .bind("connection", SearchKey.exactly(user.connection().orElse("")))
                .bind("createdAt", millis(user.createdAt()))
                .bind("lastLogin", millis(user.lastLogin()))
                .bind("profile", user.profile().toString());
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
