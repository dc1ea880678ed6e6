package dev.bailiwick.audit;

/**
 * Which entries of the log tell of changes. Those of tokens and refusals are written a while after the answer, so that nobody
 * knows how many of them are there.
 */
public final class AuditedChanges {

    /** The condition, in SQL. */
    public static final String IS_CHANGE = "type = '" + LogType.CHANGE.code() + "'";

    private AuditedChanges() {}
}
