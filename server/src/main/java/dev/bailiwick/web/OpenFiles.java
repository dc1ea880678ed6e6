package dev.bailiwick.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many connections the limit of open files (Linux: {@code ulimit -n}) leaves room for. Helidon closes a port for good
 * when the system refuses it one more file, so the ports have to stop accepting before that.
 */
final class OpenFiles {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern SOFT_LIMIT = Pattern.compile("Max open files +([0-9]{1,9}) .*");
    private static final int ELSEWHERE = 10_240;
    private static final int OTHER_FILES = 256;
    private static final int PORTS = 4;
    private static final int MOST = 10_000;
    private static final int LEAST = 64;

    private OpenFiles() {}

    /** Between 64 and 10,000. */
    static int connectionsPerPort() {
        return Math.clamp((limit() - OTHER_FILES) / PORTS, LEAST, MOST);
    }

    private static int limit() {
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
