package dev.bailiwick.app;

import dev.bailiwick.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;

/** Ports where no server runs in this process: only tried, so that a server can open them. */
record NoPorts(InetAddress address) implements Ports {

    private static final int BACKLOG = 1;

    @Override
    public <R> R open(int port, IntFunction<R> work) {
        return work.apply(tried(port));
    }

    @Override
    public void shut(int port) {
        // the servers look for themselves
    }

    private int tried(int port) {
        try (var socket = new ServerSocket(port, BACKLOG, address)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Problem.Conflict("program", "port", String.valueOf(port)).asException();
        }
    }
}
