package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/** Reads the rows of a {@link Selection}: its SQL has {@code %s} where the condition on the column of numbers belongs. */
final class SelectionStore {

    private SelectionStore() {}

    /** All rows, in the query's order. */
    static <T> List<T> list(Tx tx, Selection which, String sql, String seqColumn, RowMapper<T> mapper) {
        return tx.list(sql.formatted(condition(which, seqColumn)), query -> bind(query, which), mapper);
    }

    /** Rows that belong to a group or role, gathered by its number, each list in the query's order. */
    static <T> Map<Long, List<T>> gather(Tx tx, Selection which, String sql, String seqColumn, RowMapper<T> mapper) {
        var gathered = new HashMap<Long, List<T>>();
        tx.each(
                sql.formatted(condition(which, seqColumn)),
                query -> bind(query, which),
                (row, context) -> Map.entry(row.getLong(seqColumn), mapper.map(row, context)),
                entry -> gathered.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return gathered;
    }

    private static String condition(Selection which, String seqColumn) {
        return which.seqs() == null ? "" : "AND " + seqColumn + " IN (<seqs>)";
    }

    private static void bind(Query query, Selection which) {
        query.bind("tenant", which.tenant().value());
        if (which.seqs() != null) {
            query.bindList("seqs", which.seqs());
        }
    }
}
