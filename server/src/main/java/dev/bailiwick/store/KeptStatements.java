package dev.bailiwick.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/**
 * The prepared statements of one connection of SQLite's, kept for the next use of the same text: its driver parses each
 * anew, which costs more than many of them take to run. Whoever uses a statement has it alone.
 */
final class KeptStatements implements StatementBuilder {

    private static final int MOST = 200;
    private static final int LONGEST = 8_000;

    private final StatementBuilder fresh = new DefaultStatementBuilder();
    private final Connection connection;
    private final SequencedMap<String, PreparedStatement> idle = new LinkedHashMap<>();
    private final IdentityHashMap<Statement, String> lent = new IdentityHashMap<>();

    KeptStatements(Connection connection) {
        this.connection = connection;
    }

    /** Those of each connection of a pool, for as long as the connection is open. */
    static StatementBuilderFactory ofPool() {
        var all = new ConcurrentHashMap<SQLiteConnection, KeptStatements>();
        return lent -> {
            try {
                var own = lent.unwrap(SQLiteConnection.class);
                var known = all.get(own);
                if (known != null) {
                    return known;
                }
                all.keySet().removeIf(KeptStatements::isClosed);
                return all.computeIfAbsent(own, KeptStatements::new);
            } catch (SQLException e) {
                throw new IllegalStateException("the pool lends another engine's connection", e);
            }
        };
    }

    @Override
    public PreparedStatement create(Connection asker, String sql, StatementContext context) throws SQLException {
        var kept = idle.remove(sql);
        var statement = kept == null ? fresh.create(connection, sql, context) : kept;
        lent.put(statement, sql);
        return statement;
    }

    /** Keeps what {@link #create} lent; the text that comes with it still has its parameters' names. */
    @Override
    public void close(Connection asker, String named, Statement statement) throws SQLException {
        var sql = lent.remove(statement);
        if (!(statement instanceof PreparedStatement prepared)
                || sql == null
                || idle.containsKey(sql)
                || sql.length() > LONGEST
                || isOver(prepared)) {
            statement.close();
            return;
        }
        prepared.clearBatch(); // and not the parameters: SQLite would plan the statement anew
        idle.putLast(sql, prepared);
        if (idle.size() > MOST) {
            idle.pollFirstEntry().getValue().close();
        }
    }

    @Override
    public Statement create(Connection asker, StatementContext context) throws SQLException {
        return fresh.create(connection, context);
    }

    @Override
    public CallableStatement createCall(Connection asker, String sql, StatementContext context) throws SQLException {
        return fresh.createCall(connection, sql, context);
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException _) {
            return true;
        }
    }

    /** The driver ends a statement that fails. */
    private static boolean isOver(PreparedStatement statement) {
        try {
            return statement.getMetaData() == null;
        } catch (SQLException _) {
            return true;
        }
    }
}
