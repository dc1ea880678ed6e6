package dev.bailiwick.web;

import dev.bailiwick.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What goes back to the caller. */
public record Answer(int status, Content content, Map<String, String> headers) {

    public Answer {
        headers = Map.copyOf(headers);
        headers.forEach(Answer::requireSendable);
    }

    /** Writes a body. It may be asked more than once. */
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** A body, or none. */
    public sealed interface Content {

        /** No body, and no Content-Type. */
        record Nothing() implements Content {}

        /** A value that is written as JSON. */
        record JsonValue(Object value) implements Content {}

        /** A value that is written as JSON while it is sent, because it may be longer than memory. */
        record StreamedJson(Object value) implements Content {}

        /** Bytes of some media type that are written while they are sent, because they may be longer than memory. */
        record StreamedBytes(String mediaType, Writing writing) implements Content {}

        /** A text of some media type. */
        record Text(String mediaType, String text) implements Content {}

        /** Bytes of some media type. */
        final class Encoded implements Content {

            private final String mediaType;
            private final byte[] bytes;

            Encoded(String mediaType, byte[] bytes) {
                this.mediaType = mediaType;
                this.bytes = bytes;
            }
        }

        /** The Content-Type header's value; empty for {@link Nothing}. */
        default String mediaType() {
            return switch (this) {
                case Nothing _ -> "";
                case JsonValue _, StreamedJson _ -> "application/json; charset=utf-8";
                case StreamedBytes(var mediaType, var _) -> mediaType;
                case Text(var mediaType, var _) -> mediaType;
                case Encoded encoded -> encoded.mediaType;
            };
        }

        /** Writes what is sent, a part at a time where it is streamed. */
        default void writeTo(OutputStream out) throws IOException {
            switch (this) {
                case StreamedJson(var value) -> Json.write(out, value);
                case StreamedBytes(var _, var writing) -> writing.to(out);
                case Nothing _, JsonValue _, Text _, Encoded _ -> out.write(bytes());
            }
        }

        /** What is sent. */
        default byte[] bytes() {
            return switch (this) {
                case Nothing _ -> new byte[0];
                case JsonValue(var value) -> Json.write(value);
                case StreamedJson(var value) -> Json.write(value);
                case StreamedBytes(var _, var writing) -> written(writing);
                case Text(var _, var text) -> text.getBytes(StandardCharsets.UTF_8);
                case Encoded encoded -> encoded.bytes;
            };
        }
    }

    /** Status 200 with the value as JSON. */
    public static Answer ok(Object value) {
        return of(200, value);
    }

    /** The value as JSON. */
    public static Answer of(int status, Object value) {
        return new Answer(status, new Content.JsonValue(value), Map.of());
    }

    /** Status 200 with the value as JSON, which may be longer than memory. */
    public static Answer streamed(Object value) {
        return new Answer(200, new Content.StreamedJson(value), Map.of());
    }

    /** Status 200 with bytes of some media type, which may be more than memory. */
    public static Answer streamed(String mediaType, Writing writing) {
        return new Answer(200, new Content.StreamedBytes(mediaType, writing), Map.of());
    }

    /** Status 204. */
    public static Answer noContent() {
        return new Answer(204, new Content.Nothing(), Map.of());
    }

    /** Status 202 without a body. */
    public static Answer accepted() {
        return new Answer(202, new Content.Nothing(), Map.of());
    }

    /** Status 200 with a text of some media type. */
    public static Answer text(String mediaType, String text) {
        return new Answer(200, new Content.Text(mediaType, text), Map.of());
    }

    /** This answer with one more header. */
    public Answer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Answer(status, content, more);
    }

    /** This answer to somebody who may come again after this time (RFC 9110 section 10.2.3). */
    public Answer retryAfter(Duration time) {
        return with("Retry-After", String.valueOf(time.toSeconds()));
    }

    /** This answer with more headers. */
    Answer with(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new Answer(status, content, all);
    }

    /** This answer, which depends on one more header of the request (RFC 9110 section 12.5.5). */
    Answer varyingBy(String header) {
        return with("Vary", headers.containsKey("Vary") ? headers.get("Vary") + "," + header : header);
    }

    /** This answer with its content written out, so that nothing in it can fail any more, unless it is to be streamed. */
    Answer encoded() {
        return switch (content) {
            case Content.Nothing _, Content.StreamedJson _, Content.StreamedBytes _, Content.Encoded _ -> this;
            case Content.JsonValue _, Content.Text _ ->
                new Answer(status, new Content.Encoded(content.mediaType(), content.bytes()), headers);
        };
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.to(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A line break in a header would end it, and begin one of the caller's choice. */
    private static void requireSendable(String header, String value) {
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F))) {
            throw new IllegalArgumentException("the header " + header + " holds more than visible ASCII");
        }
    }
}
