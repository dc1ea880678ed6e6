package dev.bailiwick.store;

import java.util.function.Function;

/** A database of somebody else, with something before each change and each point read, which may refuse it. */
public record HinderedDatabase(Database database, Runnable beforeChange, Runnable beforeRead)
        implements ForeignDatabase {

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
}
