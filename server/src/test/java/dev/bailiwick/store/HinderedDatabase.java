package dev.bailiwick.store;

import java.util.function.Function;

/**
 * A database of somebody else, with something before each change and each point read, which may refuse it.
 *
 * @param database stays open when this is closed
 */
public record HinderedDatabase(Database database, Runnable beforeChange, Runnable beforeRead) implements Database {

    @Override
    public <R> R transaction(Function<Tx, R> work) {
        beforeChange.run();
        return database.transaction(work);
    }

    @Override
    public <R> R read(Function<Tx, R> work) {
        beforeRead.run();
        return database.read(work);
    }

    @Override
    public <R> R glance(Function<Tx, R> work) {
        return database.glance(work);
    }

    @Override
    public <R> R snapshot(Function<Tx, R> work) {
        return database.snapshot(work);
    }

    @Override
    public <R> R urgent(Function<Tx, R> work) {
        return database.urgent(work);
    }

    @Override
    public <R> R search(Function<Tx, R> work) {
        return database.search(work);
    }

    @Override
    public boolean isSoleWriter() {
        return database.isSoleWriter();
    }

    @Override
    public DatabaseLoad load() {
        return database.load();
    }

    @Override
    public void close() {
        // It is closed by whoever opened it.
    }
}
