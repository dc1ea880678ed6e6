package dev.bailiwick.app;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** Keeps from the console what tests provoke on purpose. Public because Java makes it by its name. */
public final class ProvokedFailures implements Filter {

    /** Made once, by Java. */
    public ProvokedFailures() {}

    @Override
    public boolean isLoggable(LogRecord event) {
        var logger = String.valueOf(event.getLoggerName());
        return !logger.equals("dev.bailiwick.store.SqliteWriter")
                && !logger.startsWith("org.flywaydb")
                && !logger.startsWith("io.zonky"); // a database that was killed cannot be stopped any more
    }
}
