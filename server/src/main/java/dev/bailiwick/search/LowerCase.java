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

    private LowerCase() {}

    public static String of(String text) {
        return text.replace('Σ', 'σ')
                .replace('ς', 'σ')
                .replace(CAPITAL_I_WITH_DOT, I_AND_DOT)
                .toLowerCase(Locale.ROOT);
    }
}
