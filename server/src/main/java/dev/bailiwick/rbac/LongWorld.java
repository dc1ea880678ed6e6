package dev.bailiwick.rbac;

import java.util.List;
import java.util.Map;

/**
 * Everything that decides what users may do, at one moment: what an import brings and an export holds. It may be longer than
 * memory, since the users in groups and roles are read while somebody goes through them.
 *
 * @param collections the names of the collections that are in use, in the order of their first use
 * @param groups in their order, which is that in which their members are read quickest; the same for roles
 * @param switches the extension's own settings, by name, as far as they were ever set
 */
public record LongWorld(
        List<String> collections,
        List<LongGroup> groups,
        List<LongRole> roles,
        List<Permission> permissions,
        Map<String, Boolean> switches) {

    public LongWorld {
        collections = List.copyOf(collections);
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        permissions = List.copyOf(permissions);
    }
}
