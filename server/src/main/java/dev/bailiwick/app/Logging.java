package dev.bailiwick.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/** Sets the logs up: one line to an event, to standard error, without the libraries' chatter. */
final class Logging {

    private Logging() {}

    static void configure() {
        try (var properties = Logging.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
