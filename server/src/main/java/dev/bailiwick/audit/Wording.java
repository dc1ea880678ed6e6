package dev.bailiwick.audit;

import java.util.Locale;

/** Tells a change in words, as Auth0's log does: {@code Create a client}. */
final class Wording {

    private static final String VOWELS = "aeiou";

    private Wording() {}

    static String of(String action, String kind) {
        return action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1) + " " + article(kind) + kind;
    }

    /** None for what there is only one of, or more of than one. */
    private static String article(String kind) {
        if (kind.equals("authorization") || kind.endsWith("s")) {
            return "";
        }
        return VOWELS.indexOf(kind.charAt(0)) < 0 || kind.startsWith("user") ? "a " : "an ";
    }
}
