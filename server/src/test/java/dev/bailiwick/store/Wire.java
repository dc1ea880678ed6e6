package dev.bailiwick.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a TCP server on this machine that can be cut, or go silent, and be mended. */
public final class Wire implements AutoCloseable {

    private static final int PIECE = 8_192;

    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object silence = new Object();
    private volatile ServerSocket door;
    private volatile boolean silent;

    /** Lays a wire to that port. */
    public Wire(int target) {
        this.target = target;
        this.door = listen(0);
        this.port = door.getLocalPort();
    }

    /** The port at this end. */
    public int port() {
        return port;
    }

    /** Ends all connections and refuses new ones. */
    public void cut() {
        close(door);
        open.forEach(Wire::close);
    }

    /** Lets nothing through any more, without ending a connection or refusing a new one. */
    public void fallSilent() {
        silent = true;
    }

    /** Lets everything through again. What was held back during a silence is lost with its connections. */
    public void mend() {
        if (silent) {
            open.forEach(Wire::close);
            endSilence();
        }
        if (door.isClosed()) {
            door = listen(port);
        }
    }

    @Override
    public void close() {
        cut();
        endSilence();
    }

    private void endSilence() {
        synchronized (silence) {
            silent = false;
            silence.notifyAll();
        }
    }

    private ServerSocket listen(int wanted) {
        try {
            var listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            Thread.ofVirtual().start(() -> acceptFrom(listening));
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptFrom(ServerSocket listening) {
        try {
            while (true) {
                var near = listening.accept();
                open.add(near);
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(far);
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            }
        } catch (IOException e) {
            close(listening);
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var piece = new byte[PIECE];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                awaitSound();
                out.write(piece, 0, length);
            }
        } catch (IOException | InterruptedException e) {
            // this connection is over
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitSound() throws InterruptedException {
        if (silent) {
            synchronized (silence) {
                while (silent) {
                    silence.wait();
                }
            }
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
