package dev.bailiwick.rbac;

/** A scope that a {@link TenantRole} holds, with what its resource server tells of it. */
public record AssignedScope(ScopeName scope, String description, String resourceServerName) {}
