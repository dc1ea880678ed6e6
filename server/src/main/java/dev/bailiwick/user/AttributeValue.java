package dev.bailiwick.user;

import dev.bailiwick.json.JsonLeaf.Value;
import dev.bailiwick.json.Times;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a value is compared by: one text that sorts, byte by byte, as the value does, so that one index serves texts, numbers,
 * times and truth values. Numbers come before texts; times and truth values are texts.
 *
 * <p>It is never longer than an index takes: of long texts it is the beginning and a digest, see {@link SearchKey}. Numbers of more
 * than {@value #MOST_DIGITS} digits that begin alike are one value, and so are numbers beyond 10 to the power of 4,999.
 */
final class AttributeValue {

    /** Before each text. */
    static final String TEXT = "t";

    /** Before each number. */
    static final String NUMBER = "n";

    /** The first behind all texts. */
    static final String BEHIND_TEXTS = behindAll(TEXT);

    /** The first behind all numbers. */
    static final String BEHIND_NUMBERS = behindAll(NUMBER);

    /** The order of both engines: that of the bytes in UTF-8, which is that of the code points. */
    static final Comparator<String> ORDER = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private static final int MOST_DIGITS = 100;
    private static final int BIAS = 5_000;
    private static final int HIGHEST = 9_999;

    private static final Pattern DECIMAL =
            Pattern.compile("-?\\d{1," + MOST_DIGITS + "}(\\.\\d{1," + MOST_DIGITS + "})?([eE][+-]?\\d{1,4})?");

    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private AttributeValue() {}

    /** Of a text whose case counts. */
    static String exact(String text) {
        return TEXT + SearchKey.exactly(text);
    }

    /** Of a text in whatever case. */
    static String folded(String text) {
        return TEXT + SearchKey.of(text);
    }

    /** Of a number: its sign, its magnitude and its digits; those of negative numbers the other way round. */
    static String number(BigDecimal number) {
        if (number.signum() == 0) {
            return NUMBER + "1";
        }
        long magnitude = Math.clamp((long) number.precision() - number.scale() + BIAS, 0, HIGHEST);
        var digits = magnitude == 0 || magnitude == HIGHEST
                ? ""
                : withoutZeros(number.unscaledValue().abs().toString());
        var key = String.valueOf(HIGHEST + 1 + magnitude).substring(1)
                + digits.substring(0, Math.min(digits.length(), MOST_DIGITS));
        return NUMBER + (number.signum() > 0 ? "2" + key : "0" + reversed(key) + "~");
    }

    /** Of a time; none for those that no calendar of four-digit years has. */
    static Optional<String> time(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                ? Optional.empty()
                : Optional.of(TEXT + Times.text(time));
    }

    /** Of whatever it is, with the case kept. */
    static String of(Value value) {
        return switch (value) {
            case Value.Text(var text) -> exact(text);
            case Value.Numeral(var number) -> number(number);
            case Value.Truth(var isTrue) -> exact(String.valueOf(isTrue));
        };
    }

    /** The value as a text, if it is not one. */
    static String plain(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Numeral(var number) -> number.toString();
            case Value.Truth(var isTrue) -> String.valueOf(isTrue);
        };
    }

    /** The number that a text spells, if it does. */
    static Optional<BigDecimal> readNumber(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** The time that a text spells in ISO 8601, if it does. */
    static Optional<Instant> readTime(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The first text behind the value and before all that are greater. */
    static String behind(String value) {
        return value + '\u0001'; // no text that is stored has the one before it
    }

    /** The first text behind all that begin with this one, which is not empty. */
    static String behindAll(String prefix) {
        int end = prefix.length();
        while (prefix.codePointBefore(end) == Character.MAX_CODE_POINT) {
            end -= 2;
        }
        int last = prefix.codePointBefore(end);
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, end - Character.charCount(last)) + Character.toString(next);
    }

    /** Without those at the end. Numbers cannot always drop theirs, since a scale has an end. */
    private static String withoutZeros(String digits) {
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }

    private static String reversed(String digits) {
        var reversed = new StringBuilder(digits.length());
        digits.chars().forEach(digit -> reversed.append((char) ('0' + '9' - digit)));
        return reversed.toString();
    }
}
