package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Deletes all memberships of users as rows. The users' versions must be locked. */
final class DepartureStore {

    /** CROSS JOIN: SQLite keeps that order. */
    private static final Map<UserSet, String> HELD = UserSet.each("""
            SELECT m.user_id, o.id, o.seq FROM TABLE m CROSS JOIN OWNER o
            WHERE m.tenant_id = :tenant AND m.user_id IN (<users>) AND o.tenant_id = m.tenant_id AND o.seq = m.SEQ
            ORDER BY m.user_id, o.seq
            """);

    private static final Map<UserSet, String> LEAVE =
            UserSet.each("DELETE FROM TABLE WHERE tenant_id = :tenant AND user_id IN (<users>)");

    private final GroupSizeStore sizes = new GroupSizeStore();

    private record Held(String user, String id, long seq) {}

    private static final RowMapper<Held> ROW =
            (row, _) -> new Held(row.getString("user_id"), row.getString("id"), row.getLong("seq"));

    /** Tells what each of them was in; whoever was in nothing is left out. */
    Map<UserId, Departure> remove(Tx tx, TenantId tenant, Collection<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        var ids = users.stream().map(UserId::value).sorted().toList();
        var groups = leave(tx, tenant, UserSet.GROUPS, ids);
        var roles = ofEach(leave(tx, tenant, UserSet.ROLES, ids));
        var left = new TreeMap<Long, Integer>();
        groups.forEach(held -> left.merge(held.seq, 1, Integer::sum));
        var counted = new UserId(ids.getFirst());
        left.forEach((group, members) -> sizes.grow(tx, tenant, List.of(group), counted, -members));
        return together(ofEach(groups), roles);
    }

    private static List<Held> leave(Tx tx, TenantId tenant, UserSet set, List<String> users) {
        var held = tx.list(
                Objects.requireNonNull(HELD.get(set)),
                q -> q.bind("tenant", tenant.value()).bindList("users", users),
                ROW);
        if (!held.isEmpty()) {
            tx.write(
                    Objects.requireNonNull(LEAVE.get(set)),
                    u -> u.bind("tenant", tenant.value()).bindList("users", users));
        }
        return held;
    }

    private static Map<String, List<String>> ofEach(List<Held> all) {
        return all.stream()
                .collect(Collectors.groupingBy(Held::user, Collectors.mapping(Held::id, Collectors.toList())));
    }

    private static Map<UserId, Departure> together(Map<String, List<String>> groups, Map<String, List<String>> roles) {
        var users = new ArrayList<>(groups.keySet());
        users.addAll(roles.keySet());
        return users.stream()
                .distinct()
                .collect(Collectors.toMap(
                        UserId::new,
                        user -> new Departure(
                                groups.getOrDefault(user, List.of()), roles.getOrDefault(user, List.of()))));
    }
}
