package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.util.List;

/** A table for tests of the engines: names, in the order of the alphabet. */
final class Notes {

    private static final String INSERT = "INSERT INTO note (name) VALUES (:name)";

    void create(Tx tx) {
        tx.write("CREATE TABLE note (name TEXT PRIMARY KEY)", _ -> {});
    }

    int insert(Tx tx, String name) {
        return tx.write(INSERT, u -> u.bind("name", name));
    }

    int insert(Tx tx, String name, Problem ifTaken) {
        return tx.write(INSERT, u -> u.bind("name", name), ifTaken);
    }

    List<String> names(Tx tx) {
        return tx.list("SELECT name FROM note ORDER BY name", _ -> {}, (row, _) -> row.getString("name"));
    }
}
