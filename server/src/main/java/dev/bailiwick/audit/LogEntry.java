package dev.bailiwick.audit;

/**
 * An entry of the log with what its client is called now.
 *
 * @param clientName empty when no client made it, or one that is gone
 */
public record LogEntry(AuditEntry entry, String clientName) {}
