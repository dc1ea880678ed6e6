package dev.bailiwick.rbac;

/**
 * Makes those users members of a group who come through a connection with a group of a certain name.
 *
 * @param groupName a group of the identity provider, or a group here that the user is directly in
 */
public record GroupMapping(String id, String groupName, String connectionName) {}
