package dev.bailiwick.store;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * The beginning of a list that may be longer than can be told.
 *
 * @param items the first {@value #MOST} at most
 * @param total how many there are
 */
public record Beginning<T>(List<T> items, long total) {

    private static final int MOST = 1_000;

    public Beginning {
        items = List.copyOf(items);
    }

    /**
     * Of the rows of a query.
     *
     * @param columns what is read of each
     * @param rows whence, from {@code FROM} on, without an order
     */
    public static <T> Beginning<T> of(
            Tx tx, String columns, String rows, String order, Consumer<Query> binder, RowMapper<T> row) {
        var first = tx.list(
                "SELECT " + columns + " " + rows + " ORDER BY " + order + " LIMIT :most",
                q -> {
                    binder.accept(q);
                    q.bind("most", MOST);
                },
                row);
        long total = first.size() < MOST
                ? first.size()
                : tx.first("SELECT COUNT(*) AS total " + rows, binder, (count, _) -> count.getLong("total"))
                        .orElseThrow();
        return new Beginning<>(first, total);
    }

    /** Has it told under a name, and how many there are where these are not all. What there is none of is not told. */
    public void tell(String name, Map<String, Object> told) {
        if (!items.isEmpty()) {
            told.put(name, items);
        }
        if (total > items.size()) {
            told.put(name + "_total", total);
        }
    }
}
