package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A request's body, never longer than its route allows. It can be read once. */
public final class Body {

    private static final int MOST_DIGITS = 18;

    private final Request request;
    private final long limit;

    Body(Request request, long limit) {
        this.request = request;
        this.limit = limit;
    }

    /** The media type without its parameters, in lower case; empty when none is given. */
    public String mediaType() {
        var type = contentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The media type with its parameters, as it was sent. */
    String contentType() {
        return request.header("Content-Type").orElse("");
    }

    /**
     * The bytes as they come. Refuses with {@link Problem.TooLarge} at once what is declared to be longer than the limit,
     * and otherwise where the limit is passed.
     */
    public InputStream stream() {
        var declared = request.header("Content-Length").orElse("0");
        if (declared.length() > MOST_DIGITS || Long.parseLong(declared) > limit) {
            throw new Problem.TooLarge(limit).asException();
        }
        return new LimitedStream(request.body(), limit);
    }

    /** All bytes. */
    public byte[] bytes() {
        try (var in = stream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that were read already, as a form. */
    public static Query form(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Query.parse(Part.BODY, text);
        } catch (CharacterCodingException e) {
            throw new Problem.Unreadable(Part.BODY, "not UTF-8").asException();
        }
    }
}
