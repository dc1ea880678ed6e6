package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.problem.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementBuilderFactory;

/** Connections that are shared, and lent for a second's wait at most. */
final class Pool implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Pool.class.getName());
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration VALIDATION = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final long HERE = 0;

    private final HikariDataSource connections;
    private final DataSource engine;
    private final Jdbi jdbi;
    private final AtomicLong awaySince = new AtomicLong(HERE);

    /**
     * A pool of that configuration, with its first connection made.
     *
     * @param engine where connections come from
     * @param statements how their statements are made
     */
    Pool(HikariConfig config, DataSource engine, StatementBuilderFactory statements) {
        this.engine = engine;
        config.setDataSource(engine);
        // None is kept for nobody: otherwise the pool would look for an engine that is away ever more rarely.
        config.setMinimumIdle(0);
        config.setValidationTimeout(VALIDATION.toMillis());
        config.setConnectionTimeout(WAIT.toMillis());
        config.setRegisterMbeans(false);
        this.connections = new HikariDataSource(config);
        this.jdbi = Statements.on(connections);
        jdbi.setStatementBuilderFactory(statements);
    }

    DataSource source() {
        return connections;
    }

    /** Lends a connection for the call, or throws {@link Problem.Unavailable} when none is free or the engine is away. */
    <R> R lend(Function<Handle, R> work) {
        try (var handle = open()) {
            return work.apply(handle);
        }
    }

    /** The load of these connections. */
    DatabaseLoad load() {
        var now = connections.getHikariPoolMXBean();
        return new DatabaseLoad(
                now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection(), 0, null);
    }

    @Override
    public void close() {
        connections.close();
    }

    private Handle open() {
        long since = awaySince.get();
        if (since != HERE) {
            requireBack(since);
        }
        try {
            return jdbi.open();
        } catch (ConnectionException e) {
            LOG.log(Level.WARNING, "No connection to the database: {0}", e.getMessage());
            if (connections.getHikariPoolMXBean().getActiveConnections() == 0) {
                awaySince.set(System.nanoTime() | 1);
            }
            throw unavailable();
        }
    }

    /**
     * While the engine is away one at a time looks for it, past the pool, which would look ever more rarely; all others are
     * refused without a wait.
     */
    private void requireBack(long since) {
        long now = System.nanoTime() | 1;
        if (now - since < PAUSE.toNanos() || !awaySince.compareAndSet(since, now + WAIT.toNanos())) {
            throw unavailable();
        }
        try (var _ = engine.getConnection()) {
            awaySince.set(HERE);
        } catch (SQLException e) {
            awaySince.set(System.nanoTime() | 1);
            throw unavailable();
        }
    }

    private static RuntimeException unavailable() {
        return new Problem.Unavailable(WAIT).asException();
    }
}
