package dev.bailiwick.rbac;

/**
 * A member of a group or of one that is nested in it, at any distance.
 *
 * @param group the first of these that has the user, in the order of their creation
 */
public record NestedMember(UserId user, GroupSummary group) {}
