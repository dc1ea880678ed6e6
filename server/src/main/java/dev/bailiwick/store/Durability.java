package dev.bailiwick.store;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Refuses to start on an engine that may lose what it acknowledged. */
final class Durability {

    private Durability() {}

    /** Reads the one value of the answer and compares it as text. */
    static void require(String setting, Object expected, ResultSet answer) throws SQLException {
        try (answer) {
            var actual = answer.next() ? answer.getString(1) : "absent";
            if (!String.valueOf(expected).equals(actual)) {
                throw new IllegalStateException("The database would lose acknowledged changes in a crash: its setting "
                        + setting + " is " + actual + " and must be " + expected + ".");
            }
        }
    }
}
