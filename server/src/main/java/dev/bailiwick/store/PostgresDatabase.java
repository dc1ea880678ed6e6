package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.bailiwick.problem.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * PostgreSQL, shared by any number of nodes. Changes run READ COMMITTED; serialization failures and deadlocks are tried
 * again here and nowhere else, and never after a COMMIT whose outcome is unknown.
 */
public final class PostgresDatabase implements Database {

    private static final Logger LOG = System.getLogger(PostgresDatabase.class.getName());
    private static final int CONNECTIONS = 10;
    private static final int READ_SECONDS = 1;
    private static final int SNAPSHOT_SECONDS = 60;
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
        config.addDataSourceProperty("tcpKeepAlive", "true");
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
                return new Done<>(tx, present(() -> tx.perform(work)));
            })));
            done.tx().committed();
            return done.answer();
        });
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        return Nesting.refused(() -> pool.lend(handle -> {
            limit(handle, READ_SECONDS);
            return present(() -> Tx.reading(handle).perform(work));
        }));
    }

    /** The pool takes back the read-only state with the connection. */
    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        return Nesting.refused(() -> pool.lend(handle -> {
            limit(handle, SNAPSHOT_SECONDS);
            return present(() -> {
                handle.setReadOnly(true);
                return handle.inTransaction(
                        TransactionIsolationLevel.REPEATABLE_READ,
                        inside -> Tx.reading(inside).perform(work));
            });
        }));
    }

    @Override
    public <R> R urgent(Function<Tx, R> work) {
        return snapshot(work);
    }

    @Override
    public boolean isSoleWriter() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void limit(Handle handle, int seconds) {
        handle.getConfig(SqlStatements.class).setQueryTimeout(seconds);
    }

    /** Tells that the server is away from all other faults. Not for a COMMIT, whose outcome is unknown then. */
    private static <R> R present(Supplier<R> statements) {
        try {
            return statements.get();
        } catch (JdbiException e) {
            if (Engines.isAway(e)) {
                LOG.log(Level.WARNING, "The database is away: {0}", e.getMessage());
                throw new Problem.Unavailable(Duration.ofSeconds(1)).asException();
            }
            throw e;
        }
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
