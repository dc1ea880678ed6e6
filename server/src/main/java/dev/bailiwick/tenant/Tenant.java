package dev.bailiwick.tenant;

import java.util.Locale;

/**
 * One world of clients, users and rights.
 *
 * @param name unique, as clients see it in {@code tenant} members
 * @param domain host, and port unless it is 443, under which the tenant is found; its issuer is made of it
 */
public record Tenant(TenantId id, String name, String domain) {

    private static final String HTTPS_PORT = ":443";

    /** No tenant: for what belongs to the server itself. Nothing is stored under its id. */
    public static final Tenant NONE = new Tenant(new TenantId(""), "", "");

    /** A host as domains are written: in lower case, and without the port that HTTPS has anyway. */
    public static String domainOf(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(HTTPS_PORT) ? lower.substring(0, lower.length() - HTTPS_PORT.length()) : lower;
    }

    /** The {@code iss} of the tenant's tokens (RFC 9068), with a trailing slash as Auth0 writes it. */
    public String issuer() {
        return "https://" + domain + "/";
    }
}
