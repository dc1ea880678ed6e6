package dev.bailiwick.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections the limit of open files (Linux: {@code ulimit -n}) leaves room for. Helidon closes a port for good
 * when the system refuses it one more file, so all ports together have to stop accepting before that. Each of the server's
 * own, which are three at most, has a quarter of the room; the ports opened later share the last one, so many files to each.
 *
 * @param limit in files
 */
record OpenFiles(int limit) {

    /** How many connections a port takes that is not the server's own. */
    static final int CONNECTIONS_OF_FURTHER_PORT = 32;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern SOFT_LIMIT = Pattern.compile("Max open files +([0-9]{1,9}) .*");
    private static final int ELSEWHERE = 10_240;
    private static final int OTHER_FILES = 256;
    private static final int QUARTERS = 4;
    private static final int MOST = 10_000;
    private static final int LEAST = 64;

    /** Those of this process. */
    static OpenFiles ofProcess() {
        return new OpenFiles(softLimit());
    }

    /** How many connections each of the server's own ports takes: between 64 and 10,000. */
    int connectionsOfOwnPort() {
        return Math.clamp(quarter(), LEAST, MOST);
    }

    /** How many further ports there is room for. A port itself is a file, too. */
    int furtherPorts() {
        return Math.max(0, quarter() / (CONNECTIONS_OF_FURTHER_PORT + 1));
    }

    private int quarter() {
        return (limit - OTHER_FILES) / QUARTERS;
    }

    private static int softLimit() {
        if (!Files.isReadable(LIMITS)) {
            return ELSEWHERE;
        }
        try (var lines = Files.lines(LIMITS)) {
            return lines.map(SOFT_LIMIT::matcher)
                    .filter(Matcher::matches)
                    .map(line -> Integer.parseInt(line.group(1)))
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
        } catch (IOException e) {
            return ELSEWHERE;
        }
    }
}
