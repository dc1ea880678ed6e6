package dev.bailiwick.app;

import java.util.logging.LogManager;

/**
 * Java's own, but for one thing: it forgets its handlers as soon as the process is told to stop, while requests are still
 * being answered. Public because Java makes it by its name.
 */
public final class KeptLogManager extends LogManager {

    private static volatile boolean isKept;

    /** Made once, by Java. */
    public KeptLogManager() {}

    /** From now on nothing is forgotten any more. */
    static void keep() {
        isKept = true;
    }

    @Override
    public void reset() {
        if (!isKept) {
            super.reset();
        }
    }
}
