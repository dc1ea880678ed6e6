package dev.bailiwick.audit;

/**
 * One change, as it is kept.
 *
 * @param id digits that sort by time
 * @param at epoch milliseconds
 * @param before what was there; empty when nothing was
 * @param after what is there now; empty when nothing is
 */
public record AuditEntry(
        String id, long at, Origin origin, String action, String kind, String objectId, String before, String after) {}
