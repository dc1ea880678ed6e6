package dev.bailiwick.network;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Addresses on the web, and of people there. */
public final class Web {

    /** What can be somebody's address of mail. Any domain will do: what a name server knows is not known here. */
    public static final Pattern MAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    private static final Pattern RUN = Pattern.compile(
            "\\s*(javascript|data|vbscript)\\s*:.*|.*\\p{Cntrl}.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Web() {}

    /** Whether a browser might run what stands there instead of going there. */
    public static boolean isRun(String address) {
        return RUN.matcher(address).matches();
    }

    /** A text as one segment of a path, or as a name or a value of a query (RFC 3986 section 2.1). */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
