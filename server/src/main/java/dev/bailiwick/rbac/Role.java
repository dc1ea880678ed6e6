package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named list of permissions within one client, as in NIST RBAC (INCITS 359): users and groups are assigned to roles,
 * permissions are assigned to roles, and no permission reaches a user by any other road.
 *
 * <p>The Authorization Extension says "application" where we say client. That word lives only in the {@code extension}
 * package. Each list is null until it is first used.
 *
 * @param clientType {@code client} or {@code resource_server}; kept, and without effect
 * @param name unique within the client without case, except for twins that came by import
 * @param permissions in the order given, repeats and ids of permissions that do not exist included
 */
public record Role(
        RoleId id,
        ClientId client,
        String clientType,
        String name,
        String description,
        @Nullable List<PermissionId> permissions,
        @Nullable List<UserId> users) {

    public Role {
        permissions = permissions == null ? null : List.copyOf(permissions);
        users = users == null ? null : List.copyOf(users);
    }
}
