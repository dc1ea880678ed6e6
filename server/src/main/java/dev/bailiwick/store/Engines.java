package dev.bailiwick.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the two engines call the same faults. */
final class Engines {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String ENDED = "57014";
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

    private Engines() {}

    static boolean isUniqueViolation(SQLException e) {
        if (e instanceof SQLiteException lite) {
            return lite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
                    || lite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY;
        }
        return UNIQUE_VIOLATION.equals(e.getSQLState());
    }

    /** The row belongs to another one, of its tenant or another, that is not there any more. */
    static boolean isForeignKeyViolation(Throwable thrown) {
        return isCausedBy(thrown, SQLiteErrorCode.SQLITE_CONSTRAINT_FOREIGNKEY)
                || isCausedBy(thrown, e -> FOREIGN_KEY_VIOLATION.equals(e.getSQLState()));
    }

    /** Another connection holds SQLite's file: nothing happened. */
    static boolean isBusy(Throwable thrown) {
        return isCausedBy(thrown, SQLiteErrorCode.SQLITE_BUSY);
    }

    /** SQLite's progress handler ended the statement. */
    static boolean isInterrupted(Throwable thrown) {
        return isCausedBy(thrown, SQLiteErrorCode.SQLITE_INTERRUPT);
    }

    /** The server is away or going away (classes 08 and 57P), or ended the statement at its time limit (57014). */
    static boolean isAway(Throwable thrown) {
        return isCausedBy(
                thrown,
                e -> e.getSQLState() != null
                        && (e.getSQLState().startsWith("08")
                                || e.getSQLState().startsWith("57P")
                                || e.getSQLState().equals(ENDED)));
    }

    /** PostgreSQL ended the statement at its time limit. */
    static boolean isEnded(Throwable thrown) {
        return isCausedBy(thrown, e -> ENDED.equals(e.getSQLState()));
    }

    /** No room is left for the change, or no memory or connection for the statement: nothing happened. */
    static boolean isOutOfRoom(Throwable thrown) {
        return isCausedBy(thrown, SQLiteErrorCode.SQLITE_FULL)
                || isCausedBy(
                        thrown, e -> e.getSQLState() != null && e.getSQLState().startsWith("53"));
    }

    /** A serialization failure or a deadlock: the engine says that nothing happened, so that the work may run again. */
    static boolean isRolledBack(Throwable thrown) {
        return isCausedBy(thrown, e -> e.getSQLState() != null && ROLLED_BACK.contains(e.getSQLState()));
    }

    private static boolean isCausedBy(Throwable thrown, SQLiteErrorCode code) {
        return isCausedBy(thrown, e -> e instanceof SQLiteException lite && lite.getResultCode() == code);
    }

    private static boolean isCausedBy(Throwable thrown, Predicate<SQLException> fault) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && fault.test(e)) {
                return true;
            }
        }
        return false;
    }
}
