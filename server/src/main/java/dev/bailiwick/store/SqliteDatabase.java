package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.problem.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded engine: one file in WAL mode, written by one thread and read by a few connections.
 *
 * <p>Point reads run on the calling thread. SQLite's native calls hold a virtual thread's carrier, so long reads go to a
 * small pool of platform threads, where a progress handler limits their time (the driver's query timeout does not hold).
 */
public final class SqliteDatabase implements Database {

    private static final int READERS = 8;
    private static final int SCANNERS = 2;
    private static final Duration SCAN_LIMIT = Duration.ofSeconds(60);
    private static final int PROGRESS_STEPS = 100_000;
    private static final int SYNCHRONOUS_FULL = 2;

    private final HikariDataSource readers;
    private final Jdbi reading;
    private final SqliteWriter writer;
    private final ExecutorService scanners = Executors.newFixedThreadPool(
            SCANNERS, Thread.ofPlatform().name("scan-", 0).daemon().factory());

    private SqliteDatabase(SQLiteDataSource file) {
        this.writer = new SqliteWriter(durable(file));
        var pool = new HikariConfig();
        pool.setDataSource(file);
        pool.setPoolName("sqlite-readers");
        pool.setMaximumPoolSize(READERS);
        pool.setMinimumIdle(1);
        pool.setConnectionInitSql("PRAGMA query_only = ON");
        pool.setRegisterMbeans(false);
        this.readers = new HikariDataSource(pool);
        this.reading = Jdbi.create(readers);
    }

    /** Opens the file, makes it when it is absent, and brings its schema up to date. */
    public static SqliteDatabase open(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(10_000);
        config.enableFullSync(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        Schema.SQLITE.migrate(source);
        return new SqliteDatabase(source);
    }

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        Nesting.requireOutside();
        return writer.run(work);
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        return Nesting.refused(() -> reading.withHandle(handle -> work.apply(new Tx(handle))));
    }

    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        Nesting.requireOutside();
        Future<R> scan = scanners.submit(() ->
                Nesting.refused(() -> reading.withHandle(handle -> handle.inTransaction(tx -> limited(tx, work)))));
        try {
            return scan.get();
        } catch (InterruptedException e) {
            scan.cancel(true);
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
        } catch (ExecutionException e) {
            throw Thrown.unchecked(e.getCause());
        }
    }

    @Override
    public boolean isSoleWriter() {
        return true;
    }

    @Override
    public void close() {
        writer.close();
        scanners.shutdown();
        readers.close();
    }

    private static <R> R limited(Handle handle, Function<Tx, R> work) {
        try {
            var connection = handle.getConnection().unwrap(Connection.class);
            var deadline = System.nanoTime() + SCAN_LIMIT.toNanos();
            ProgressHandler.setHandler(connection, PROGRESS_STEPS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return System.nanoTime() - deadline > 0 ? 1 : 0;
                }
            });
            try {
                return work.apply(new Tx(handle));
            } finally {
                ProgressHandler.clearHandler(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite takes no progress handler", e);
        }
    }

    private static Connection durable(SQLiteDataSource file) {
        try {
            var connection = file.getConnection();
            try (var statement = connection.createStatement()) {
                Durability.require("synchronous", SYNCHRONOUS_FULL, statement.executeQuery("PRAGMA synchronous"));
                Durability.require("journal_mode", "wal", statement.executeQuery("PRAGMA journal_mode"));
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException("The database file cannot be opened: " + e.getMessage(), e);
        }
    }
}
