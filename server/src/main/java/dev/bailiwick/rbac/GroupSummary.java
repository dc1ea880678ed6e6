package dev.bailiwick.rbac;

/** A group without all that hangs on it. */
public record GroupSummary(GroupId id, String name, String description) {}
