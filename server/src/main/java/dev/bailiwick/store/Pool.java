package dev.bailiwick.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.problem.Problem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Connections that are shared, and lent for a second's wait at most. */
final class Pool implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Pool.class.getName());
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final HikariDataSource connections;
    private final Jdbi jdbi;

    Pool(HikariConfig config) {
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setRegisterMbeans(false);
        this.connections = new HikariDataSource(config);
        this.jdbi = Jdbi.create(connections);
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

    @Override
    public void close() {
        connections.close();
    }

    private Handle open() {
        try {
            return jdbi.open();
        } catch (ConnectionException e) {
            LOG.log(Level.WARNING, "No connection to the database: {0}", e.getMessage());
            throw new Problem.Unavailable(WAIT).asException();
        }
    }
}
