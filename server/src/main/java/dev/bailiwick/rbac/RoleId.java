package dev.bailiwick.rbac;

/** A role's id: a UUID where the server made it, any text where it came by import. */
public record RoleId(String value) {}
