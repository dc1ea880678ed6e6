package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * PostgreSQL, shared by any number of nodes. Changes run READ COMMITTED; serialization failures and deadlocks are tried
 * again here and nowhere else, and never after a COMMIT whose outcome is unknown.
 */
public final class PostgresDatabase implements Database {

    private static final int CONNECTIONS = 10;
    private static final int ATTEMPTS = 5;
    private static final long BACKOFF_NANOS = 5_000_000;

    private final Pool pool;

    private PostgresDatabase(Pool pool) {
        this.pool = pool;
    }

    /** Connects, refuses a server that may lose acknowledged changes, and brings the schema up to date. */
    public static PostgresDatabase open(String jdbcUrl) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setPoolName("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql("SET synchronous_commit = on");
        var pool = connected(config);
        try {
            requireDurable(pool.source());
            Schema.POSTGRES.migrate(pool.source());
            return new PostgresDatabase(pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        record Done<T>(Tx tx, T answer) {}
        return Nesting.refused(() -> {
            var done = retried(() -> pool.lend(handle -> handle.inTransaction(inside -> {
                var tx = Tx.writing(inside);
                return new Done<>(tx, tx.perform(work));
            })));
            done.tx().committed();
            return done.answer();
        });
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        return Nesting.refused(() -> pool.lend(handle -> Tx.reading(handle).perform(work)));
    }

    /** The pool takes back the read-only state with the connection. */
    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        return Nesting.refused(() -> pool.lend(handle -> {
            handle.setReadOnly(true);
            return handle.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ,
                    inside -> Tx.reading(inside).perform(work));
        }));
    }

    @Override
    public boolean isSoleWriter() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static <R> R retried(Supplier<R> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !Engines.isRolledBack(e)) {
                    throw e;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(BACKOFF_NANOS << attempt));
            }
        }
    }

    private static Pool connected(HikariConfig config) {
        try {
            return new Pool(config);
        } catch (PoolInitializationException e) {
            throw unreachable(e);
        }
    }

    private static void requireDurable(DataSource source) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (var setting : List.of("synchronous_commit", "fsync", "full_page_writes")) {
                Durability.require(setting, "on", statement.executeQuery("SHOW " + setting));
            }
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static IllegalStateException unreachable(Exception e) {
        return new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
    }
}
