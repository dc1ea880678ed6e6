package dev.bailiwick.rbac;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Who has which tenant role, as rows. */
final class TenantRoleUserStore {

    private static final String OF_USER = """
            FROM tenant_role_user u
            JOIN tenant_role r ON r.tenant_id = u.tenant_id AND r.id = u.role_id
            WHERE u.tenant_id = :tenant AND u.user_id = :user<filter>
            """;

    private static final String GIVING = """
             AND EXISTS (
                SELECT 1 FROM tenant_role_scope s
                JOIN resource_server a ON a.tenant_id = s.tenant_id AND a.id = s.resource_server_id
                WHERE s.tenant_id = u.tenant_id AND s.role_id = u.role_id AND s.scope = :scope
                    AND a.identifier = :identifier)
            """;

    private static final String COUNT_ROLES = "SELECT COUNT(*) AS total " + OF_USER;

    private static final String ROLES = "SELECT r.id, r.name, r.description, u.place " + OF_USER + """
            AND (u.place, u.role_id) > (:after, :afterId)
            ORDER BY u.place, u.role_id LIMIT :limit OFFSET :offset
            """;

    private static final String ANY = "SELECT 1 AS one FROM tenant_role_user WHERE tenant_id = :tenant LIMIT 1";

    private static final String COUNT_USERS = """
            SELECT COUNT(*) AS total FROM tenant_role_user WHERE tenant_id = :tenant AND role_id = :role
            """;

    private static final String COUNT_SOME_USERS = """
            SELECT COUNT(*) AS total FROM (
                SELECT 1 AS one FROM tenant_role_user WHERE tenant_id = :tenant AND role_id = :role LIMIT :most) AS few
            """;

    private static final String USERS = """
            SELECT user_id, place FROM tenant_role_user
            WHERE tenant_id = :tenant AND role_id = :role AND (place, user_id) > (:after, :afterId)
            ORDER BY place, user_id LIMIT :limit OFFSET :offset
            """;

    private static final String INSERT = """
            INSERT INTO tenant_role_user (tenant_id, user_id, role_id, place)
            VALUES <rows>
            ON CONFLICT (tenant_id, user_id, role_id) DO NOTHING
            RETURNING user_id, role_id, place
            """;

    private static final String ROW = "(:tenant, :user%1$d, :role%1$d, :place%1$d)";

    private static final String DELETE = """
            DELETE FROM tenant_role_user WHERE tenant_id = :tenant AND user_id = :user AND role_id IN (<roles>)
            RETURNING user_id, role_id, place
            """;

    /** An assignment and its place in the order of them. */
    record Assigned(UserId user, TenantRoleId role, long place) {

        private static final Comparator<Assigned> BY_KEY = Comparator.<Assigned, String>comparing(
                        each -> each.user.value())
                .thenComparing(each -> each.role.value());
    }

    private static final RowMapper<Assigned> ASSIGNED = (row, _) -> new Assigned(
            new UserId(row.getString("user_id")), new TenantRoleId(row.getString("role_id")), row.getLong("place"));
    private static final RowMapper<Numbered<TenantRole>> ROLE = (row, context) ->
            new Numbered<>(row.getLong("place"), row.getString("id"), TenantRoleStore.ROLE.map(row, context));
    private static final RowMapper<Numbered<UserId>> USER = (row, _) ->
            new Numbered<>(row.getLong("place"), row.getString("user_id"), new UserId(row.getString("user_id")));
    private static final RowMapper<Long> TOTAL = (row, _) -> row.getLong("total");

    /** A user's roles, in the order of assignment. */
    Sliced<TenantRole> rolesOf(Tx tx, TenantId tenant, UserId user, Slice slice) {
        return roles(tx, "", slice, q -> q.bind("tenant", tenant.value()).bind("user", user.value()));
    }

    /** Those of them that hold a scope. */
    Sliced<TenantRole> rolesGiving(Tx tx, TenantId tenant, UserId user, ScopeName scope, Slice slice) {
        return roles(
                tx,
                GIVING,
                slice,
                q -> q.bind("tenant", tenant.value())
                        .bind("user", user.value())
                        .bind("scope", scope.value())
                        .bind("identifier", scope.resourceServer()));
    }

    /** The users of a role, in the order of assignment, without their number. */
    Sliced<UserId> usersOf(Tx tx, TenantId tenant, TenantRoleId role, Slice slice) {
        var rows = tx.list(USERS, q -> page(q.bind("tenant", tenant.value()).bind("role", role.value()), slice), USER);
        return Sliced.ofFullParts(rows, slice, 0);
    }

    /** Whether anybody in the tenant has any role. */
    boolean isAny(Tx tx, TenantId tenant) {
        return tx.first(ANY, q -> q.bind("tenant", tenant.value()), (row, _) -> row.getInt("one"))
                .isPresent();
    }

    /** How many users a role has, and one more than {@code most} where there are more. */
    long countSome(Tx tx, TenantId tenant, TenantRoleId role, int most) {
        return tx.first(
                        COUNT_SOME_USERS,
                        q -> q.bind("tenant", tenant.value())
                                .bind("role", role.value())
                                .bind("most", most + 1),
                        TOTAL)
                .orElseThrow();
    }

    /** How many users a role has: reads as many rows of an index. */
    long count(Tx tx, TenantId tenant, TenantRoleId role) {
        return tx.first(COUNT_USERS, q -> q.bind("tenant", tenant.value()).bind("role", role.value()), TOTAL)
                .orElseThrow();
    }

    /** Adds those that are not there, and tells which, in their order. */
    List<Assigned> insert(Tx tx, TenantId tenant, List<Assigned> assigned) {
        if (assigned.isEmpty()) {
            return List.of();
        }
        var sorted = assigned.stream().sorted(Assigned.BY_KEY).toList();
        var rows = IntStream.range(0, sorted.size()).mapToObj(ROW::formatted).collect(Collectors.joining(", "));
        return inOrder(tx.list(
                INSERT.replace("<rows>", rows),
                q -> {
                    q.bind("tenant", tenant.value());
                    for (int n = 0; n < sorted.size(); n++) {
                        q.bind("user" + n, sorted.get(n).user.value())
                                .bind("role" + n, sorted.get(n).role.value())
                                .bind("place" + n, sorted.get(n).place);
                    }
                },
                ASSIGNED));
    }

    /** Takes roles from a user, and tells which the user had, in the order of assignment. */
    List<Assigned> delete(Tx tx, TenantId tenant, UserId user, List<TenantRoleId> roles) {
        var ids = roles.stream().map(TenantRoleId::value).distinct().sorted().toList();
        return inOrder(tx.list(
                DELETE,
                q -> q.bind("tenant", tenant.value()).bind("user", user.value()).bindList("roles", ids),
                ASSIGNED));
    }

    private static Sliced<TenantRole> roles(Tx tx, String filter, Slice slice, Consumer<Query> binder) {
        long total =
                tx.first(COUNT_ROLES.replace("<filter>", filter), binder, TOTAL).orElseThrow();
        var rows = tx.list(
                ROLES.replace("<filter>", filter),
                q -> {
                    binder.accept(q);
                    page(q, slice);
                },
                ROLE);
        return Sliced.of(rows, slice, total);
    }

    private static void page(Query query, Slice slice) {
        query.bind("after", slice.after())
                .bind("afterId", slice.afterId())
                .bind("limit", slice.rows())
                .bind("offset", slice.offset());
    }

    private static List<Assigned> inOrder(List<Assigned> assigned) {
        return assigned.stream()
                .sorted(Comparator.comparingLong(Assigned::place).thenComparing(Assigned.BY_KEY))
                .toList();
    }
}
