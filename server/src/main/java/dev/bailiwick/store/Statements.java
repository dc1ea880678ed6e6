package dev.bailiwick.store;

import java.sql.Connection;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/**
 * Jdbi as it is used here: an exception tells the statement that failed and nothing of what was bound to it, since it ends
 * up in the log.
 */
final class Statements {

    private Statements() {}

    static Jdbi on(DataSource source) {
        return discreet(Jdbi.create(source));
    }

    static Jdbi on(Connection connection) {
        return discreet(Jdbi.create(connection));
    }

    /** The same for PostgreSQL's driver, which quotes the rows that are refused and the batches that fail. */
    static Properties discreet(Properties driver) {
        driver.setProperty("logServerErrorDetail", "false");
        return driver;
    }

    private static Jdbi discreet(Jdbi jdbi) {
        jdbi.configure(StatementExceptions.class, config -> config.setMessageRendering(Statements::message));
        return jdbi;
    }

    private static String message(StatementException thrown) {
        return thrown.getShortMessage() + " [" + sql(thrown) + "]";
    }

    private static @Nullable String sql(StatementException thrown) {
        var context = thrown.getStatementContext();
        return context == null ? null : context.getRawSql();
    }
}
