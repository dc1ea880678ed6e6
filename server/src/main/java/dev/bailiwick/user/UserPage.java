package dev.bailiwick.user;

/**
 * Some of the users that a search finds.
 *
 * @param total how many it finds, where they were to be counted
 */
public record UserPage(long total, FoundUsers users) {}
