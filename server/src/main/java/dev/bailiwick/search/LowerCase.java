package dev.bailiwick.search;

import java.util.Locale;

/**
 * The lower case in which texts are compared: Java's, since the databases' differ, but that a sigma is one letter wherever it stands, so
 * that a part of a text is found in the whole.
 *
 * <p>It takes time with the length of the text alone. Java looks through the whole word for each capital sigma, and copies the whole text
 * for each capital I with a dot: minutes for what a body has room for.
 */
public final class LowerCase {

    private static final String CAPITAL_I_WITH_DOT = "\u0130";
    private static final String I_AND_DOT = "i\u0307";

    /** The longest address there is, and more than a name by which a user is known may have. */
    private static final int LONGEST_KEPT = 320;

    private LowerCase() {}

    public static String of(String text) {
        return text.replace('Σ', 'σ')
                .replace('ς', 'σ')
                .replace(CAPITAL_I_WITH_DOT, I_AND_DOT)
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Java's own, with the sigma at the end of a word, in which addresses and names are kept. It is as above for what is longer than these,
     * which nobody keeps.
     */
    public static String kept(String text) {
        return text.length() <= LONGEST_KEPT ? text.toLowerCase(Locale.ROOT) : of(text);
    }
}
