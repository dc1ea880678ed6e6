package dev.bailiwick.user;

import dev.bailiwick.search.LowerCase;
import dev.bailiwick.secret.Secret;

/**
 * What a text is found by: the text or its {@link LowerCase}, short enough for an index. Where these differ, so do the keys.
 */
final class SearchKey {

    /** So much of a text is searched by parts of it. In UTF-16 units. */
    static final int LONGEST = 130;

    /** Digests are spelled by characters from here on, which no language uses, so that parts of texts are not found in them. */
    private static final char PRIVATE = '\uE000';

    private SearchKey() {}

    /** Of a text whose case does not count. */
    static String of(String text) {
        return exactly(LowerCase.of(text));
    }

    /** The same with the case kept: the beginning of a long text, and what stands for the whole. Together these are at most 582 bytes. */
    static String exactly(String text) {
        if (isWhole(text)) {
            return text;
        }
        var beginning = text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
        var key = new StringBuilder(beginning);
        new Secret(text).digest().chars().forEach(digit -> key.append((char) (PRIVATE + digit)));
        return key.toString();
    }

    /** Whether the key is the text itself. That of a longer one is longer than these. */
    static boolean isWhole(String text) {
        return text.length() <= LONGEST;
    }
}
