package dev.bailiwick.app.deploy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of things as names of files, as auth0-deploy-cli makes them: what some file system does not take becomes a hyphen. */
final class FileName {

    private static final Pattern RESERVED = Pattern.compile("[/?<>\\\\:*|\"\\p{Cntrl}\\x{80}-\\x{9f}]");
    private static final Pattern END = Pattern.compile("[. ]+$");
    private static final Pattern DOTS = Pattern.compile("^\\.+$");
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    /** In bytes, of which file systems take 255 to a name; a number and the ends of names of texts come behind. */
    private static final int LONGEST = 160;

    private static final int DIGEST_BYTES = 4;

    private FileName() {}

    static String of(String name) {
        var kept = END.matcher(
                        DOTS.matcher(RESERVED.matcher(name).replaceAll("-")).replaceAll("-"))
                .replaceAll("-");
        if (kept.isEmpty() || DEVICES.contains(kept.toLowerCase(Locale.ROOT))) {
            return "-";
        }
        return bytes(kept) <= LONGEST ? kept : shortened(kept, name);
    }

    /** Long names that begin alike are told apart by their digests. */
    private static String shortened(String kept, String name) {
        var end = "-" + HexFormat.of().formatHex(sha256(name), 0, DIGEST_BYTES);
        int to = 0;
        int room = LONGEST - end.length();
        while (room > 0) {
            int next = kept.offsetByCodePoints(to, 1);
            room -= bytes(kept.substring(to, next));
            if (room >= 0) {
                to = next;
            }
        }
        return kept.substring(0, to) + end;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
