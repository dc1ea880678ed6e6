package dev.bailiwick.connection;

/**
 * What lists of connections tell of one.
 *
 * @param id {@code con_} and 16 letters and digits
 * @param name unique in the tenant
 * @param strategy Auth0's word for the kind of connection, such as {@code auth0} for our own database
 */
public record ConnectionSummary(String id, String name, String strategy) {}
