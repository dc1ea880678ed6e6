package dev.bailiwick.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

/**
 * Keeps everything that is logged in a whole run of the tests, for {@link LogOfTheRunTest}: a file of each process, with no
 * line left out and none cut short. Public because Java makes it by its name.
 */
public final class RunLog extends Handler {

    private static final String DIRECTORY = "bailiwick.run";
    private static final String LOG = "log-";

    private final OutputStream file = append(LOG);

    /** Made once, by Java. */
    public RunLog() {
        setLevel(Level.ALL);
    }

    /** What another JVM needs to be started with, so that what it logs is kept, too. */
    public static List<String> jvmOptions() {
        return Stream.of("java.util.logging.manager", "java.util.logging.config.file", DIRECTORY)
                .map(name -> "-D" + name + "=" + System.getProperty(name, ""))
                .toList();
    }

    /** Where a server of its own prints to, so that what it says is read with the rest. */
    public static Path ofServer(String name) {
        return directory().resolve(LOG + name + ".txt");
    }

    /** Opens this process's file of a kind. */
    static OutputStream append(String kind) {
        try {
            Files.createDirectories(directory());
            var file = directory().resolve(kind + ProcessHandle.current().pid() + ".txt");
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads everything that was logged, by whatever process. */
    static void each(Consumer<String> reader) {
        each(LOG, reader);
    }

    /** Reads every line of the files of a kind. */
    static void each(String kind, Consumer<String> reader) {
        try (var files = Files.newDirectoryStream(directory(), kind + "*")) {
            for (var file : files) {
                try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
                    lines.forEach(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void publish(LogRecord event) {
        var parameters = event.getParameters() == null ? "" : Arrays.deepToString(event.getParameters());
        write(LogLine.of(event) + " " + parameters + "\n");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private synchronized void write(String text) {
        try {
            file.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        return Path.of(System.getProperty(DIRECTORY, "target/run"));
    }
}
