package dev.bailiwick.secret;

import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Random text for ids and secrets, in the alphabets that Auth0 uses.
 *
 * @param random a cryptographically strong generator, but in tests
 */
public record RandomText(RandomGenerator random) {

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String URL_SAFE = ALPHANUMERIC + "-_";
    private static final String DIGITS = "0123456789";
    private static final String UPPER_CASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + DIGITS;
    private static final String HEX = DIGITS + "abcdef";

    /** Letters and digits. */
    public String alphanumeric(int length) {
        return of(ALPHANUMERIC, length);
    }

    /** Upper-case letters and digits. */
    public String upperCase(int length) {
        return of(UPPER_CASE, length);
    }

    /** Letters, digits, hyphen and underscore. */
    public String urlSafe(int length) {
        return of(URL_SAFE, length);
    }

    /** Lower-case hexadecimal digits. */
    public String hex(int length) {
        return of(HEX, length);
    }

    /** Decimal digits. */
    public String digits(int length) {
        return of(DIGITS, length);
    }

    /** A random UUID (RFC 9562 section 5.4). */
    public String uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    private String of(String alphabet, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
