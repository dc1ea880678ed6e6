package dev.bailiwick.json;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The objects of a document of any length, one at a time: those of one array, or one to a line. The first character that is
 * no white space tells which. What cannot be read is told in its place, and the next one is read.
 */
public final class JsonObjects implements AutoCloseable {

    /** The longest line that is read, in bytes. */
    public static final int LONGEST = 1 << 20;

    /**
     * How deep an element of an array may nest so that what follows it can still be read. What nests deeper than {@link
     * Json#MAX_DEPTH} is told in its place.
     */
    private static final int DEEPEST_READ = 10_000;

    private static final int BYTE_ORDER_MARK = 0xEF;

    private final PushbackInputStream in;
    private final int first;
    private @Nullable JsonParser elements;
    private long number;
    private boolean isCutOff;

    private JsonObjects(PushbackInputStream in, int first) {
        this.in = in;
        this.first = first;
    }

    /** One of the objects, or what is in the place of one. */
    public sealed interface Item {

        /** The number of its line, or of its place in the array, from 1. */
        long number();

        /** An object. */
        record Read(long number, JsonObject object) implements Item {}

        /** Something else; the reason goes behind a name of the place: {@code is no object}. */
        record Broken(long number, String reason) implements Item {}
    }

    /** Begins to read. Buffer the stream, which is closed with this. */
    public static JsonObjects over(InputStream document) throws IOException {
        var in = new PushbackInputStream(document);
        int first = in.read();
        if (first == BYTE_ORDER_MARK) {
            in.skipNBytes(2);
            first = in.read();
        }
        long lines = 0;
        while (first >= 0 && Character.isWhitespace(first)) {
            lines += first == '\n' ? 1 : 0;
            first = in.read();
        }
        if (first >= 0) {
            in.unread(first);
        }
        var objects = new JsonObjects(in, first);
        objects.number = first == '[' ? 0 : lines;
        return objects;
    }

    /** Whether they are those of one array. */
    public boolean isArray() {
        return first == '[';
    }

    /** Whether it begins as objects on lines of their own do. */
    public boolean isLines() {
        return first == '{';
    }

    /** Whether it was an array that is broken itself, so that what followed could not be read. */
    public boolean isCutOff() {
        return isCutOff;
    }

    /** The next one; empty behind the last. An array that is broken itself ends where it is. */
    public Optional<Item> next() throws IOException {
        return isArray() ? nextElement() : nextLine();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Optional<Item> nextLine() throws IOException {
        while (true) {
            var line = line();
            if (line == null) {
                return Optional.empty();
            }
            number++;
            if (line.size() > LONGEST) {
                return Optional.of(new Item.Broken(number, "is longer than %,d bytes".formatted(LONGEST)));
            }
            var text = line.toByteArray();
            if (!isBlank(text)) {
                return Optional.of(item(() -> JsonObject.parse(text)));
            }
        }
    }

    private Optional<Item> nextElement() {
        try {
            if (elements == null) {
                elements = Json.exactParser(in, DEEPEST_READ);
                elements.nextToken();
            }
            var parser = elements;
            if (parser.isClosed()) {
                return Optional.empty();
            }
            boolean isEnd = parser.nextToken() == JsonToken.END_ARRAY;
            if (isEnd && parser.nextToken() == null) {
                parser.close();
                return Optional.empty();
            }
            number++;
            if (isEnd) {
                return Optional.of(cutOff("it stands behind the end of the array"));
            }
            JsonNode tree = parser.readValueAsTree();
            return Optional.of(item(() -> {
                Json.requireShallow(tree, Json.MAX_DEPTH - 1);
                Json.requireStorable(tree);
                return JsonObject.of(tree);
            }));
        } catch (JacksonException e) {
            return Optional.of(cutOff(e.getOriginalMessage()));
        } catch (NumberFormatException e) {
            return Optional.of(cutOff("a number with too many zeros"));
        }
    }

    private Item.Broken cutOff(String reason) {
        isCutOff = true;
        if (elements != null) {
            elements.close();
        }
        return new Item.Broken(number, "cannot be read, nor what follows: " + reason);
    }

    private interface Reading {
        JsonObject read();
    }

    private Item item(Reading reading) {
        try {
            return new Item.Read(number, reading.read());
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Unreadable(var _, var reason)) {
                return new Item.Broken(number, reason);
            }
            throw e;
        }
    }

    /** One byte more than the longest tells that it was longer; null at the end. */
    private @Nullable ByteArrayOutputStream line() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        var line = new ByteArrayOutputStream();
        for (; octet >= 0 && octet != '\n'; octet = in.read()) {
            if (line.size() <= LONGEST) {
                line.write(octet);
            }
        }
        return line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte octet : line) {
            if (!Character.isWhitespace(octet)) {
                return false;
            }
        }
        return true;
    }
}
