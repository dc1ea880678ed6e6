package dev.bailiwick.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own, with the durable settings that zonky leaves out, at a port and on files that stay the same. */
final class KillablePostgres implements Victim, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres server;

    KillablePostgres(Path directory) {
        this.directory = directory;
    }

    /** Makes an empty database and returns its JDBC URL. */
    String create(String database) throws SQLException {
        try (var connection = running().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return running().getJdbcUrl("postgres", database);
    }

    /** Returns when it serves. What its last end left behind is PostgreSQL's own to tidy up. */
    @Override
    public void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Kills the first process and all that it has forked. */
    @Override
    public void kill() throws IOException, InterruptedException {
        var first = ProcessHandle.of(pid()).orElseThrow();
        var family = new ArrayList<ProcessHandle>();
        family.add(first);
        first.descendants().forEach(family::add);
        family.forEach(ProcessHandle::destroyForcibly);
        try {
            CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        running().close(); // stops nothing any more, and gives the directory free
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }

    private EmbeddedPostgres running() {
        if (server == null) {
            throw new IllegalStateException("PostgreSQL was never started");
        }
        return server;
    }
}
