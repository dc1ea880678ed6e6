package dev.bailiwick.store;

/** Thrown by work on the database that did what it wanted and is to leave nothing of it. */
final class Unwinding extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unwinding() {
        super("to be unwound", null, false, false);
    }
}
