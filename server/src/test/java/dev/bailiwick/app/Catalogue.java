package dev.bailiwick.app;

import static dev.bailiwick.audit.AuditedChanges.IS_CHANGE;

import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a server's database says of itself, read beside the server. */
public record Catalogue(Engine engine, String url) {

    static Catalogue of(TestDatabase database, Path directory) {
        return new Catalogue(
                database.engine(),
                database.engine() == Engine.SQLITE
                        ? "jdbc:sqlite:" + directory.resolve("bailiwick.db")
                        : database.url());
    }

    List<String> tenantTables() {
        return texts(
                switch (engine) {
                    case SQLITE -> """
                    SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant_id'
                    WHERE m.type = 'table' ORDER BY 1
                    """;
                    case POSTGRES -> """
                    SELECT table_name FROM information_schema.columns
                    WHERE table_schema = current_schema() AND column_name = 'tenant_id' ORDER BY 1
                    """;
                });
    }

    /** Tables of tenants whose rows do not go with what they refer to. */
    List<String> notCascading() {
        return texts(
                switch (engine) {
                    case SQLITE -> """
                    SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant_id'
                    WHERE m.type = 'table' AND NOT EXISTS (
                        SELECT 1 FROM pragma_foreign_key_list(m.name) f
                        WHERE f."from" = 'tenant_id' AND f.on_delete = 'CASCADE')
                    """;
                    case POSTGRES -> """
                    SELECT c.table_name FROM information_schema.columns c
                    WHERE c.table_schema = current_schema() AND c.column_name = 'tenant_id' AND NOT EXISTS (
                        SELECT 1 FROM pg_constraint f
                        WHERE f.conrelid = c.table_name::regclass AND f.contype = 'f' AND f.confdeltype = 'c')
                    """;
                });
    }

    /** How many rows each table has for tenants other than the default one. Rows of no tenant at all count, too. */
    Map<String, Integer> foreignRows() {
        var rows = new LinkedHashMap<String, Integer>();
        for (var table : tenantTables()) {
            rows.put(
                    table,
                    Integer.valueOf(texts("SELECT count(*) FROM " + table
                                    + " WHERE tenant_id NOT IN (SELECT id FROM tenant WHERE is_default)")
                            .getFirst()));
        }
        rows.put(
                "tenant",
                Integer.valueOf(texts("SELECT count(*) FROM tenant WHERE NOT is_default")
                        .getFirst()));
        return rows;
    }

    /** All that a tenant has, by its name. */
    Map<String, List<String>> contentOf(String tenant) {
        var content = new LinkedHashMap<String, List<String>>();
        for (var table : tenantTables()) {
            content.put(
                    table,
                    rows("SELECT * FROM " + table + " WHERE tenant_id = (SELECT id FROM tenant WHERE name = '" + tenant
                            + "')" + (table.equals("audit_log") ? " AND " + IS_CHANGE : "")));
        }
        return content;
    }

    /** All rows of all tables, but for what the log tells of tokens. */
    public Map<String, List<String>> content() {
        var content = new LinkedHashMap<String, List<String>>();
        var tables = texts(
                switch (engine) {
                    case SQLITE -> "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1";
                    case POSTGRES -> """
                    SELECT table_name FROM information_schema.tables
                    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1
                    """;
                });
        for (var table : tables) {
            var changes = table.equals("audit_log") ? " WHERE " + IS_CHANGE : "";
            content.put(table, rows("SELECT * FROM \"" + table + "\"" + changes));
        }
        return content;
    }

    /** The first column of a query's rows. */
    List<String> texts(String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> rows(String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    row.add(rows.getString(column));
                }
                texts.add(row.toString());
            }
            Collections.sort(texts);
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void change(String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
