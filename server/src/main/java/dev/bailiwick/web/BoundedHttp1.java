package dev.bailiwick.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/** Helidon's HTTP/1.1 over connections that are read through {@link BoundedInput} at a {@link Pace}. */
record BoundedHttp1(ServerConnectionSelector http1, PaceWatch watch) implements ServerConnectionSelector {

    static BoundedHttp1 of(Http1Config config, PaceWatch watch) {
        return new BoundedHttp1(Http1ConnectionSelector.builder().config(config).build(), watch);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http1.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http1.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var pace = watch.pace();
        pace.endHandshake();
        var input = new BoundedInput(context.dataReader(), pace);
        return new PacedConnection(http1.connection(BoundedConnection.of(context, input, pace)), input, pace, watch);
    }
}
