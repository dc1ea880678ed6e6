package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** One unit of work on the database, as the stores see it. It lives as long as the call that gave it. */
public final class Tx {

    private static final int BULK_ROWS = 1_000;
    private static final int FETCH_ROWS = 1_000;

    private final Handle handle;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private @Nullable Problem conflict;

    Tx(Handle handle) {
        this.handle = handle;
    }

    /** The first row of a query, if it has any. */
    public <T> Optional<T> first(String sql, Consumer<Query> binder, RowMapper<T> mapper) {
        try (var query = bound(handle.createQuery(sql), binder)) {
            return query.map(mapper).findFirst();
        }
    }

    /** All rows of a query, in its order. */
    public <T> List<T> list(String sql, Consumer<Query> binder, RowMapper<T> mapper) {
        try (var query = bound(handle.createQuery(sql), binder)) {
            return query.map(mapper).list();
        }
    }

    /** Hands over the rows one by one, for results too long to hold. */
    public <T> void each(String sql, Consumer<Query> binder, RowMapper<T> mapper, Consumer<T> reader) {
        try (var query = bound(handle.createQuery(sql), binder).setFetchSize(FETCH_ROWS)) {
            query.map(mapper).forEach(reader);
        }
    }

    /** Runs an INSERT, UPDATE or DELETE and returns the number of rows that it touched. */
    public int write(String sql, Consumer<Update> binder) {
        try (var update = bound(handle.createUpdate(sql), binder)) {
            return update.execute();
        }
    }

    /**
     * Runs an INSERT or UPDATE that may break a unique key, and then throws the conflict. The transaction is over with
     * that, on both engines: it will not commit even when the exception is caught.
     */
    public int write(String sql, Consumer<Update> binder, Problem ifTaken) {
        try {
            return write(sql, binder);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && Engines.isUniqueViolation(cause)) {
                conflict = ifTaken;
                throw ifTaken.asException();
            }
            throw e;
        }
    }

    /** Runs one statement for many rows. Sort them by their key first, so that concurrent changes lock in one order. */
    public <T> void bulk(String sql, Iterable<T> rows, BiConsumer<PreparedBatch, T> binder) {
        var batch = handle.prepareBatch(sql);
        try {
            for (var row : rows) {
                binder.accept(batch, row);
                batch.add();
                if (batch.size() >= BULK_ROWS) {
                    batch.execute();
                }
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        } finally {
            batch.close();
        }
    }

    /** Publishes to memory what this transaction changed: runs after COMMIT and before the caller is answered. */
    public void afterCommit(Runnable publication) {
        afterCommit.add(publication);
    }

    /** Throws the conflict that ended this transaction, if one did and the work went on regardless. */
    void requireWhole() {
        if (conflict != null) {
            throw conflict.asException();
        }
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Consumer<S> binder) {
        binder.accept(statement);
        return statement;
    }
}
