package dev.bailiwick.web;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private HttpServer(Listener https, Listener http, List<Listener> all, InetAddress address, SSLContext tls) {
        this.https = https;
        this.http = http;
        this.all = List.copyOf(all);
        this.address = address;
        this.tls = tls;
    }

    /**
     * Opens the ports and answers from then on.
     *
     * @param httpsPort 0 for a free port
     * @param httpPort 0 for a free port
     * @throws IllegalStateException when a port cannot be opened; none is open then
     */
    public static HttpServer start(InetAddress address, int httpsPort, int httpPort, SSLContext tls, Router router) {
        var opened = new ArrayList<Listener>();
        try {
            var https = Listener.tls(address, httpsPort, tls, router);
            opened.add(https);
            var http = Listener.plain(address, httpPort, router);
            opened.add(http);
            var loopback = InetAddress.getLoopbackAddress();
            if (!address.equals(loopback) && !address.isAnyLocalAddress()) {
                opened.add(Listener.plain(loopback, http.port(), router));
            }
            return new HttpServer(https, http, opened, address, tls);
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
     * @throws IllegalStateException when it cannot be opened
     */
    public int open(int port, Router router) {
        var listener = Listener.tls(address, port, tls, router);
        more.put(listener.port(), listener);
        return listener.port();
    }

    /** Closes a port that {@link #open} has opened, and lets the requests in flight there finish. */
    public void shut(int port) {
        var listener = more.remove(port);
        if (listener != null) {
            stop(List.of(listener));
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
