package dev.bailiwick.audit;

/**
 * One entry of the log, as it is kept.
 *
 * @param id digits that sort by the time of writing
 * @param at when it happened, in epoch milliseconds
 * @param description what happened, in words; for a refused token why
 * @param before what was there; empty when nothing was
 * @param after what is there now; empty when nothing is. For a token, what was asked for
 */
public record AuditEntry(
        String id,
        long at,
        LogType type,
        Origin origin,
        String action,
        String kind,
        String objectId,
        String description,
        String before,
        String after) {}
