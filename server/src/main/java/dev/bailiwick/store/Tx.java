package dev.bailiwick.store;

import dev.bailiwick.problem.Problem;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * One unit of work on the database, as the stores see it. It lives as long as the call that gave it.
 *
 * <p>A statement that fails ends it, on both engines: nothing runs after it, and nothing commits even when the exception
 * is caught.
 */
public final class Tx {

    private static final int BULK_ROWS = 1_000;
    private static final int FETCH_ROWS = 1_000;

    private final Handle handle;
    private final boolean writing;
    private final Runnable beforeEach;
    private final boolean isPart;
    private final List<Consumer<Tx>> last = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterRollback = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private boolean over;

    private Tx(Handle handle, boolean writing, boolean isPart, Runnable beforeEach) {
        this.handle = handle;
        this.writing = writing;
        this.isPart = isPart;
        this.beforeEach = beforeEach;
    }

    static Tx reading(Handle handle) {
        return reading(handle, () -> {});
    }

    /** The same, with something to be done before each statement. */
    static Tx reading(Handle handle, Runnable beforeEach) {
        return new Tx(handle, false, false, beforeEach);
    }

    static Tx writing(Handle handle) {
        return new Tx(handle, true, false, () -> {});
    }

    /** The first row of a query, if it has any. */
    public <T> Optional<T> first(String sql, Consumer<Query> binder, RowMapper<T> mapper) {
        return run(() -> {
            try (var query = bound(handle.createQuery(sql), binder)) {
                return query.map(mapper).findFirst();
            }
        });
    }

    /** All rows of a query, in its order. */
    public <T> List<T> list(String sql, Consumer<Query> binder, RowMapper<T> mapper) {
        return run(() -> {
            try (var query = bound(handle.createQuery(sql), binder)) {
                return query.map(mapper).list();
            }
        });
    }

    /**
     * Hands over the rows one by one, for results too long to hold. Use it in {@link Database#transaction} or
     * {@link Database#snapshot}: elsewhere PostgreSQL's driver holds all rows at once.
     */
    public <T> void each(String sql, Consumer<Query> binder, RowMapper<T> mapper, Consumer<T> reader) {
        run(() -> {
            try (var query = bound(handle.createQuery(sql), binder).setFetchSize(FETCH_ROWS)) {
                query.map(mapper).forEach(reader);
                return true;
            }
        });
    }

    /** Runs an INSERT, UPDATE or DELETE and returns the number of rows that it touched. */
    public int write(String sql, Consumer<Update> binder) {
        requireWriting();
        return run(() -> {
            try (var update = bound(handle.createUpdate(sql), binder)) {
                return update.execute();
            }
        });
    }

    /**
     * Runs an INSERT or UPDATE that may break a unique key, and then throws the conflict. The transaction is over with
     * that.
     */
    public int write(String sql, Consumer<Update> binder, Problem ifTaken) {
        try {
            return write(sql, binder);
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && Engines.isUniqueViolation(cause)) {
                var conflict = ifTaken.asException();
                failure = conflict;
                throw conflict;
            }
            throw e;
        }
    }

    /** Runs one statement for many rows. Sort them by their key first, so that concurrent changes lock in one order. */
    public <T> void bulk(String sql, Iterable<T> rows, BiConsumer<PreparedBatch, T> binder) {
        requireWriting();
        run(() -> {
            try (var batch = handle.prepareBatch(sql)) {
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
                return true;
            }
        });
    }

    /**
     * Writes what is not to stand long before the COMMIT: at once, but in a part of another change when all the parts of that are
     * done, in their order. It comes to nothing when the part is unwound.
     */
    public void last(Consumer<Tx> work) {
        requireWriting();
        if (isPart) {
            last.add(work);
        } else {
            work.accept(this);
        }
    }

    /**
     * Publishes to memory what this transaction changed: runs after COMMIT and before the caller is answered. It must not
     * use the database.
     */
    public void afterCommit(Runnable publication) {
        requireWriting();
        afterCommit.add(publication);
    }

    /** Takes back from memory what was prepared there, when this transaction is unwound. It must not use the database. */
    public void afterRollback(Runnable withdrawal) {
        requireWriting();
        afterRollback.add(withdrawal);
    }

    /** Does the work and ends with it; throws when a statement failed, even if the work went on regardless. */
    <R> R perform(Function<Tx, R> work) {
        try {
            var answer = work.apply(this);
            if (!isPart) {
                last.forEach(each -> each.accept(this));
            }
            requireWhole();
            return answer;
        } finally {
            over = true;
        }
    }

    /** Does the work as a part of this one: what it throws unwinds the part alone, so that this one can go on. */
    <R> R part(Function<Tx, R> work) {
        requireWriting();
        statement("SAVEPOINT part");
        var part = new Tx(handle, true, true, () -> {});
        try {
            var answer = part.perform(work);
            statement("RELEASE part");
            last.addAll(part.last);
            afterCommit.addAll(part.afterCommit);
            afterRollback.addAll(part.afterRollback);
            return answer;
        } catch (RuntimeException | Error e) {
            part.rolledBack();
            try {
                statement("ROLLBACK TO part");
                statement("RELEASE part");
            } catch (RuntimeException gone) {
                e.addSuppressed(gone); // with the connection, or with the whole transaction
            }
            throw e;
        }
    }

    /** Reads as a part of this one. */
    <R> R reading(Function<Tx, R> work) {
        requireWhole();
        return Tx.reading(handle).perform(work);
    }

    private void statement(String sql) {
        run(() -> handle.execute(sql));
    }

    /** Runs every publication, then throws what the first failing one threw. */
    void committed() {
        runAll(afterCommit);
    }

    /** Runs every withdrawal, then throws what the first failing one threw. */
    void rolledBack() {
        runAll(afterRollback);
    }

    private static void runAll(List<Runnable> all) {
        RuntimeException first = null;
        for (var each : all) {
            try {
                each.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Asks for the engine's own description of its tables. */
    <R> R catalogue(CatalogueReader<R> reader) {
        return run(() -> {
            try {
                return reader.read(handle.getConnection().getMetaData());
            } catch (SQLException e) {
                throw new IllegalStateException("the database does not describe its tables", e);
            }
        });
    }

    /** Reads what an engine tells of its tables. */
    interface CatalogueReader<R> {
        R read(DatabaseMetaData catalogue) throws SQLException;
    }

    private <R> R run(Supplier<R> statement) {
        requireWhole();
        try {
            beforeEach.run();
            return statement.get();
        } catch (JdbiException e) {
            var thrown = Engines.isForeignKeyViolation(e) ? new Problem.Gone().asException() : e;
            failure = thrown;
            throw thrown;
        }
    }

    private void requireWhole() {
        if (over) {
            throw new IllegalStateException("a unit of work on the database is used after its end");
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void requireWriting() {
        if (!writing) {
            throw new IllegalStateException("a change in a unit of work that only reads");
        }
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Consumer<S> binder) {
        binder.accept(statement);
        return statement;
    }
}
