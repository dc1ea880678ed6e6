package dev.bailiwick.rbac;

import java.util.List;
import java.util.Map;

/**
 * Everything that decides what users may do, at one moment: what an import brings and an export holds.
 *
 * @param collections the names of the collections that are in use, in the order of their first use
 * @param switches the extension's own settings, by name, as far as they were ever set
 */
public record World(
        List<String> collections,
        List<Group> groups,
        List<Role> roles,
        List<Permission> permissions,
        Map<String, Boolean> switches) {

    public World {
        collections = List.copyOf(collections);
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
    }
}
