package dev.bailiwick.connection.strategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables that are data: columns between tabs, and lines with {@code #} that say something of them. */
final class Table {

    private Table() {}

    /** The rows of {@code /connection/NAME.tsv}. */
    static List<List<String>> rows(String name, int columns) {
        try (var table = Table.class.getResourceAsStream("/connection/" + name + ".tsv")) {
            if (table == null) {
                throw new IllegalStateException("the table " + name + " is missing");
            }
            var rows = new String(table.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
            if (rows.stream().anyMatch(row -> row.size() != columns)) {
                throw new IllegalStateException("the table " + name + " has a row of other columns");
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
