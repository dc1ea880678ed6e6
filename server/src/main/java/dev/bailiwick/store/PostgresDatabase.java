package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import com.zaxxer.hikari.util.DriverDataSource;
import dev.bailiwick.problem.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;

/**
 * PostgreSQL, shared by any number of nodes. Changes run READ COMMITTED; serialization failures and deadlocks are tried
 * again here and nowhere else, and never after a COMMIT whose outcome is unknown.
 */
public final class PostgresDatabase implements Database {

    private static final Logger LOG = System.getLogger(PostgresDatabase.class.getName());
    private static final int CONNECTIONS = 10;
    private static final int LONG_READS = 4;
    private static final int SEARCHES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofMillis(900);
    private static final Duration SNAPSHOT = Duration.ofSeconds(60);
    private static final Duration SEARCH = Duration.ofSeconds(5);
    private static final Duration CHANGE = Duration.ofMinutes(10);
    private static final String CONNECT_SECONDS = "1";

    /** For the transaction alone: to have the driver set it for a connection and back again takes four answers more. */
    private static final String AT_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";

    private static final Duration GRACE = Duration.ofMillis(200);

    /** More for searches: one that the server ends, if a little late, is told from one that nobody answers. */
    private static final Duration SEARCH_GRACE = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 5;
    private static final long BACKOFF_NANOS = 5_000_000;

    private final Pool pool;
    private final Semaphore longReads = new Semaphore(LONG_READS);
    private final Semaphore searches = new Semaphore(SEARCHES);

    private PostgresDatabase(Pool pool) {
        this.pool = pool;
    }

    /** Connects, refuses a server that may lose acknowledged changes, and brings the schema up to date. */
    public static PostgresDatabase open(String jdbcUrl) {
        var config = new HikariConfig();
        config.setPoolName("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql("SET synchronous_commit = on; SET statement_timeout = " + READ.toMillis());
        var pool = connected(config, hasty(jdbcUrl));
        try {
            requireDurable(pool.source());
            Schema.POSTGRES.migrate(patient(jdbcUrl));
            return new PostgresDatabase(pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        return Nesting.refused(() -> {
            var done = retried(() -> {
                var limit = Deadline.atMost(CHANGE);
                return lend(limit, handle -> once(handle, limit, work));
            });
            done.tx().committed();
            return done.answer();
        });
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        Deadline.atMost(READ);
        return Nesting.refused(() ->
                lend(READ, handle -> present(() -> Tx.reading(handle).perform(work))));
    }

    @Override
    public <R> R glance(Function<Tx, R> work) {
        Deadline.atMost(READ);
        return atOneMoment(READ, inside -> Tx.reading(inside).perform(work));
    }

    /** Long reads leave some connections to the others. */
    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        Nesting.requireOutside();
        Deadline.acquire(longReads, PATIENCE);
        try {
            return urgent(work);
        } finally {
            longReads.release();
        }
    }

    @Override
    public <R> R urgent(Function<Tx, R> work) {
        var limit = Deadline.atMost(SNAPSHOT);
        return atOneMoment(limit, inside -> {
            limit(inside, limit);
            return Tx.reading(inside).perform(work);
        });
    }

    /** Each statement has what the ones before it have left of the time. */
    @Override
    public <R> R search(Function<Tx, R> work) {
        Nesting.requireOutside();
        Deadline.acquire(searches, PATIENCE);
        try {
            var limit = Deadline.atMost(SEARCH);
            long end = System.nanoTime() + limit.toNanos();
            return atOneMoment(limit.plus(SEARCH_GRACE), inside -> {
                try {
                    return Tx.reading(inside, () -> limit(inside, Duration.ofNanos(end - System.nanoTime())))
                            .perform(work);
                } catch (JdbiException e) {
                    throw Engines.isEnded(e) ? new Problem.TooCostly().asException() : e;
                }
            });
        } finally {
            searches.release();
        }
    }

    /** The pool takes back the read-only state with the connection. */
    private <R> R atOneMoment(Duration limit, Function<Handle, R> reads) {
        return Nesting.refused(() -> lend(
                limit,
                handle -> present(() -> {
                    handle.setReadOnly(true);
                    return handle.inTransaction(inside -> {
                        inside.execute(AT_ONE_MOMENT);
                        return reads.apply(inside);
                    });
                })));
    }

    @Override
    public DatabaseLoad load() {
        return pool.load();
    }

    @Override
    public boolean isSoleWriter() {
        return false;
    }

    @Override
    public void close() {
        pool.close();
    }

    private record Done<R>(Tx tx, R answer) {}

    private static <R> Done<R> once(Handle handle, Duration limit, Function<Tx, R> work) {
        var tx = Tx.writing(handle);
        try {
            var done = new Done<>(tx, present(() -> {
                handle.begin();
                limit(handle, limit);
                return tx.perform(work);
            }));
            commit(handle);
            return done;
        } catch (RuntimeException | Error e) {
            rollBack(handle);
            tx.rolledBack();
            throw e;
        }
    }

    /** A COMMIT that the server refuses has not happened; of one that the server did not answer, nobody knows. */
    private static void commit(Handle handle) {
        try {
            handle.commit();
        } catch (JdbiException e) {
            if (Engines.isAway(e)) {
                LOG.log(Level.WARNING, "The database went away during a COMMIT: {0}", e.getMessage());
                throw new Problem.OutcomeUnknown().asException();
            }
            throw outOfRoom(e).orElse(e);
        }
    }

    private static void rollBack(Handle handle) {
        try {
            handle.rollback();
        } catch (JdbiException e) {
            LOG.log(Level.DEBUG, "nothing to roll back", e);
        }
    }

    /** Lends a connection that ends by itself where the server has stopped to answer at all. */
    private <R> R lend(Duration limit, Function<Handle, R> work) {
        return pool.lend(handle -> {
            try {
                var silence = limit.plus(GRACE);
                handle.getConnection().setNetworkTimeout(Runnable::run, Math.toIntExact(silence.toMillis()));
            } catch (SQLException e) {
                throw new IllegalStateException("a connection of the pool takes no time limit", e);
            }
            return work.apply(handle);
        });
    }

    /** The server ends each statement of this transaction at the limit; those outside of one have {@link #READ}. */
    private static void limit(Handle transaction, Duration limit) {
        transaction.execute("SET LOCAL statement_timeout = " + Math.max(1, limit.toMillis()));
    }

    /** Tells that the server is away from all other faults. Not for a COMMIT, whose outcome is unknown then. */
    private static <R> R present(Supplier<R> statements) {
        try {
            return statements.get();
        } catch (JdbiException e) {
            if (Engines.isAway(e)) {
                LOG.log(Level.WARNING, "The database does not answer, or not in time: {0}", e.getMessage());
                throw Problem.Unavailable.SOON.asException();
            }
            throw outOfRoom(e).orElse(e);
        }
    }

    private static Optional<RuntimeException> outOfRoom(JdbiException e) {
        if (!Engines.isOutOfRoom(e)) {
            return Optional.empty();
        }
        LOG.log(Level.ERROR, "The database is out of room: {0}", e.getMessage());
        return Optional.of(Problem.Unavailable.SOON.asException());
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

    private static Pool connected(HikariConfig config, DataSource engine) {
        try {
            return new Pool(config, engine, DefaultStatementBuilder.FACTORY);
        } catch (PoolInitializationException e) {
            throw unreachable(e);
        }
    }

    /** Connections that give up a server which does not answer; whoever uses one sets how long it may take from then on. */
    private static DataSource hasty(String jdbcUrl) {
        var properties = Statements.discreet(new Properties());
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", CONNECT_SECONDS);
        properties.setProperty("reWriteBatchedInserts", "true");
        return new DriverDataSource(jdbcUrl, null, properties, null, null);
    }

    /** Connections for what may take its time: a migration, or the wait for that of another node. */
    private static DataSource patient(String jdbcUrl) {
        return new DriverDataSource(jdbcUrl, null, Statements.discreet(new Properties()), null, null);
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
