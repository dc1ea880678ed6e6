package dev.bailiwick.rbac;

import dev.bailiwick.store.Tx;
import dev.bailiwick.tenant.TenantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Which of a tenant's groups or roles a query is about: all, or those with some numbers.
 *
 * @param seqs null for all
 */
record Selection(TenantId tenant, @Nullable Collection<Long> seqs) {

    /** Runs a query whose {@code %s} stands where the condition on the column {@code seq} belongs. */
    <T> List<T> list(Tx tx, String sql, String seqColumn, RowMapper<T> mapper) {
        return tx.list(sql.formatted(condition(seqColumn)), this::bind, mapper);
    }

    /** The same for rows that belong to a group or role: gathered by its number, each list in the query's order. */
    <T> Map<Long, List<T>> gather(Tx tx, String sql, String seqColumn, RowMapper<T> mapper) {
        var gathered = new HashMap<Long, List<T>>();
        tx.each(
                sql.formatted(condition(seqColumn)),
                this::bind,
                (row, context) -> Map.entry(row.getLong(seqColumn), mapper.map(row, context)),
                entry -> gathered.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return gathered;
    }

    boolean isEmpty() {
        return seqs != null && seqs.isEmpty();
    }

    private String condition(String seqColumn) {
        return seqs == null ? "" : "AND " + seqColumn + " IN (<seqs>)";
    }

    private void bind(Query query) {
        query.bind("tenant", tenant.value());
        if (seqs != null) {
            query.bindList("seqs", seqs);
        }
    }
}
