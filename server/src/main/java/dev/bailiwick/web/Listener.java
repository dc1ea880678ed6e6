package dev.bailiwick.web;

import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One open port. Each has a Helidon server of its own, because Helidon stops the ports of one server one after the other,
 * and cannot add a port to a server that runs.
 */
final class Listener {

    /** How long requests in flight may take once the server is to stop. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration QUIET = Duration.ofMillis(200);
    private static final int LINE_AND_HEADERS_LIMIT = 16 * 1024;
    private static final int BACKLOG = 1_024;
    // Above the 60 seconds after which common load balancers drop an idle connection: theirs must end first.
    private static final Duration IDLE = Duration.ofSeconds(75);
    private static final Duration IDLE_CHECK = Duration.ofSeconds(15);

    private final WebServer server;
    private final RouterHandler handler;
    private final PaceWatch watch;

    private Listener(InetAddress address, int port, @Nullable SSLContext tls, Router router, int connections) {
        handler = new RouterHandler(router);
        watch = new PaceWatch(router.rules().patience());
        var config = WebServer.builder()
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .address(address)
                .port(port)
                .backlog(BACKLOG)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .idleConnectionTimeout(IDLE)
                .idleConnectionPeriod(IDLE_CHECK)
                .maxTcpConnections(connections)
                .maxPayloadSize(router.takesAnyLength() ? Route.ANY_LENGTH : router.longestBody())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(BoundedHttp1.of(
                        Http1Config.builder()
                                .validatePath(false)
                                .validatePrologue(false)
                                .maxPrologueLength(LINE_AND_HEADERS_LIMIT)
                                .maxHeadersSize(LINE_AND_HEADERS_LIMIT)
                                .addSendListener(new Unsized())
                                .build(),
                        watch))
                .directHandlers(refusals(router))
                .routing(HttpRouting.builder().any(handler));
        if (tls != null) {
            // Helidon's NIO socket looks up the host name of every TLS client before the handshake; its other one does
            // not.
            config.useNio(false)
                    .tls(Tls.builder().sslContext(new PacedTls(tls, watch)).build());
        }
        server = config.build().start();
        if (!server.isRunning()) {
            watch.stop();
            throw new IllegalStateException("Port " + port + " of " + address.getHostAddress()
                    + " cannot be opened: another program may be listening there.");
        }
    }

    /**
     * Opens a port for plain HTTP.
     *
     * @param connections how many it takes at once; further clients wait
     */
    static Listener plain(InetAddress address, int port, Router router, int connections) {
        return new Listener(address, port, null, router, connections);
    }

    /**
     * Opens a port for HTTPS.
     *
     * @param connections how many it takes at once; further clients wait
     */
    static Listener tls(InetAddress address, int port, SSLContext tls, Router router, int connections) {
        return new Listener(address, port, tls, router, connections);
    }

    int port() {
        return server.port();
    }

    /**
     * Stops. Helidon waits for every connection, even for one that never sent a byte; once no request is in flight, it is
     * told by interruption to wait no longer.
     */
    void stop() {
        var stopping = Thread.ofPlatform().name("listener-stop").start(server::stop);
        try {
            while (!stopping.join(QUIET)) {
                if (handler.isIdle()) {
                    stopping.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.stop();
    }

    private static DirectHandlers refusals(Router router) {
        var refusal = new EarlyRefusal(router);
        var handlers = DirectHandlers.builder();
        for (var type : EventType.values()) {
            handlers.addHandler(type, refusal);
        }
        return handlers.build();
    }
}
