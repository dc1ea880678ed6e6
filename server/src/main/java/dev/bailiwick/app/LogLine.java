package dev.bailiwick.app;

import dev.bailiwick.web.RequestContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * One event, as every format tells it.
 *
 * @param context the request that the logging thread was answering; null outside of one
 * @param failure what was thrown, with its stack; null when nothing was
 * @param event what the message was made of, where that has parts of its own; null otherwise
 */
record LogLine(
        Instant time,
        String level,
        String logger,
        @Nullable RequestContext context,
        String message,
        @Nullable String failure,
        @Nullable Record event) {

    /** Of a record, on the thread that made it. */
    static LogLine of(LogRecord record) {
        var parameters = record.getParameters();
        return new LogLine(
                record.getInstant(),
                level(record.getLevel()),
                String.valueOf(record.getLoggerName()),
                RequestContext.current().orElse(null),
                message(record),
                failure(record.getThrown()),
                parameters != null && parameters.length == 1 && parameters[0] instanceof Record event ? event : null);
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "warning";
        }
        return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }

    private static String message(LogRecord record) {
        var parameters = record.getParameters();
        var message = String.valueOf(record.getMessage());
        if (parameters == null || parameters.length == 0) {
            return message;
        }
        try {
            return MessageFormat.format(message, parameters);
        } catch (IllegalArgumentException e) {
            return message;
        }
    }

    private static @Nullable String failure(@Nullable Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
