package dev.bailiwick.store;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the two engines call the same faults. */
final class Engines {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    private Engines() {}

    static boolean isUniqueViolation(SQLException e) {
        if (e instanceof SQLiteException lite) {
            return lite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                    || lite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY;
        }
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** A serialization failure or a deadlock: the engine says that nothing happened, so that the work may run again. */
    static boolean isRolledBack(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null && ROLLED_BACK.contains(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
