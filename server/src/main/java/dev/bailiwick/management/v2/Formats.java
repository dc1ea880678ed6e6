package dev.bailiwick.management.v2;

import static java.util.Map.entry;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.network.Web;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats of texts that only Auth0 has. A place for a host, {@code *} or a name in braces, may stand in many of them. */
final class Formats {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s\\p{Cntrl}<>\"]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z0-9_.]*}|\\*");
    private static final Pattern WEB = Pattern.compile("(?i)https?://[^/?#]+.*");
    private static final Pattern NO_SCHEME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*\\.[A-Za-z]{2,}(?:[/?#].*)?");
    private static final Pattern SAFE_WEB = Pattern.compile("(?i)https://[^/?#]+.*");

    /** RFC 5321 section 4.5.3.1, both parts and the sign between them. */
    private static final int LONGEST_MAIL = 320;

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final int LONGEST_HOST = 255;

    private static final int LONGEST_USER_ID = 512;

    private static final Pattern COLOR = Pattern.compile("#(([0-9A-Fa-f]{3}){1,2}|([0-9A-Fa-f]{4}){1,2})");

    private static final Map<String, Predicate<String>> ALL = Map.ofEntries(
            entry("callback-url", Formats::isAddress),
            entry("url-with-placeholders", Formats::isAddress),
            entry("url", Formats::isWeb),
            entry("absolute-uri-or-empty", text -> text.isEmpty() || isWeb(text) || isWebOfNoScheme(text)),
            entry("absolute-https-uri-or-empty", text -> text.isEmpty() || isSafeWeb(text)),
            entry("absolute-https-uri-with-placeholders-or-empty", text -> text.isEmpty() || isSafeWeb(text)),
            entry("email", Formats::isMail),
            entry("email-or-empty", text -> text.isEmpty() || isMail(text)),
            entry("strict-uri", Formats::isWeb),
            entry(
                    "hostname-rfc2181",
                    text -> text.length() <= LONGEST_HOST && HOST.matcher(text).matches()),
            entry("strict-https-uri-or-null", Formats::isSafeWeb),
            entry("html-color-or-null", text -> COLOR.matcher(text).matches()),
            entry("cidr", AddressRange::isAny),
            entry("acr", text -> !text.isBlank()),
            entry("user-id-with-max-length", text -> !text.isBlank() && text.length() <= LONGEST_USER_ID),
            entry("organization-id", text -> text.matches("org_[A-Za-z0-9]{16}")),
            entry("credential-id", text -> text.matches("cred_[A-Za-z0-9]{22}")),
            entry("theme-id", text -> text.matches("[A-Za-z0-9]{32}")),
            entry("session-id", text -> text.matches("[A-Za-z0-9_-]{1,50}")),
            entry("connection-profile-id", text -> text.matches("cop_[A-Za-z0-9]{22}")),
            entry("user-attribute-profile-id", text -> text.matches("uap_[A-Za-z0-9]{22}")),
            entry("client-id", ClientId::isFormed));

    private Formats() {}

    static List<Format> all() {
        return ALL.entrySet().stream()
                .map(each -> format(each.getKey(), each.getValue()))
                .toList();
    }

    private static Format format(String name, Predicate<String> rule) {
        return new Format() {

            @Override
            public String getName() {
                return name;
            }

            @Override
            public boolean matches(ExecutionContext context, String value) {
                return rule.test(value);
            }
        };
    }

    /** Whether it may be the address of a mailbox. */
    static boolean isMail(String text) {
        return text.length() <= LONGEST_MAIL && Web.MAIL.matcher(text).matches();
    }

    private static boolean isWeb(String text) {
        return isAddress(text) && WEB.matcher(text).matches();
    }

    /** What Auth0 takes for an address of the web, too, although nothing tells how to get there: {@code www.acme.com/logo.png}. */
    private static boolean isWebOfNoScheme(String text) {
        return NO_SCHEME.matcher(text).matches() && isWeb("https://" + text);
    }

    private static boolean isSafeWeb(String text) {
        return isAddress(text) && SAFE_WEB.matcher(text).matches();
    }

    private static boolean isAddress(String text) {
        if (!ADDRESS.matcher(text).matches() || Web.isRun(text)) {
            return false;
        }
        try {
            return new URI(PLACEHOLDER.matcher(text).replaceAll("x")).getScheme() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
