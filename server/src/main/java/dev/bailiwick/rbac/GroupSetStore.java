package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;

/** What hangs on a group as rows, one to each member, role and the like, in the order in which they were added. */
final class GroupSetStore {

    private static final int MOST_ROWS = 1_000;

    private static final Map<GroupSet, String> MARK = GroupSet.each("""
            UPDATE user_group SET MARK = :yes WHERE tenant_id = :tenant AND seq = :group AND NOT MARK
            """);

    /** {@code column1} and {@code column2} are what both engines call the columns of VALUES. */
    private static final Map<GroupSet, String> ADD = GroupSet.each("""
            INSERT INTO TABLE (tenant_id, group_seq, COLUMN, position)
            SELECT :tenant, :group, v.column1, v.column2 + COALESCE((
                SELECT position + 1 FROM TABLE WHERE tenant_id = :tenant AND group_seq = :group
                ORDER BY position DESC LIMIT 1), 0)
            FROM (VALUES <rows>) AS v
            WHERE TRUE
            ON CONFLICT DO NOTHING
            RETURNING COLUMN AS value, position
            """);

    private static final Map<GroupSet, String> REMOVE = GroupSet.each("""
            DELETE FROM TABLE WHERE tenant_id = :tenant AND group_seq = :group AND COLUMN IN (<values>)
            RETURNING COLUMN AS value, position
            """);

    private record Placed(String value, long position) {}

    private static final RowMapper<Placed> PLACED =
            (row, _) -> new Placed(row.getString("value"), row.getLong("position"));

    /** Adds what is not in the set yet, at its end, and tells what that was. */
    List<String> add(Tx tx, TenantId tenant, GroupSet set, long group, List<String> values) {
        var added = new ArrayList<Placed>();
        for (var some : SelectionStore.chunks(values.stream().distinct().toList(), MOST_ROWS)) {
            added.addAll(addSome(tx, tenant, set, group, placed(some)));
        }
        if (added.stream().anyMatch(placed -> placed.position == 0)) {
            tx.write(
                    sql(MARK, set),
                    u -> u.bind("tenant", tenant.value()).bind("group", group).bind("yes", true));
        }
        return values(added);
    }

    /** Removes what is in the set, and tells what that was. */
    List<String> remove(Tx tx, TenantId tenant, GroupSet set, long group, List<String> values) {
        var removed = new ArrayList<Placed>();
        for (var some :
                SelectionStore.chunks(values.stream().distinct().sorted().toList(), MOST_ROWS)) {
            removed.addAll(tx.list(
                    sql(REMOVE, set),
                    q -> q.bind("tenant", tenant.value()).bind("group", group).bindList("values", some),
                    PLACED));
        }
        return values(removed);
    }

    private static List<Placed> addSome(Tx tx, TenantId tenant, GroupSet set, long group, List<Placed> some) {
        var rows = IntStream.range(0, some.size())
                .mapToObj(n -> "(:value" + n + ", :place" + n + ")")
                .collect(Collectors.joining(", "));
        return tx.list(
                sql(ADD, set).replace("<rows>", rows),
                q -> {
                    q.bind("tenant", tenant.value()).bind("group", group);
                    for (int n = 0; n < some.size(); n++) {
                        q.bind("value" + n, some.get(n).value).bind("place" + n, some.get(n).position);
                    }
                },
                PLACED);
    }

    private static String sql(Map<GroupSet, String> statement, GroupSet set) {
        return Objects.requireNonNull(statement.get(set));
    }

    private static List<String> values(List<Placed> rows) {
        return rows.stream()
                .sorted(Comparator.comparingLong(Placed::position))
                .map(Placed::value)
                .toList();
    }

    /** Each value with its place among them, sorted so that concurrent changes meet in one order. */
    private static List<Placed> placed(List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> new Placed(values.get(i), i))
                .sorted(Comparator.comparing(Placed::value))
                .toList();
    }
}
