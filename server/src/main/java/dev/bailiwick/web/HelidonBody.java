package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.media.ReadableEntity;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body as Helidon reads it. What breaks on the way (a malformed chunk, a client that is gone) is the client's doing and
 * becomes a {@link Problem}, not a failure of ours.
 */
final class HelidonBody extends InputStream {

    private final ReadableEntity entity;
    private @Nullable InputStream stream;

    /** A body that is not read yet. */
    HelidonBody(ReadableEntity entity) {
        this.entity = entity;
    }

    @Override
    public int read() {
        return reading(InputStream::read);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return reading(in -> in.read(buffer, offset, length));
    }

    private interface Reading {
        int from(InputStream in) throws IOException;
    }

    private int reading(Reading reading) {
        try {
            if (stream == null) {
                stream = entity.inputStream();
            }
            return reading.from(stream);
        } catch (RequestException e) {
            throw e.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413)
                    ? new Problem.TooLarge(BoundedInput.LONGEST_CHUNK).asException()
                    : broken();
        } catch (IOException | RuntimeException e) {
            throw broken();
        }
    }

    private static ProblemException broken() {
        return new Problem.Unreadable(Part.BODY, "the body is malformed or incomplete").asException();
    }
}
