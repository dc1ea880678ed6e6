package dev.bailiwick.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A server whose data are in a temporary directory and are deleted with it: for tests. */
final class EphemeralServer implements AutoCloseable {

    private final Settings settings;
    private @Nullable Path directory;
    private @Nullable Server server;
    private boolean closed;

    EphemeralServer(Settings settings) {
        this.settings = settings;
    }

    /** Starts and returns when requests are answered. */
    synchronized Server start() {
        if (closed) {
            throw new IllegalStateException("The server was stopped before it was ready.");
        }
        directory = temporaryDirectory();
        server = Server.start(settings.ephemeralIn(directory));
        return server;
    }

    /** Stops the server, after its start if it is still starting, and deletes what it has left. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            if (directory != null) {
                delete(directory);
            }
        }
    }

    /** Which its owner alone may read. */
    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("bailiwick-");
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary directory cannot be made", e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary directory cannot be deleted: " + directory, e);
        }
    }
}
