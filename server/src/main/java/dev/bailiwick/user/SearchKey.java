package dev.bailiwick.user;

import java.util.Locale;

/** What a text is found by: lower case by Java's rules, since the databases' differ, and short enough for an index. */
final class SearchKey {

    /** In UTF-16 units: at most 600 bytes. */
    private static final int LONGEST = 200;

    private SearchKey() {}

    /** Long texts that begin alike have the same key. */
    static String of(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return cut(lower);
    }

    /** The same with the case kept. */
    static String exactly(String text) {
        return cut(text);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
