package dev.bailiwick.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Java's own, but that {@link RunLog} hears everything of ours, however a command under test sets the logs up. Public
 * because Java makes it by its name.
 */
public final class RunLogManager extends LogManager {

    /** Java itself would forget a logger that nobody holds, and with it its level. */
    private final Set<Logger> ours = new HashSet<>();

    /** Made once, by Java. */
    public RunLogManager() {}

    @Override
    public void readConfiguration(InputStream properties) throws IOException {
        super.readConfiguration(properties);
        var root = getLogger("");
        if (root != null) {
            if (Arrays.stream(root.getHandlers()).noneMatch(RunLog.class::isInstance)) {
                root.addHandler(new RunLog());
            }
            ours.add(Logger.getLogger("dev.bailiwick"));
            ours.forEach(logger -> logger.setLevel(Level.FINE));
        }
    }
}
