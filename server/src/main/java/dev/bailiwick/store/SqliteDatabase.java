package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import dev.bailiwick.problem.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded engine: one file in WAL mode, written by one thread and read by a few connections.
 *
 * <p>Point reads run on the calling thread. SQLite's native calls hold a virtual thread's carrier, so long reads go to the
 * {@link SqliteScans}.
 */
public final class SqliteDatabase implements Database {

    private static final int READERS = 8;
    private static final int SCANS = 2;
    private static final int SEARCHES = 2;
    private static final int BUSY_MILLIS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SCAN_LIMIT = Duration.ofSeconds(60);
    private static final Duration SEARCH_LIMIT = Duration.ofSeconds(5);
    private static final int SYNCHRONOUS_OFF = 0;
    private static final int SYNCHRONOUS_FULL = 2;

    private final Pool readers;
    private final SqliteScans scans;
    private final SqliteScans urgentScans;
    private final SqliteScans searches;
    private final SqliteWriter writer;

    private SqliteDatabase(Pool readers, Duration scanLimit, SqliteWriter writer) {
        this.readers = readers;
        this.scans = new SqliteScans(readers, scanLimit, "scan-", SCANS, Problem.Unavailable.SOON);
        this.urgentScans = new SqliteScans(readers, scanLimit, "urgent-scan-", 1, Problem.Unavailable.SOON);
        this.searches = new SqliteScans(readers, SEARCH_LIMIT, "search-", SEARCHES, new Problem.TooCostly());
        this.writer = writer;
    }

    /** Opens the file, makes it when it is absent, and brings its schema up to date. */
    public static SqliteDatabase open(Path file) {
        return open(file, settings(), SCAN_LIMIT);
    }

    /** The same for data that nobody wants back after a crash: a change is answered before it is on the disk. */
    public static SqliteDatabase openEphemeral(Path file) {
        var settings = settings();
        settings.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        return open(file, settings, SCAN_LIMIT, SYNCHRONOUS_OFF);
    }

    static SqliteDatabase open(Path file, SQLiteConfig settings, Duration scanLimit) {
        return open(file, settings, scanLimit, SYNCHRONOUS_FULL);
    }

    private static SqliteDatabase open(Path file, SQLiteConfig settings, Duration scanLimit, int synchronous) {
        var source = new SQLiteDataSource(settings);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        Schema.SQLITE.migrate(source);
        var writing = writing(source, synchronous);
        try {
            var readers = new Pool(reading(), source, KeptStatements.ofPool());
            return new SqliteDatabase(readers, scanLimit, new SqliteWriter(writing, PATIENCE));
        } catch (RuntimeException | Error e) {
            close(writing);
            throw e;
        }
    }

    static SQLiteConfig settings() {
        var settings = new SQLiteConfig();
        settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
        settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        settings.enforceForeignKeys(true);
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.enableFullSync(true);
        settings.setGetGeneratedKeys(false);
        settings.setPragma(SQLiteConfig.Pragma.CASE_SENSITIVE_LIKE, "on"); // as PostgreSQL's
        return settings;
    }

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        Nesting.requireOutside();
        return writer.run(work);
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        return Nesting.refused(() -> readers.lend(handle -> Tx.reading(handle).perform(work)));
    }

    @Override
    public <R> R glance(Function<Tx, R> work) {
        return Nesting.refused(() -> readers.lend(
                handle -> handle.inTransaction(inside -> Tx.reading(inside).perform(work))));
    }

    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        Nesting.requireOutside();
        return scans.run(work);
    }

    @Override
    public <R> R urgent(Function<Tx, R> work) {
        Nesting.requireOutside();
        return urgentScans.run(work);
    }

    @Override
    public <R> R search(Function<Tx, R> work) {
        Nesting.requireOutside();
        return searches.run(work);
    }

    @Override
    public DatabaseLoad load() {
        var reading = readers.load();
        return new DatabaseLoad(reading.active(), reading.idle(), reading.waiting(), writer.waiting(), writer.groups());
    }

    @Override
    public boolean isSoleWriter() {
        return true;
    }

    /** Ends scans, lets queued changes finish, and folds the log into the file. */
    @Override
    public void close() {
        scans.close();
        urgentScans.close();
        searches.close();
        readers.close();
        writer.close();
    }

    private static HikariConfig reading() {
        var pool = new HikariConfig();
        pool.setPoolName("sqlite-readers");
        pool.setMaximumPoolSize(READERS);
        pool.setConnectionInitSql("PRAGMA query_only = ON");
        return pool;
    }

    private static Connection writing(SQLiteDataSource file, int synchronous) {
        try {
            var connection = file.getConnection();
            try (var statement = connection.createStatement()) {
                Durability.require("synchronous", synchronous, statement.executeQuery("PRAGMA synchronous"));
                Durability.require("journal_mode", "wal", statement.executeQuery("PRAGMA journal_mode"));
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database file cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The database file cannot be closed: " + e.getMessage(), e);
        }
    }
}
