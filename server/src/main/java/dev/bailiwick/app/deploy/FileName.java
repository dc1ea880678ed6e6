package dev.bailiwick.app.deploy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of things as names of files, as auth0-deploy-cli makes them: what some file system does not take becomes a hyphen. */
final class FileName {

    private static final Pattern RESERVED = Pattern.compile("[/?<>\\\\:*|\"\\p{Cntrl}\\x{80}-\\x{9f}]");
    private static final Pattern END = Pattern.compile("[. ]+$");
    private static final Pattern DOTS = Pattern.compile("^\\.+$");
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");
    private static final int LONGEST = 200;

    private FileName() {}

    static String of(String name) {
        var kept = END.matcher(
                        DOTS.matcher(RESERVED.matcher(name).replaceAll("-")).replaceAll("-"))
                .replaceAll("-");
        if (kept.isEmpty() || DEVICES.contains(kept.toLowerCase(Locale.ROOT))) {
            return "-";
        }
        return kept.length() <= LONGEST ? kept : kept.substring(0, kept.offsetByCodePoints(0, LONGEST / 2));
    }
}
