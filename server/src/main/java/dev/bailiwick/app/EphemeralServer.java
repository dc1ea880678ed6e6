package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.app.deploy.Outcome.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A server whose data are in a temporary directory and are deleted with it: for tests. */
final class EphemeralServer implements AutoCloseable {

    private final Settings settings;
    private final Optional<Path> seed;
    private @Nullable Path directory;
    private @Nullable Server server;
    private boolean closed;

    /**
     * One that is not started yet.
     *
     * @param seed a folder that is brought in at the start, as {@code import auth0} does
     */
    EphemeralServer(Settings settings, Optional<Path> seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /** Starts and returns when requests are answered and the seed is there. What of it is left out, standard error is told. */
    synchronized Server start() throws IOException, InterruptedException {
        if (closed) {
            throw new IllegalStateException("The server was stopped before it was ready.");
        }
        directory = temporaryDirectory();
        var started = Server.start(settings.ephemeralIn(directory));
        server = started;
        if (seed.isPresent()) {
            started.bringIn(seed.get(), EphemeralServer::tell);
        }
        return started;
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

    private static void tell(Outcome outcome) {
        if (outcome.kind() == Kind.LEFT_OUT) {
            System.err.println(outcome.file() + ": " + outcome.reason());
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
