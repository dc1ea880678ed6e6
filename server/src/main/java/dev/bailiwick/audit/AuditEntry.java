package dev.bailiwick.audit;

/**
 * One change, as it is kept.
 *
 * @param id digits that sort by time
 * @param at epoch milliseconds
 */
record AuditEntry(String id, long at, Origin origin, String action, String kind, String objectId, String detail) {}
