package dev.bailiwick.app;

import java.util.function.IntFunction;

/** Listener ports that belong to one tenant each. */
interface Ports {

    /**
     * Opens a port and does the work that gives it to a tenant; when that fails, the port is closed again.
     *
     * @param port 0 for a free one; the work is told which
     * @throws dev.bailiwick.problem.ProblemException when another program has the port
     */
    <R> R open(int port, IntFunction<R> work);

    /** Takes no more connections on a port, if it is open, and does not wait for the requests in flight there. */
    void shut(int port);
}
