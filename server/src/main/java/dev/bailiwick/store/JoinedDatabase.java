package dev.bailiwick.store;

import java.util.function.Function;
import java.util.function.Supplier;

/** A database within one change of another: all that is done by it is a part of that change, or goes with it. */
final class JoinedDatabase implements Database {

    private final Tx tx;
    private final Database whole;
    private boolean isInside;

    JoinedDatabase(Tx tx, Database whole) {
        this.tx = tx;
        this.whole = whole;
    }

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        return alone(() -> tx.part(work));
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        return alone(() -> tx.reading(work));
    }

    @Override
    public <R> R glance(Function<Tx, R> work) {
        return read(work);
    }

    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        return read(work);
    }

    @Override
    public <R> R urgent(Function<Tx, R> work) {
        return read(work);
    }

    @Override
    public <R> R search(Function<Tx, R> work) {
        return read(work);
    }

    @Override
    public boolean isSoleWriter() {
        return whole.isSoleWriter();
    }

    @Override
    public DatabaseLoad load() {
        return whole.load();
    }

    /** Nothing is its own. */
    @Override
    public void close() {}

    /** As everywhere, calls do not nest. */
    private <R> R alone(Supplier<R> work) {
        if (isInside) {
            throw new IllegalStateException("a unit of work on the database inside another one");
        }
        isInside = true;
        try {
            return work.get();
        } finally {
            isInside = false;
        }
    }
}
