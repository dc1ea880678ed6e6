package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.List;

/**
 * What a role is to be.
 *
 * @param permissions in this order, repeats and ids of permissions that do not exist included
 */
public record RoleDraft(
        ClientId client, String clientType, String name, String description, List<PermissionId> permissions) {

    public RoleDraft {
        permissions = List.copyOf(permissions);
    }

    Role as(RoleId id) {
        return new Role(id, client, clientType, name, description, permissions, null);
    }
}
