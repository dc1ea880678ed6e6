package dev.bailiwick.extension;

/** Counts what an import leaves out. */
final class Dropped {

    private long repeats;
    private long members;

    void repeat() {
        repeats++;
    }

    void member() {
        members++;
    }

    /** Repeats in what is a set. */
    long repeats() {
        return repeats;
    }

    /** Members that no object of that kind has, and objects of kinds that have no meaning any more. */
    long members() {
        return members;
    }
}
