package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;

/**
 * Something that may be done in one client.
 *
 * @param clientType {@code client} or {@code resource_server}; kept, and without effect
 * @param name unique within the client without case, except for twins that came by import
 */
public record Permission(PermissionId id, ClientId client, String clientType, String name, String description) {}
