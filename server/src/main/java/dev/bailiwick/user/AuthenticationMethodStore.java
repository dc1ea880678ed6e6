package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** What users prove themselves by, as rows. */
final class AuthenticationMethodStore {

    private static final String OF_USER = """
             FROM authentication_method WHERE tenant_id = :tenant AND user_id = :user
            """;

    private static final String SELECT = "SELECT id, type, settings, created_at" + OF_USER;

    private static final String OF_USERS = """
            SELECT user_id, id, type, settings, secret, created_at FROM authentication_method
            WHERE tenant_id = :tenant AND user_id IN (<users>) ORDER BY user_id, position
            """;

    private static final String COUNT = "SELECT COUNT(*) AS total" + OF_USER;

    private static final String INSERT = """
            INSERT INTO authentication_method (tenant_id, user_id, id, position, type, target, settings, secret, created_at)
            SELECT :tenant, :user, :id, COALESCE(MAX(position), 0) + 1, :type, :target, :settings, :secret, :createdAt
            """ + OF_USER;

    private static final String UPDATE = """
            UPDATE authentication_method SET settings = :settings
            WHERE tenant_id = :tenant AND user_id = :user AND id = :id
            """;

    private static final String DELETE = """
            DELETE FROM authentication_method WHERE tenant_id = :tenant AND user_id = :user AND id = :id
            """;

    private static final RowMapper<AuthenticationMethod> METHOD = (row, _) -> new AuthenticationMethod(
            row.getString("id"),
            AuthenticationMethodType.ofCode(row.getString("type")),
            JsonObject.ofWritten(row.getString("settings")),
            Instant.ofEpochMilli(row.getLong("created_at")));

    /**
     * One that is to be kept.
     *
     * @param secret sealed, or a digest; empty where there is none
     */
    record New(AuthenticationMethod method, String secret) {}

    /**
     * One that is kept.
     *
     * @param secret sealed, or a digest; empty where there is none
     */
    record Kept(UserId user, AuthenticationMethod method, String secret) {}

    /** All of some users, those of each in the order of their creation. */
    Map<UserId, List<Kept>> ofUsers(Tx tx, TenantId tenant, List<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        return tx
                .list(
                        OF_USERS,
                        q -> q.bind("tenant", tenant.value())
                                .bindList(
                                        "users",
                                        users.stream().map(UserId::value).toList()),
                        (row, context) -> new Kept(
                                new UserId(row.getString("user_id")),
                                METHOD.map(row, context),
                                row.getString("secret")))
                .stream()
                .collect(Collectors.groupingBy(Kept::user));
    }

    Sliced<AuthenticationMethod> list(Tx tx, TenantId tenant, UserId user, Slice slice) {
        long total = tx.first(
                        COUNT,
                        q -> q.bind("tenant", tenant.value()).bind("user", user.value()),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
        var methods = tx.list(
                SELECT + "ORDER BY position LIMIT :limit OFFSET :offset",
                q -> q.bind("tenant", tenant.value())
                        .bind("user", user.value())
                        .bind("limit", slice.limit())
                        .bind("offset", slice.offset()),
                METHOD);
        return new Sliced<>(methods, total, OptionalLong.empty());
    }

    /** All of a user, of whom there are not many, in the order of their creation. */
    List<AuthenticationMethod> all(Tx tx, TenantId tenant, UserId user) {
        return tx.list(
                SELECT + "ORDER BY position",
                q -> q.bind("tenant", tenant.value()).bind("user", user.value()),
                METHOD);
    }

    Optional<AuthenticationMethod> find(Tx tx, TenantId tenant, UserId user, String id) {
        return tx.first(
                SELECT + "AND id = :id",
                q -> q.bind("tenant", tenant.value()).bind("user", user.value()).bind("id", id),
                METHOD);
    }

    /** Puts it behind the others. The user's row is locked, so that nobody else does just now. */
    void insert(Tx tx, TenantId tenant, UserId user, New added) {
        var method = added.method();
        tx.write(
                INSERT,
                u -> u.bind("tenant", tenant.value())
                        .bind("user", user.value())
                        .bind("id", method.id())
                        .bind("type", method.type().code())
                        .bind("target", method.type().target(method.settings()).orElse(method.id()))
                        .bind("settings", method.settings().toString())
                        .bind("secret", added.secret())
                        .bind("createdAt", method.createdAt().toEpochMilli()),
                new Problem.Conflict(
                        "authentication method", "type", method.type().code()));
    }

    void update(Tx tx, TenantId tenant, UserId user, AuthenticationMethod changed) {
        tx.write(
                UPDATE,
                u -> u.bind("tenant", tenant.value())
                        .bind("user", user.value())
                        .bind("id", changed.id())
                        .bind("settings", changed.settings().toString()));
    }

    void delete(Tx tx, TenantId tenant, UserId user, List<AuthenticationMethod> removed) {
        tx.bulk(
                DELETE,
                removed.stream().map(AuthenticationMethod::id).sorted().toList(),
                (batch, id) -> batch.bind("tenant", tenant.value())
                        .bind("user", user.value())
                        .bind("id", id));
    }
}
