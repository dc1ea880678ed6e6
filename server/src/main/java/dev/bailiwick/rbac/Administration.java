package dev.bailiwick.rbac;

import dev.bailiwick.store.Database;
import java.util.function.Supplier;

/**
 * Everything by which groups, roles and permissions, and who has them, are changed one by one: the administrative functions
 * of NIST RBAC (INCITS 359).
 */
public record Administration(
        Groups groups,
        GroupMembers groupMembers,
        GroupRoles groupRoles,
        GroupNesting groupNesting,
        GroupMappings groupMappings,
        Assignments assignments,
        Roles roles,
        Permissions permissions) {

    /**
     * All of it over one way of changing.
     *
     * @param ids of what is created
     */
    static Administration over(Database database, Changes changes, Supplier<String> ids) {
        return new Administration(
                new Groups(database, changes, ids),
                new GroupMembers(changes),
                new GroupRoles(changes),
                new GroupNesting(changes),
                new GroupMappings(database, changes, ids),
                new Assignments(changes),
                new Roles(database, changes, ids),
                new Permissions(database, changes, ids));
    }
}
