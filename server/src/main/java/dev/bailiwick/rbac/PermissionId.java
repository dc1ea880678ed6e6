package dev.bailiwick.rbac;

/** A permission's id: a UUID where the server made it, any text where it came by import. */
public record PermissionId(String value) {}
