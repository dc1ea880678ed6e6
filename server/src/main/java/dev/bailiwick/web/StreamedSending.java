package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Sends a body while it is written, so that it may be longer than memory. */
final class StreamedSending {

    private static final System.Logger LOG = System.getLogger(StreamedSending.class.getName());

    private final Answer.Writing writing;
    private final ServerResponse response;
    private final boolean compress;

    StreamedSending(Answer.Writing writing, ServerResponse response, boolean compress) {
        this.writing = writing;
        this.response = response;
        this.compress = compress;
    }

    /**
     * Sends the body.
     *
     * @return why it could not be written; nothing was sent then
     * @throws CloseConnectionException when the client is gone, or when the body turned out unwritable midway
     */
    Optional<Problem> send() {
        var body = new HeldOutput(this::target);
        try {
            writing.to(body);
            body.finish();
        } catch (RuntimeException | Error | IOException e) {
            if (body.isBroken()) {
                throw new CloseConnectionException("the client is gone", e);
            }
            if (!body.isHeld()) {
                LOG.log(Level.ERROR, "an answer is cut off", e);
                throw new CloseConnectionException("the answer is cut off", e);
            }
            return Optional.of(failure(e));
        } finally {
            body.release();
        }
        if (body.isHeld()) {
            Sending.whole(response, body.held(), compress, false);
        } else if (response instanceof RoutingResponse begun) {
            begun.commit();
        }
        return Optional.empty();
    }

    /**
     * Sends the headers that would come with the body.
     *
     * @return why it could not be written; nothing was sent then
     */
    Optional<Problem> sendHead() {
        try {
            long length = length(false);
            if (compress && length > Gzip.SHORTEST) {
                length = length(true);
                nameCompression();
            }
            response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(length));
        } catch (RuntimeException | Error | IOException e) {
            return Optional.of(failure(e));
        }
        response.send();
        return Optional.empty();
    }

    /** What is read while it is written may still be refused: a database that is too busy, say. */
    private static Problem failure(Throwable thrown) {
        if (thrown instanceof ProblemException refusal) {
            return refusal.problem();
        }
        LOG.log(Level.ERROR, "an answer cannot be written", thrown);
        return new Problem.Unexpected();
    }

    private long length(boolean isCompressed) throws IOException {
        var count = new Counter();
        try (var body = isCompressed ? Gzip.onto(count) : count) {
            writing.to(body);
        }
        return count.bytes;
    }

    private OutputStream target() {
        if (!compress) {
            return response.outputStream();
        }
        nameCompression();
        return Gzip.onto(response.outputStream());
    }

    private void nameCompression() {
        response.header(HeaderValues.create(HeaderNames.CONTENT_ENCODING, "gzip"));
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
