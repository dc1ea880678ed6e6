package dev.bailiwick.connection.strategy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server that answers each request with whatever a test wants, well-formed or not. */
final class FakeServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Reply reply;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private FakeServer(ServerSocket listener, Reply reply) {
        this.listener = listener;
        this.reply = reply;
    }

    /** Writes an answer. */
    interface Reply {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    static FakeServer at(String address, Reply reply) {
        return at(address, ServerSocketFactory.getDefault(), reply);
    }

    static FakeServer at(String address, ServerSocketFactory sockets, Reply reply) {
        try {
            var server = new FakeServer(sockets.createServerSocket(0, 50, InetAddress.ofLiteral(address)), reply);
            Thread.ofVirtual().start(server::listen);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with status 200, one more header, and a body. */
    static Reply ok(String header, String body) {
        return out ->
                write(out, "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was asked of it: request line and headers. */
    List<String> asked() {
        return asked;
    }

    private void listen() {
        while (true) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket accepted) {
        try (var socket = accepted) {
            var head = new StringBuilder();
            var in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int octet = in.read();
                if (octet < 0) {
                    return;
                }
                head.append((char) octet);
            }
            asked.add(head.toString());
            reply.to(socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            return; // whoever asked has gone
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
