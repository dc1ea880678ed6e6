package dev.bailiwick.rbac;

import dev.bailiwick.store.Slice;
import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads the rows of a {@link Selection}: its SQL has {@code %s} where the condition on the column of numbers belongs. */
final class SelectionStore {

    private SelectionStore() {}

    /** Below the engines' limits of parameters to a statement. */
    static final int MOST = 10_000;

    private static final String PART = """
            SELECT seq FROM TABLE WHERE tenant_id = :tenant AND seq > :after ORDER BY seq LIMIT :limit OFFSET :offset
            """;

    private static final String COUNT = "SELECT COUNT(*) AS total FROM TABLE WHERE tenant_id = :tenant";

    /** Those of a tenant's groups, roles or permissions that are on a part of their list. */
    static Selection on(Tx tx, TenantId tenant, String table, Slice slice) {
        return new Selection(
                tenant,
                tx.list(
                        PART.replace("TABLE", table),
                        q -> q.bind("tenant", tenant.value())
                                .bind("after", slice.after())
                                .bind("limit", slice.rows())
                                .bind("offset", slice.offset()),
                        (row, _) -> row.getLong("seq")));
    }

    /** How many groups, roles or permissions a tenant has. */
    static long count(Tx tx, TenantId tenant, String table) {
        return tx.first(
                        COUNT.replace("TABLE", table),
                        q -> q.bind("tenant", tenant.value()),
                        (row, _) -> row.getLong("total"))
                .orElseThrow();
    }

    /** All rows, in the query's order, which is that of the numbers. */
    static <T> List<T> list(Tx tx, Selection which, String sql, String seqColumn, RowMapper<T> mapper) {
        var rows = new ArrayList<T>();
        each(tx, which, sql, seqColumn, mapper, rows::add);
        return rows;
    }

    /** Rows that belong to a group or role, gathered by its number, each list in the query's order. */
    static <T> Map<Long, List<T>> gather(Tx tx, Selection which, String sql, String seqColumn, RowMapper<T> mapper) {
        var gathered = new HashMap<Long, List<T>>();
        each(
                tx,
                which,
                sql,
                seqColumn,
                (row, context) -> Map.entry(row.getLong(seqColumn), mapper.map(row, context)),
                entry -> gathered.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return gathered;
    }

    private static <T> void each(
            Tx tx, Selection which, String sql, String seqColumn, RowMapper<T> mapper, Consumer<T> reader) {
        var tenant = which.tenant().value();
        if (which.seqs() == null) {
            tx.each(sql.formatted(""), query -> query.bind("tenant", tenant), mapper, reader);
            return;
        }
        var condition = "AND " + seqColumn + " IN (<seqs>)";
        for (var some : chunks(which.seqs())) {
            tx.each(
                    sql.formatted(condition),
                    query -> query.bind("tenant", tenant).bindList("seqs", some),
                    mapper,
                    reader);
        }
    }

    /** The numbers, ascending, a statement's share at a time. */
    static List<List<Long>> chunks(Collection<Long> seqs) {
        return chunks(seqs.stream().sorted().toList(), MOST);
    }

    /** The values in their order, so many at a time. */
    static <T> List<List<T>> chunks(List<T> all, int most) {
        var chunks = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += most) {
            chunks.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return chunks;
    }
}
