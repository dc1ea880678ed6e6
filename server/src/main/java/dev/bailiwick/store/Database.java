package dev.bailiwick.store;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where everything is kept. Two engines implement it with the same promises: an acknowledged change survives a crash, and
 * a refused or failed one leaves nothing behind.
 *
 * <p>Calls do not nest: work that runs in one of these methods must not call another.
 */
public interface Database extends AutoCloseable {

    /**
     * Runs the work as one atomic change and returns after COMMIT. What the work throws unwinds the change and is thrown
     * on. The work may run more than once (after a deadlock, say) and on another thread: no hashing, signing, network or
     * other effects in it; those belong in {@link Tx#afterCommit}.
     *
     * <p>Throws {@link dev.bailiwick.problem.Problem.Unavailable} when the change could not begin in time; it then never
     * happens.
     */
    <R> R transaction(Function<Tx, R> work);

    /** {@link #transaction} for work without an answer. */
    default void change(Consumer<Tx> work) {
        this.<Boolean>transaction(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /**
     * Runs the work as {@link #transaction} does, and then unwinds all that it changed; only its answer stays. What it wanted
     * done {@link Tx#afterCommit} is not done.
     */
    default <R> R unwound(Function<Tx, R> work) {
        var answer = new AtomicReference<@Nullable R>();
        try {
            change(tx -> {
                answer.set(work.apply(tx));
                throw new Unwinding();
            });
        } catch (Unwinding _) {
            return Objects.requireNonNull(answer.get());
        }
        throw new IllegalStateException("a change that was to be unwound was made");
    }

    /**
     * Runs work that uses a database itself as one atomic change: each change in it is a part, unwound alone when it is refused,
     * and what is read sees what was changed. As with {@link #transaction} the work may run more than once.
     */
    default <R> R together(Function<Database, R> work) {
        return transaction(tx -> work.apply(new JoinedDatabase(tx, this)));
    }

    /** Runs the work as {@link #together} does, and then unwinds all that it changed; only its answer stays. */
    default <R> R rehearsed(Function<Database, R> work) {
        return unwound(tx -> work.apply(new JoinedDatabase(tx, this)));
    }

    /**
     * Runs point reads. Each statement sees its own snapshot: what must agree has to come from one statement.
     *
     * <p>Throws {@link dev.bailiwick.problem.Problem.Unavailable} when no connection is free within a second.
     */
    <R> R read(Function<Tx, R> work);

    /**
     * Runs a few reads of an index that all see one snapshot, the state at the first of them. They stand behind nobody's long reads.
     *
     * <p>Throws {@link dev.bailiwick.problem.Problem.Unavailable} as {@link #read} does.
     */
    <R> R glance(Function<Tx, R> work);

    /**
     * Runs many or long reads that all see one snapshot, the state at the first of them.
     *
     * <p>Throws {@link dev.bailiwick.problem.Problem.Unavailable} when no connection is free within a second, or when the
     * reads take longer than the engine's limit (SQLite: a minute).
     */
    <R> R snapshot(Function<Tx, R> work);

    /**
     * A {@link #snapshot} that does not stand behind other people's long reads: for what every decision waits for.
     */
    <R> R urgent(Function<Tx, R> work);

    /**
     * A {@link #snapshot} for reads whose cost the caller of an API chooses. They wait for each other only, and nothing else
     * waits for them.
     *
     * <p>Throws {@link dev.bailiwick.problem.Problem.TooCostly} when they take longer than five seconds together.
     */
    <R> R search(Function<Tx, R> work);

    /** Whether no other process can write, so that what this one knows after its own commits is the whole truth. */
    boolean isSoleWriter();

    /** How busy it is. */
    DatabaseLoad load();

    /** Throws when the database does not answer. */
    default void ping() {
        read(tx -> tx.first("SELECT 1 AS one", _ -> {}, (row, _) -> row.getInt("one")));
    }

    @Override
    void close();
}
