package dev.bailiwick.tenant;

/**
 * One world of clients, users and rights.
 *
 * @param name unique, as clients see it in {@code tenant} members
 * @param domain host, and port unless it is 443, under which the tenant is found; its issuer is made of it
 */
public record Tenant(TenantId id, String name, String domain) {

    /** No tenant: for what belongs to the server itself. Nothing is stored under its id. */
    public static final Tenant NONE = new Tenant(new TenantId(""), "", "");

    /** The {@code iss} of the tenant's tokens (RFC 9068), with a trailing slash as Auth0 writes it. */
    public String issuer() {
        return "https://" + domain + "/";
    }
}
