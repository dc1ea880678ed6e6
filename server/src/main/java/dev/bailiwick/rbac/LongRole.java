package dev.bailiwick.rbac;

import org.jspecify.annotations.Nullable;

/**
 * A role that may be longer than memory: its users are read while somebody goes through them.
 *
 * @param role the role without its users
 * @param users null when there never were any
 */
public record LongRole(Role role, @Nullable Iterable<UserId> users) {}
