package dev.bailiwick.rbac;

/**
 * A scope that is there.
 *
 * @param resourceServer the resource server's id
 */
record FoundScope(ScopeName name, String resourceServer) {}
