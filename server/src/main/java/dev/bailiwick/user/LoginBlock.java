package dev.bailiwick.user;

/**
 * A place from which nobody may log in to an account any more, because somebody tried too often.
 *
 * @param identifier a username, a phone number or an address, in lower case
 * @param connection the name of the account's
 * @param address of the client; empty for wherever
 */
public record LoginBlock(String identifier, String connection, String address) {}
