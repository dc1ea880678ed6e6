package dev.bailiwick.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one PostgreSQL of a test run: started at its first use with the durable settings that zonky leaves out, stopped with
 * the JVM. It starts as root too, through {@code unshare -U}.
 */
final class PostgresServer {

    private static final String MIGRATED = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    /** Makes and drops databases while tests run: both take as long as a test. */
    private static final ExecutorService BESIDE = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("databases").daemon().factory());

    private static final AtomicReference<CompletableFuture<String>> NEXT = new AtomicReference<>(makeMigrated());

    private PostgresServer() {}

    /** Makes a database without any table and returns its name. */
    static String createBlank() {
        var name = "test_" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return name;
    }

    /** Makes a database with the schema of today and returns its name. */
    static String createMigrated() {
        return NEXT.getAndSet(makeMigrated()).join();
    }

    /** Drops a database, soon; what is left at the end of the run goes with the server. */
    static void drop(String database) {
        var _ = BESIDE.submit(() -> execute("DROP DATABASE " + database + " WITH (FORCE)"));
    }

    private static CompletableFuture<String> makeMigrated() {
        var name = "test_" + DATABASES.incrementAndGet();
        return CompletableFuture.supplyAsync(
                () -> {
                    execute("CREATE DATABASE " + name + " TEMPLATE " + MIGRATED);
                    return name;
                },
                BESIDE);
    }

    static String url(String database) {
        return SERVER.getJdbcUrl("postgres", database);
    }

    /** Runs one statement as the superuser, outside any transaction. */
    static void execute(String sql) {
        execute(SERVER, sql);
    }

    private static EmbeddedPostgres start() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            execute(server, "CREATE DATABASE " + MIGRATED);
            PostgresDatabase.open(server.getJdbcUrl("postgres", MIGRATED)).close();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
