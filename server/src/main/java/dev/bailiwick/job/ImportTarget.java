package dev.bailiwick.job;

import dev.bailiwick.connection.Connection;
import dev.bailiwick.problem.Problem;

/** Whether users can be brought in by a connection. */
final class ImportTarget {

    private static final String DATABASE = "auth0";

    private ImportTarget() {}

    /** Refuses one that cannot take them. */
    static void require(Connection connection) {
        requireDatabase(connection);
        boolean isOfScripts =
                connection.options().flag("/enabledDatabaseCustomization").orElse(false);
        boolean isImporting = connection.options().flag("/import_mode").orElse(false);
        if (isOfScripts && !isImporting) {
            throw refused("Custom Database Connections without import mode are not allowed.");
        }
    }

    /** Refuses with {@link Problem.Unsupported} one whose users we do not keep, with {@link Problem.Disabled} one that nobody may use. */
    static void requireDatabase(Connection connection) {
        if (!connection.strategy().equals(DATABASE)) {
            throw new Problem.Unsupported("Connection must be a database connection").asException();
        }
        requireEnabled(connection);
    }

    /** Refuses with {@link Problem.Disabled} one that nobody may use. */
    static void requireEnabled(Connection connection) {
        if (!connection.isEnabled()) {
            throw new Problem.Disabled("Connection must be enabled.").asException();
        }
    }

    private static RuntimeException refused(String reason) {
        return new Problem.NotAllowed(reason).asException();
    }
}
