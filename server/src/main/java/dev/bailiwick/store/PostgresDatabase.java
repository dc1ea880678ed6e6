package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * PostgreSQL, shared by any number of nodes. Changes run READ COMMITTED; serialization failures and deadlocks are tried
 * again here and nowhere else, and never after a COMMIT whose outcome is unknown.
 */
public final class PostgresDatabase implements Database {

    private static final int CONNECTIONS = 10;
    private static final int CONNECTION_TIMEOUT_MILLIS = 1_000;
    private static final int ATTEMPTS = 5;
    private static final long BACKOFF_NANOS = 5_000_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /** Connects, refuses a server that may lose acknowledged changes, and brings the schema up to date. */
    public static PostgresDatabase open(String jdbcUrl) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setPoolName("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql("SET synchronous_commit = on");
        config.setRegisterMbeans(false);
        var pool = new HikariDataSource(config);
        try {
            requireDurable(pool);
            Schema.POSTGRES.migrate(pool);
            return new PostgresDatabase(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        return Nesting.refused(() -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    return once(work);
                } catch (RuntimeException e) {
                    if (attempt == ATTEMPTS || !Engines.isRolledBack(e)) {
                        throw e;
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(BACKOFF_NANOS << attempt));
                }
            }
        });
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        return Nesting.refused(() -> jdbi.withHandle(handle -> work.apply(new Tx(handle))));
    }

    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        return Nesting.refused(() -> jdbi.withHandle(handle -> {
            handle.setReadOnly(true);
            try {
                return handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, tx -> work.apply(new Tx(tx)));
            } finally {
                handle.setReadOnly(false);
            }
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

    private <R> R once(Function<Tx, R> work) {
        record Done<T>(Tx tx, T result) {}
        var done = jdbi.inTransaction((Handle handle) -> {
            var tx = new Tx(handle);
            var result = work.apply(tx);
            tx.requireWhole();
            return new Done<>(tx, result);
        });
        done.tx().committed();
        return done.result();
    }

    private static void requireDurable(HikariDataSource pool) {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            for (var setting : new String[] {"synchronous_commit", "fsync", "full_page_writes"}) {
                Durability.require(setting, "on", statement.executeQuery("SHOW " + setting));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }
}
