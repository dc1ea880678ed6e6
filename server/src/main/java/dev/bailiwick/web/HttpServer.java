package dev.bailiwick.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * The server's doors with one {@link Router} behind them: HTTPS and plain HTTP on its address, and plain HTTP on loopback
 * where the address leaves that out, because probes and commands come from there.
 */
public final class HttpServer implements AutoCloseable {

    private final Listener https;
    private final Listener http;
    private final List<Listener> all;
    private final Map<Integer, Listener> more = new ConcurrentHashMap<>();
    private final InetAddress address;
    private final SSLContext tls;
    private final int mostFurtherPorts;
    private final Semaphore furtherPorts;

    private HttpServer(
            Listener https,
            Listener http,
            List<Listener> all,
            InetAddress address,
            SSLContext tls,
            int mostFurtherPorts) {
        this.https = https;
        this.http = http;
        this.all = List.copyOf(all);
        this.address = address;
        this.tls = tls;
        this.mostFurtherPorts = mostFurtherPorts;
        this.furtherPorts = new Semaphore(mostFurtherPorts);
    }

    /**
     * Opens the ports and answers from then on.
     *
     * @param httpsPort 0 for a free port
     * @param httpPort 0 for a free port
     * @throws IllegalStateException when a port cannot be opened; none is open then
     */
    public static HttpServer start(InetAddress address, int httpsPort, int httpPort, SSLContext tls, Router router) {
        return start(address, httpsPort, httpPort, tls, router, OpenFiles.ofProcess());
    }

    /** The same where so many files may be open. */
    static HttpServer start(
            InetAddress address, int httpsPort, int httpPort, SSLContext tls, Router router, OpenFiles files) {
        int connections = files.connectionsOfOwnPort();
        var opened = new ArrayList<Listener>();
        try {
            var https = Listener.tls(address, httpsPort, tls, router, connections);
            opened.add(https);
            var http = Listener.plain(address, httpPort, router, connections);
            opened.add(http);
            var loopback = InetAddress.getLoopbackAddress();
            if (!address.equals(loopback) && !address.isAnyLocalAddress()) {
                opened.add(Listener.plain(loopback, http.port(), router, connections));
            }
            return new HttpServer(https, http, opened, address, tls, files.furtherPorts());
        } catch (IllegalStateException e) {
            stop(opened);
            throw e;
        }
    }

    /** The port that HTTPS is served on. */
    public int httpsPort() {
        return https.port();
    }

    /** The port that plain HTTP is served on. */
    public int httpPort() {
        return http.port();
    }

    /**
     * Opens one more port for HTTPS, on the same address and with the same certificate.
     *
     * @param port 0 for a free one
     * @return the port
     * @throws IllegalStateException when it cannot be opened, and when the limit of open files leaves no room for it
     */
    public int open(int port, Router router) {
        if (!furtherPorts.tryAcquire()) {
            throw new IllegalStateException(
                    "Port " + port + " is one too many: the limit of open files (ulimit -n) leaves" + " room for "
                            + mostFurtherPorts + " beside the server's own.");
        }
        boolean isOpen = false;
        try {
            var listener = Listener.tls(address, port, tls, router, OpenFiles.CONNECTIONS_OF_FURTHER_PORT);
            more.put(listener.port(), listener);
            isOpen = true;
            return listener.port();
        } finally {
            if (!isOpen) {
                furtherPorts.release();
            }
        }
    }

    /** Closes a port that {@link #open} has opened, and lets the requests in flight there finish. */
    public void shut(int port) {
        var listener = more.remove(port);
        if (listener != null) {
            stop(List.of(listener));
            furtherPorts.release();
        }
    }

    /** Takes no new requests and returns once those in flight are answered, or after {@link Listener#GRACE}. */
    public void stop() {
        stop(Stream.concat(all.stream(), more.values().stream()).toList());
    }

    @Override
    public void close() {
        stop();
    }

    private static void stop(List<Listener> listeners) {
        var stopping = listeners.stream()
                .map(listener -> Thread.ofPlatform().name("http-stop").start(listener::stop))
                .toList();
        try {
            for (var thread : stopping) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
