package dev.bailiwick.json;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON strictly, but for what this program wrote, and writes it plainly.
 *
 * <p>Strictly means: nested at most {@value #MAX_DEPTH} deep, no member twice in an object, nothing after the value, and
 * no text that cannot be stored (see {@link #isStorable}) and no number with more than a billion zeros.
 */
public final class Json {

    /** How many zeros may stand behind or before the digits of a number: with more, arithmetic on it fails. */
    private static final long MOST_ZEROS = 1_000_000_000;

    /** How deep arrays and objects may nest. */
    public static final int MAX_DEPTH = 64;

    /** In characters, as Jackson has it. */
    private static final int LONGEST_NUMBER = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

    private static final JsonMapper MAPPER = mapper(MAX_DEPTH, LONGEST_NUMBER);

    /** Keeps all digits of numbers, for what is kept and given back. */
    private static final ObjectReader EXACT = exact(MAPPER);

    /**
     * For what the program puts together itself: the deepest that was sent, in something of its own, and the longest number, which is
     * written with more characters than it had where its exponent grows: {@code 99e9} as {@code 9.9E+10}.
     */
    private static final ObjectReader OWN = exact(mapper(2 * MAX_DEPTH, 2 * LONGEST_NUMBER));

    private static final ObjectReader WRITTEN = OWN.without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private static final ObjectWriter WHILE_MADE =
            MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).without(SerializationFeature.WRAP_EXCEPTIONS);

    private Json() {}

    private static JsonMapper mapper(int depth, int longestNumber) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(depth)
                                .maxNumberLength(longestNumber)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        // Its table of names fails when many of them have one hash code, which clients can choose.
                        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }

    private static ObjectReader exact(JsonMapper mapper) {
        return mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** Refuses with {@link Problem.Unreadable} what is not one well-formed, storable JSON value. */
    public static JsonNode read(byte[] body) {
        return read(parser(new ByteArrayInputStream(body)));
    }

    /** The same with numbers that keep all their digits, for what is given back as it came. */
    public static JsonNode readExactly(byte[] body) {
        return read(exactParser(new ByteArrayInputStream(body)));
    }

    /** What this program puts together, which may nest twice as deep as what is sent; refuses the rest. */
    public static JsonNode readOwn(byte[] written) {
        return read(OWN.createParser(decoded(new ByteArrayInputStream(written))));
    }

    /**
     * What this program wrote, as deep as that of {@link #readOwn}. It is not looked through again, which took much of the time of a page
     * of profiles. Anything else is a fault of the program, and thrown as Jackson has it.
     */
    public static JsonNode readWritten(String text) {
        return WRITTEN.readTree(text);
    }

    private static JsonNode read(JsonParser opened) {
        try (var parser = opened) {
            parser.nextToken();
            var tree = parser.<JsonNode>readValueAsTree();
            if (tree == null || tree.isMissingNode() || parser.nextToken() != null) {
                throw unreadable("more or less than one JSON value");
            }
            requireStorable(tree);
            return tree;
        } catch (JacksonException e) {
            throw unreadable(e.getOriginalMessage());
        } catch (NumberFormatException e) {
            throw unreadable("a number with too many zeros"); // so many that not even their number can be read
        }
    }

    /** A parser with the same limits, for documents too large to hold as a tree. They must be UTF-8 (RFC 8259 section 8.1). */
    public static JsonParser parser(InputStream body) {
        return MAPPER.createParser(decoded(body));
    }

    static JsonParser exactParser(InputStream body) {
        return EXACT.createParser(decoded(body));
    }

    /** The same for what may nest as deep as this, of which nothing is to be kept that is not looked at before. */
    static JsonParser exactParser(InputStream body, int depth) {
        return exact(mapper(depth, LONGEST_NUMBER)).createParser(decoded(body));
    }

    /** The value as UTF-8 bytes. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value as text. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** What this program wrote of a value of that type, which it finds by the names of members. */
    public static <T> T as(JsonNode written, Class<T> type) {
        return MAPPER.treeToValue(written, type);
    }

    /** Writes the value and leaves the stream open. What the value throws while it is gone through is thrown on. */
    public static void write(OutputStream out, Object value) {
        WHILE_MADE.writeValue(out, value);
    }

    /**
     * Whether both databases can hold the text and give it back unchanged: no NUL, which PostgreSQL refuses, and no lone
     * surrogate, which has no UTF-8 form.
     */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Jackson's own decoder takes overlong forms, by which one text can be spelt in several ways. */
    private static InputStreamReader decoded(InputStream body) {
        return new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder());
    }

    /** Where in a body the first text is that {@link #isStorable} refuses, as a JSON pointer; empty where there is none, or it cannot be named. */
    public static Optional<String> unstorable(byte[] body) {
        try (var tokens = parser(new ByteArrayInputStream(body))) {
            for (var token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
                if (token == JsonToken.VALUE_STRING && !isStorable(tokens.getString())) {
                    return Optional.of(
                                    tokens.streamReadContext().pathAsPointer().toString())
                            .filter(Json::isStorable);
                }
            }
        } catch (JacksonException e) {
            // nor can the rest be read
        }
        return Optional.empty();
    }

    /** Refuses what nests deeper than this. */
    static void requireShallow(JsonNode tree, int most) {
        try (var tokens = tree.traverse(ObjectReadContext.empty())) {
            int depth = 0;
            for (var token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > most) {
                    throw unreadable("nests deeper than " + MAX_DEPTH);
                }
            }
        }
    }

    static void requireStorable(JsonNode tree) {
        try (var tokens = tree.traverse(ObjectReadContext.empty())) {
            for (var token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
                if ((token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME)
                        && !isStorable(tokens.getString())) {
                    throw unreadable("a text with NUL or half a surrogate pair");
                }
                if (token == JsonToken.VALUE_NUMBER_FLOAT
                        && tokens.getNumberType() == JsonParser.NumberType.BIG_DECIMAL
                        && Math.abs((long) tokens.getDecimalValue().scale()) > MOST_ZEROS) {
                    throw unreadable("a number with too many zeros");
                }
            }
        }
    }

    private static RuntimeException unreadable(String reason) {
        return new Problem.Unreadable(Part.BODY, reason).asException();
    }
}
