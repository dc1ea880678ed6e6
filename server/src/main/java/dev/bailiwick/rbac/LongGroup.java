package dev.bailiwick.rbac;

import org.jspecify.annotations.Nullable;

/**
 * A group that may be longer than memory: its members are read while somebody goes through them.
 *
 * @param group the group without its members
 * @param members null when there never were any
 */
public record LongGroup(Group group, @Nullable Iterable<UserId> members) {}
