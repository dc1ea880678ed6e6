package dev.bailiwick.store;

import java.util.function.Function;

/** A database of somebody else, to which everything goes that is not done otherwise here. It stays open when this is closed. */
interface ForeignDatabase extends Database {

    Database database();

    @Override
    default <R> R transaction(Function<Tx, R> work) {
        return database().transaction(work);
    }

    @Override
    default <R> R read(Function<Tx, R> work) {
        return database().read(work);
    }

    @Override
    default <R> R glance(Function<Tx, R> work) {
        return database().glance(work);
    }

    @Override
    default <R> R snapshot(Function<Tx, R> work) {
        return database().snapshot(work);
    }

    @Override
    default <R> R urgent(Function<Tx, R> work) {
        return database().urgent(work);
    }

    @Override
    default <R> R search(Function<Tx, R> work) {
        return database().search(work);
    }

    @Override
    default boolean isSoleWriter() {
        return database().isSoleWriter();
    }

    @Override
    default DatabaseLoad load() {
        return database().load();
    }

    @Override
    default void close() {
        // It is closed by whoever opened it.
    }
}
