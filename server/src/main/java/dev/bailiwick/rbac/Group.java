package dev.bailiwick.rbac;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of users. Members of a nested group are members of the groups around it.
 *
 * <p>Each list is null until it is first used; clients of the original can tell that from an empty one.
 *
 * @param name unique without case, except for twins that came by import
 * @param nested may hold ids of groups that do not exist, and cycles
 * @param roles may hold ids of roles that do not exist
 */
public record Group(
        GroupId id,
        String name,
        String description,
        @Nullable List<UserId> members,
        @Nullable List<GroupId> nested,
        @Nullable List<RoleId> roles,
        @Nullable List<GroupMapping> mappings) {

    public Group {
        members = members == null ? null : List.copyOf(members);
        nested = nested == null ? null : List.copyOf(nested);
        roles = roles == null ? null : List.copyOf(roles);
        mappings = mappings == null ? null : List.copyOf(mappings);
    }
}
