package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What hangs on a group as rows, one to each member, role and the like, in the order in which they were added. */
final class GroupSetStore {

    private static final int MOST_ROWS = 1_000;

    private static final String MARK = """
            UPDATE user_group SET MARK = :yes WHERE tenant_id = :tenant AND seq = :group AND NOT MARK
            """;

    private static final String NEXT = """
            SELECT COALESCE(MAX(position) + 1, 0) AS position FROM TABLE
            WHERE tenant_id = :tenant AND group_seq = :group
            """;

    private static final String ADD = """
            INSERT INTO TABLE (tenant_id, group_seq, COLUMN, position) VALUES <rows>
            ON CONFLICT (tenant_id, group_seq, COLUMN) DO NOTHING
            """;

    private static final String REMOVE = """
            DELETE FROM TABLE WHERE tenant_id = :tenant AND group_seq = :group AND COLUMN IN (<values>)
            """;

    private record Placed(String value, long position) {}

    /** Adds what is not in the set yet, at its end, and tells how many that were. */
    int add(Tx tx, TenantId tenant, GroupSet set, long group, List<String> values) {
        tx.write(
                set.in(MARK),
                u -> u.bind("tenant", tenant.value()).bind("group", group).bind("yes", true));
        int added = 0;
        for (var some : SelectionStore.chunks(placed(values, next(tx, tenant, set, group)), MOST_ROWS)) {
            var rows = IntStream.range(0, some.size())
                    .mapToObj(n -> "(:tenant, :group, :value" + n + ", :position" + n + ")")
                    .collect(Collectors.joining(", "));
            added += tx.write(set.in(ADD).replace("<rows>", rows), u -> {
                u.bind("tenant", tenant.value()).bind("group", group);
                for (int n = 0; n < some.size(); n++) {
                    u.bind("value" + n, some.get(n).value).bind("position" + n, some.get(n).position);
                }
            });
        }
        return added;
    }

    /** Removes what is in the set, and tells how many that were. */
    int remove(Tx tx, TenantId tenant, GroupSet set, long group, List<String> values) {
        int removed = 0;
        for (var some :
                SelectionStore.chunks(values.stream().distinct().sorted().toList(), MOST_ROWS)) {
            removed += tx.write(
                    set.in(REMOVE),
                    u -> u.bind("tenant", tenant.value()).bind("group", group).bindList("values", some));
        }
        return removed;
    }

    private static long next(Tx tx, TenantId tenant, GroupSet set, long group) {
        return tx.first(
                        set.in(NEXT),
                        q -> q.bind("tenant", tenant.value()).bind("group", group),
                        (row, _) -> row.getLong("position"))
                .orElseThrow();
    }

    /** Each value once with its place, sorted so that concurrent changes meet in one order. */
    private static List<Placed> placed(List<String> values, long first) {
        var distinct = values.stream().distinct().toList();
        return IntStream.range(0, distinct.size())
                .mapToObj(i -> new Placed(distinct.get(i), first + i))
                .sorted((a, b) -> a.value.compareTo(b.value))
                .toList();
    }
}
