package dev.bailiwick.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as Helidon read it. Only raw paths and queries are taken from Helidon: its decoded path throws on a malformed
 * escape, drops matrix parameters and resolves dots.
 */
record HelidonRequest(ServerRequest request, TrustedProxies proxies, InputStream body) implements Request {

    /** What tells that a proxy stands between. One that nobody configured is not believed, and yet noticed. */
    private static final List<HeaderName> SIGNS_OF_A_PROXY = Stream.of(
                    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")
            .map(HeaderNames::create)
            .toList();

    HelidonRequest(ServerRequest request, TrustedProxies proxies) {
        this(request, proxies, new HelidonBody(request.content()));
    }

    @Override
    public String method() {
        return request.prologue().method().text();
    }

    @Override
    public String rawPath() {
        return request.prologue().uriPath().rawPath();
    }

    @Override
    public String rawQuery() {
        return request.prologue().query().rawValue();
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().all(HeaderNames.create(name), List::of);
    }

    @Override
    public boolean isFromLoopback() {
        return peer().filter(InetAddress::isLoopbackAddress).isPresent() && !isForwarded();
    }

    @Override
    public Optional<InetAddress> client() {
        return peer().flatMap(peer -> isForwarded() && proxies.contains(peer) ? clientBehind(peer) : Optional.of(peer));
    }

    /** Of several forwarded hosts the one that counts is the last, which the nearest proxy has written. */
    @Override
    public String host() {
        if (peer().filter(proxies::contains).isPresent()) {
            var hosts = String.join(",", headers("X-Forwarded-Host")).strip();
            if (!hosts.isEmpty()) {
                return hosts.substring(hosts.lastIndexOf(',') + 1).strip();
            }
        }
        return Request.super.host();
    }

    private Optional<InetAddress> clientBehind(InetAddress peer) {
        var forwardedFor = headers("X-Forwarded-For");
        return forwardedFor.isEmpty() ? Optional.empty() : proxies.clientBehind(peer, forwardedFor);
    }

    private boolean isForwarded() {
        return SIGNS_OF_A_PROXY.stream().anyMatch(request.headers()::contains);
    }

    private Optional<InetAddress> peer() {
        return request.remotePeer().address() instanceof InetSocketAddress socket
                ? Optional.ofNullable(socket.getAddress())
                : Optional.empty();
    }
}
