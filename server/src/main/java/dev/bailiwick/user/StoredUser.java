package dev.bailiwick.user;

/**
 * A user as it is stored.
 *
 * @param seq the number of creation, by which its attributes know it
 */
record StoredUser(long seq, User user) {}
