package dev.bailiwick.management.v1;

import dev.bailiwick.network.Web;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The addresses that clients give: of pictures, and of pages that a browser is sent to. */
final class Addresses {

    private static final Pattern CHARACTERS = Pattern.compile("[^\\s\\p{Cntrl}<>\"]+");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Addresses() {}

    /** Refuses what is no address of the web. */
    static void requireWeb(String member, String text) {
        if (scheme(text).filter(SCHEMES::contains).isEmpty()) {
            throw Payload.refused(member, "must be a URL");
        }
    }

    /** Refuses what no browser is to be sent to. Programs have schemes of their own. */
    static void requireCallback(String member, String text) {
        if (scheme(text).isEmpty() || Web.isRun(text)) {
            throw Payload.refused(member, "must be URLs with commas between them");
        }
    }

    /** In lower case; empty where there is none. */
    private static Optional<String> scheme(String text) {
        try {
            return CHARACTERS.matcher(text).matches()
                    ? Optional.ofNullable(new URI(text).getScheme()).map(scheme -> scheme.toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
