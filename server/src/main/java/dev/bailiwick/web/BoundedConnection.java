package dev.bailiwick.web;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A connection that is read through {@link BoundedInput} at a {@link Pace}, and otherwise as Helidon made it. */
record BoundedConnection(ConnectionContext origin, DataReader dataReader, DataWriter dataWriter)
        implements ConnectionContext {

    static BoundedConnection of(ConnectionContext origin, BoundedInput input, Pace pace) {
        return new BoundedConnection(origin, input.reader(), new PacedWriter(origin.dataWriter(), pace));
    }

    @Override
    public ListenerContext listenerContext() {
        return origin.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return origin.executor();
    }

    @Override
    public Router router() {
        return origin.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return origin.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return origin.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return origin.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return origin.localPeer();
    }

    @Override
    public boolean isSecure() {
        return origin.isSecure();
    }

    @Override
    public String socketId() {
        return origin.socketId();
    }

    @Override
    public String childSocketId() {
        return origin.childSocketId();
    }
}
