package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;

/** A role without its permissions and users. */
public record RoleSummary(RoleId id, ClientId client, String name, String description) {}
