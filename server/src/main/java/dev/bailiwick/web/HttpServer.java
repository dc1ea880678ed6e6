package dev.bailiwick.web;

import java.net.InetAddress;
import javax.net.ssl.SSLContext;

/** The server's two doors, HTTPS and plain HTTP, with one {@link Router} behind both. */
public final class HttpServer implements AutoCloseable {

    private final Listener https;
    private final Listener http;

    private HttpServer(Listener https, Listener http) {
        this.https = https;
        this.http = http;
    }

    /**
     * Opens both ports and answers from then on.
     *
     * @param httpsPort 0 for a free port
     * @param httpPort 0 for a free port
     * @throws IllegalStateException when a port cannot be opened; neither is open then
     */
    public static HttpServer start(InetAddress address, int httpsPort, int httpPort, SSLContext tls, Router router) {
        var https = Listener.tls(address, httpsPort, tls, router);
        try {
            return new HttpServer(https, Listener.plain(address, httpPort, router));
        } catch (IllegalStateException e) {
            https.stop();
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
     * Takes no new requests and returns once those in flight are answered, or after {@link Listener#GRACE}.
     */
    public void stop() {
        var other = Thread.ofPlatform().name("http-stop").start(http::stop);
        https.stop();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
