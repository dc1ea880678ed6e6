package dev.bailiwick.crash;

import java.io.IOException;

/** A process that is killed without a warning and started again on what it left behind. */
interface Victim {

    /** Returns when it has ended. */
    void kill() throws IOException, InterruptedException;

    /** May return before it serves. */
    void start() throws IOException, InterruptedException;
}
