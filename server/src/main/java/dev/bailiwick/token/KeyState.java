package dev.bailiwick.token;

import java.util.Locale;

/** Where a signing key stands in its life. All three are published. */
public enum KeyState {
    /** Was current before; its tokens may still be on their way. A tenant may have several. */
    PREVIOUS,
    /** Signs, once it has been published for long enough. */
    CURRENT,
    /** Will be current after the next rotation; published early so that every cache knows it by then. A new tenant has none yet. */
    NEXT;

    /** As it is stored, and as commands print it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeyState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
