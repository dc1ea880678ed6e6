package dev.bailiwick.web;

import dev.bailiwick.app.IssuedSecrets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection on which a test may say whatever it likes. */
public final class RawClient implements AutoCloseable {

    /** What is secret stands at the beginning, and to look through megabytes takes long. */
    private static final int NOTED = 1 << 16;

    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back. */
    public record Reply(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** The one answer to a request on a connection of its own. */
    public static Reply ask(int port, String request) throws IOException {
        try (var client = new RawClient(port)) {
            client.send(request);
            return client.reply();
        }
    }

    static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: acme.test\r\n\r\n";
    }

    /** Sends the text's characters as bytes, one each. */
    public void send(String text) throws IOException {
        send(text, 1);
    }

    /** The same so many times, and then the end, unless the server has answered before. */
    public void sendAsLongAsItListens(String text, int times, String end) {
        try {
            send(text, times);
            send(end);
        } catch (IOException e) {
            // It has answered.
        }
    }

    private void send(String text, int times) throws IOException {
        IssuedSecrets.noteIn(text.substring(0, Math.min(text.length(), NOTED)));
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < times; i++) {
            socket.getOutputStream().write(bytes);
        }
        socket.getOutputStream().flush();
    }

    /** Says that nothing more will come. */
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads one answer, or throws when the connection ends before it is whole. */
    public Reply reply() throws IOException {
        return reply(true);
    }

    /** Reads the answer to a HEAD. */
    public Reply replyWithoutBody() throws IOException {
        return reply(false);
    }

    private Reply reply(boolean withBody) throws IOException {
        var status = line().split(" ", 3);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var field = line.split(":", 2);
            headers.merge(field[0].toLowerCase(Locale.ROOT), field[1].strip(), (a, b) -> a + ", " + b);
        }
        int length = withBody ? Integer.parseInt(headers.getOrDefault("content-length", "0")) : 0;
        var body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the answer was cut off");
        }
        var text = new String(body, StandardCharsets.UTF_8);
        IssuedSecrets.noteIn(text);
        return new Reply(Integer.parseInt(status[1]), headers, text);
    }

    /** Whether the server ends the connection without another byte. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** All that comes until the server ends the connection. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Ends the connection the rude way, with a TCP reset. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection ended");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** The bodies of several answers. */
    List<Reply> replies(int count) throws IOException {
        var replies = new ArrayList<Reply>();
        for (int i = 0; i < count; i++) {
            replies.add(reply());
        }
        return replies;
    }
}
