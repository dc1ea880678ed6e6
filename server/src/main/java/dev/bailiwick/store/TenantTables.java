package dev.bailiwick.store;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables with rows of tenants, as the database itself lists them, so that one which is added later cannot be forgotten. */
public final class TenantTables {

    private static final String OWNER = "tenant_id";

    private final List<String> removals;

    private TenantTables(List<String> removals) {
        this.removals = removals;
    }

    /** Asks the database. What it tells stays true until the next migration. */
    public static TenantTables of(Tx tx) {
        return tx.catalogue(catalogue -> {
            var keys = keys(catalogue);
            var ordered = referringFirst(references(catalogue, keys.keySet()));
            return new TenantTables(ordered.stream()
                    .map(table -> removal(table, String.join(", ", keys.get(table))))
                    .toList());
        });
    }

    /**
     * Removes rows of one tenant, each before those that it refers to, so that nothing cascades.
     *
     * @param most how many at most
     * @return how many; fewer than that when none is left
     */
    public int removeSome(Tx tx, String tenant, int most) {
        int removed = 0;
        for (var removal : removals) {
            int left = most - removed;
            if (left > 0) {
                removed += tx.write(removal, u -> u.bind("tenant", tenant).bind("most", left));
            }
        }
        return removed;
    }

    private static String removal(String table, String key) {
        return "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE tenant_id = :tenant LIMIT :most)"
                .formatted(table, key);
    }

    /** The columns of each table's primary key. */
    private static Map<String, List<String>> keys(DatabaseMetaData catalogue) throws SQLException {
        var keys = new HashMap<String, List<String>>();
        for (var table : owned(catalogue)) {
            SortedMap<Integer, String> columns = new TreeMap<>();
            try (var rows = catalogue.getPrimaryKeys(null, schema(catalogue), table)) {
                while (rows.next()) {
                    columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
                }
            }
            keys.put(table, List.copyOf(columns.values()));
        }
        return keys;
    }

    private static List<String> owned(DatabaseMetaData catalogue) throws SQLException {
        var tables = new ArrayList<String>();
        // Matched here and not there, where an underscore stands for any character.
        try (var columns = catalogue.getColumns(null, schema(catalogue), "%", "%")) {
            while (columns.next()) {
                if (columns.getString("COLUMN_NAME").equals(OWNER)) {
                    tables.add(columns.getString("TABLE_NAME"));
                }
            }
        }
        return tables;
    }

    /** For each table those among the others that it refers to. */
    private static Map<String, Set<String>> references(DatabaseMetaData catalogue, Set<String> tables)
            throws SQLException {
        var references = new HashMap<String, Set<String>>();
        for (var table : tables) {
            var targets = references.computeIfAbsent(table, _ -> new HashSet<>());
            try (var rows = catalogue.getImportedKeys(null, schema(catalogue), table)) {
                while (rows.next()) {
                    targets.add(rows.getString("PKTABLE_NAME"));
                }
            }
            targets.retainAll(tables);
            targets.remove(table);
        }
        return references;
    }

    private static List<String> referringFirst(Map<String, Set<String>> references) {
        var ordered = new ArrayList<String>();
        while (!references.isEmpty()) {
            var referredTo = new HashSet<String>();
            references.values().forEach(referredTo::addAll);
            var free = references.keySet().stream()
                    .filter(table -> !referredTo.contains(table))
                    .sorted()
                    .toList();
            // Tables that refer to each other in a circle have no first one.
            var next = free.isEmpty() ? references.keySet().stream().sorted().toList() : free;
            ordered.addAll(next);
            next.forEach(references::remove);
        }
        return ordered;
    }

    private static String schema(DatabaseMetaData catalogue) throws SQLException {
        return catalogue.getConnection().getSchema();
    }
}
