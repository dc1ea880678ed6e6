package dev.bailiwick.app;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sets the logs up: one line to an event, to standard error, without the libraries' chatter. */
final class Logging {

    private static volatile @Nullable LogQueue queue;

    private Logging() {}

    /** Must come before anything is logged. */
    static void prepare() {
        System.setProperty("java.util.logging.manager", KeptLogManager.class.getName());
    }

    /** The logs of a command, which ends soon. */
    static void configure() {
        read(InputStream.nullInputStream());
    }

    /** The logs of a server. */
    static void configure(LogFormat format, Level level) {
        var more = "\nhandlers =\ndev.bailiwick.level = " + level.getName() + "\n";
        read(new ByteArrayInputStream(more.getBytes(StandardCharsets.ISO_8859_1)));
        var started = new LogQueue(new FileOutputStream(FileDescriptor.err), format);
        Logger.getLogger("").addHandler(started);
        queue = started;
        KeptLogManager.keep();
    }

    /** How many lines were dropped because nobody took them. */
    static long dropped() {
        var started = queue;
        return started == null ? 0 : started.dropped();
    }

    /** Waits until what was logged is written, for a moment at most. */
    static void flush() {
        var started = queue;
        if (started != null) {
            started.flush();
        }
    }

    /** What comes later in the properties counts. */
    private static void read(InputStream more) {
        try (var properties = new SequenceInputStream(Logging.class.getResourceAsStream("/logging.properties"), more)) {
            LogManager.getLogManager().readConfiguration(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
