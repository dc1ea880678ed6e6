package dev.bailiwick.tenant;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One world of clients, users and rights.
 *
 * @param name unique, as clients see it in {@code tenant} members
 * @param domain host, and port unless it is 443, under which the tenant is found; its issuer is made of it
 */
public record Tenant(TenantId id, String name, String domain) {

    private static final String HTTPS_PORT = ":443";
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    /** No tenant: for what belongs to the server itself. Nothing is stored under its id. */
    public static final Tenant NONE = new Tenant(new TenantId(""), "", "");

    /** A host as domains are written: in lower case, and without the port that HTTPS has anyway. */
    public static String domainOf(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(HTTPS_PORT) ? lower.substring(0, lower.length() - HTTPS_PORT.length()) : lower;
    }

    /** Whether the text is a host, or host and port. */
    public static boolean isDomain(String text) {
        return DOMAIN.matcher(text).matches();
    }

    /** A domain without its port. */
    public static String hostOf(String domain) {
        int port = domain.lastIndexOf(':');
        return port < 0 || domain.endsWith("]") ? domain : domain.substring(0, port);
    }

    /** The {@code iss} of the tenant's tokens (RFC 9068), with a trailing slash as Auth0 writes it. */
    public String issuer() {
        return "https://" + domain + "/";
    }
}
