package dev.bailiwick.audit;

import java.util.List;

/**
 * Entries of the audit log, the newest first.
 *
 * @param isLast whether there are none behind them
 */
public record AuditPage(List<AuditEntry> entries, boolean isLast) {

    public AuditPage {
        entries = List.copyOf(entries);
    }
}
