package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Reads who is in which group. Pages behind the middle are read from the end, which makes the last as fast as the first. */
final class MemberStore {

    private static final String FORWARDS = """
            SELECT user_id FROM group_member WHERE tenant_id = :tenant AND group_seq = :group
            ORDER BY position, user_id LIMIT :limit OFFSET :start
            """;

    private static final String BACKWARDS = """
            SELECT user_id FROM group_member WHERE tenant_id = :tenant AND group_seq = :group
            ORDER BY position DESC, user_id DESC LIMIT :limit OFFSET :start
            """;

    /** CROSS JOIN: SQLite keeps that order, and with another one the walk takes minutes. */
    private static final String WALK = """
            WITH RECURSIVE inside (seq) AS (
                SELECT CAST(:group AS BIGINT)
                UNION
                SELECT g.seq
                FROM inside i CROSS JOIN group_nesting n CROSS JOIN user_group g
                WHERE n.tenant_id = :tenant AND n.group_seq = i.seq AND g.tenant_id = :tenant AND g.id = n.nested_id
            )
            """;

    private static final String INSIDE = WALK + """
            SELECT g.seq, g.id, g.name, g.description FROM inside i CROSS JOIN user_group g
            WHERE g.tenant_id = :tenant AND g.seq = i.seq ORDER BY g.seq
            """;

    private static final String AROUND_USER = """
            WITH RECURSIVE around (seq) AS (
                SELECT m.group_seq FROM group_member m WHERE m.tenant_id = :tenant AND m.user_id = :user
                UNION
                SELECT n.group_seq
                FROM around a CROSS JOIN user_group g CROSS JOIN group_nesting n
                WHERE g.tenant_id = :tenant AND g.seq = a.seq AND n.tenant_id = :tenant AND n.nested_id = g.id
            )
            SELECT g.seq, g.id, g.name, g.description FROM around a CROSS JOIN user_group g
            WHERE g.tenant_id = :tenant AND g.seq = a.seq ORDER BY g.seq
            """;

    private static final String COUNT_OF_SOME = """
            SELECT COUNT(*) AS total FROM (
                SELECT DISTINCT user_id FROM group_member WHERE tenant_id = :tenant AND group_seq IN (<groups>)) AS each_once
            """;

    /** Group and position as one number, so that the first group's position needs no second look; no group has 2^32 members. */
    private static final String PAGE_OF_SOME = """
            SELECT user_id, MIN(group_seq * 4294967296 + position) AS place FROM group_member
            WHERE tenant_id = :tenant AND group_seq IN (<groups>)
            GROUP BY user_id ORDER BY place, user_id LIMIT :limit OFFSET :start
            """;

    private static final long POSITIONS = 1L << 32;

    private final GroupSizeStore sizes = new GroupSizeStore();

    /** A member, and the first of the groups that has it. */
    record Placed(UserId user, long groupSeq) {}

    private record Numbered(long seq, GroupSummary group) {}

    private static final RowMapper<UserId> USER = (row, _) -> new UserId(row.getString("user_id"));
    private static final RowMapper<Long> TOTAL = (row, _) -> row.getLong("total");
    private static final RowMapper<Numbered> GROUP = (row, _) -> new Numbered(
            row.getLong("seq"),
            new GroupSummary(new GroupId(row.getString("id")), row.getString("name"), row.getString("description")));

    /** Some of a group's direct members, in the order in which they came. */
    MemberPage<UserId> page(Tx tx, TenantId tenant, long group, long start, int limit) {
        long total = sizes.of(tx, tenant, group);
        long some = Math.min(limit, total - start);
        if (some <= 0) {
            return new MemberPage<>(total, List.of());
        }
        boolean isForwards = start <= total / 2;
        var users = new ArrayList<>(tx.list(
                isForwards ? FORWARDS : BACKWARDS,
                q -> q.bind("tenant", tenant.value())
                        .bind("group", group)
                        .bind("limit", some)
                        .bind("start", isForwards ? start : total - start - some),
                USER));
        if (!isForwards) {
            Collections.reverse(users);
        }
        return new MemberPage<>(total, users);
    }

    /**
     * Some of the members of a group and of those that are nested in it, each once.
     *
     * @param inside the numbers of all of these groups
     */
    MemberPage<Placed> page(Tx tx, TenantId tenant, long group, Collection<Long> inside, long start, int limit) {
        if (inside.size() == 1) {
            var page = page(tx, tenant, group, start, limit);
            return new MemberPage<>(
                    page.total(),
                    page.members().stream().map(user -> new Placed(user, group)).toList());
        }
        var groups = inside.size() > SelectionStore.MOST ? Among.inside(group) : Among.these(inside);
        long total = tx.first(groups.in(COUNT_OF_SOME), q -> bind(q, tenant, groups), TOTAL)
                .orElseThrow();
        return new MemberPage<>(total, ofSome(tx, tenant, groups, start, limit));
    }

    /** The first members of however many groups, each once. */
    List<Placed> first(Tx tx, TenantId tenant, Collection<Long> groups, int limit) {
        var found = new LinkedHashMap<UserId, Placed>();
        for (var some : SelectionStore.chunks(groups)) {
            ofSome(tx, tenant, Among.these(some), 0, limit).forEach(member -> found.putIfAbsent(member.user, member));
        }
        return found.values().stream().limit(limit).toList();
    }

    private static List<Placed> ofSome(Tx tx, TenantId tenant, Among groups, long start, int limit) {
        return tx.list(
                groups.in(PAGE_OF_SOME),
                q -> bind(q, tenant, groups).bind("limit", limit).bind("start", start),
                (row, _) -> new Placed(new UserId(row.getString("user_id")), row.getLong("place") / POSITIONS));
    }

    /**
     * Groups in a statement that has {@code <groups>} for them.
     *
     * @param numbers of all of them; none where there are too many for a statement
     * @param outer then the group in which the statement finds them anew
     */
    private record Among(List<Long> numbers, long outer) {

        static Among these(Collection<Long> groups) {
            return new Among(List.copyOf(groups), 0);
        }

        static Among inside(long outer) {
            return new Among(List.of(), outer);
        }

        String in(String statement) {
            return numbers.isEmpty() ? WALK + statement.replace("<groups>", "SELECT seq FROM inside") : statement;
        }
    }

    private static Query bind(Query query, TenantId tenant, Among groups) {
        query.bind("tenant", tenant.value());
        return groups.numbers.isEmpty() ? query.bind("group", groups.outer) : query.bindList("groups", groups.numbers);
    }

    /** A group and all that are nested in it at any distance, by number, in the order of their creation. */
    Map<Long, GroupSummary> inside(Tx tx, TenantId tenant, long group) {
        return byNumber(tx.list(INSIDE, q -> q.bind("tenant", tenant.value()).bind("group", group), GROUP));
    }

    /** The groups that a user is in, directly or through nesting, by number, in the order of their creation. */
    Map<Long, GroupSummary> around(Tx tx, TenantId tenant, UserId user) {
        return byNumber(
                tx.list(AROUND_USER, q -> q.bind("tenant", tenant.value()).bind("user", user.value()), GROUP));
    }

    private static Map<Long, GroupSummary> byNumber(List<Numbered> groups) {
        var byNumber = new LinkedHashMap<Long, GroupSummary>();
        groups.forEach(group -> byNumber.put(group.seq, group.group));
        return byNumber;
    }
}
