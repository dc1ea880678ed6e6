package dev.bailiwick.rbac;

/**
 * A scope of a resource server (RFC 6749 section 3.3), as the permission of a {@link TenantRole}.
 *
 * @param resourceServer the resource server's identifier
 * @param value the scope itself
 */
public record ScopeName(String resourceServer, String value) {}
