package dev.bailiwick.web;

import dev.bailiwick.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.OutputStream;
import java.lang.System.Logger.Level;

/** Sends a value as JSON while it is written, so that it may be longer than memory. */
final class StreamedSending {

    private static final System.Logger LOG = System.getLogger(StreamedSending.class.getName());

    private StreamedSending() {}

    /**
     * Sends the value.
     *
     * @return whether it could be written; if not, nothing was sent
     * @throws CloseConnectionException when the client is gone, or when the value turned out unwritable midway
     */
    static boolean send(Object value, ServerResponse response) {
        var body = new HeldOutput(response::outputStream);
        try {
            Json.write(body, value);
        } catch (RuntimeException | Error e) {
            if (body.isBroken()) {
                throw new CloseConnectionException("the client is gone", e);
            }
            LOG.log(Level.ERROR, "an answer cannot be written", e);
            if (!body.isHeld()) {
                throw new CloseConnectionException("the answer is cut off", e);
            }
            return false;
        }
        if (body.isHeld()) {
            response.send(body.held());
        } else if (response instanceof RoutingResponse begun) {
            begun.commit();
        }
        return true;
    }

    /**
     * Sends the headers that would come with the value.
     *
     * @return whether it could be written; if not, nothing was sent
     */
    static boolean sendHead(Object value, ServerResponse response) {
        var count = new Counter();
        try {
            Json.write(count, value);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "an answer cannot be written", e);
            return false;
        }
        response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(count.bytes));
        response.send();
        return true;
    }

    private static final class Counter extends OutputStream {

        private long bytes;

        @Override
        public void write(int octet) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }
}
