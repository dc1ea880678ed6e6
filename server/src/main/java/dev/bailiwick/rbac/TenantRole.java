package dev.bailiwick.rbac;

/**
 * A named list of scopes of the tenant's resource servers, as Management API v2 has them. It shares nothing with a {@link
 * Role} of the Authorization Extension but the word.
 *
 * @param name unique in the tenant; the case counts
 * @param description empty when there is none
 */
public record TenantRole(TenantRoleId id, String name, String description) {}
