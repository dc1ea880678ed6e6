package dev.bailiwick.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A request as Helidon read it. Only raw paths and queries are taken from Helidon: its decoded path throws on a malformed
 * escape, drops matrix parameters and resolves dots.
 */
record HelidonRequest(ServerRequest request) implements Request {

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
    public InputStream body() {
        return new HelidonBody(
                request.content(), request.listenerContext().config().maxPayloadSize());
    }

    @Override
    public boolean isFromLoopback() {
        return request.remotePeer().address() instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
    }
}
