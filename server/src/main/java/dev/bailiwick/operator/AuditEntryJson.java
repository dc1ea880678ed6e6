package dev.bailiwick.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.audit.AuditEntry;
import java.time.Instant;

/** An entry of the audit log as the operator reads it. What was there before and after is JSON in a text. */
public record AuditEntryJson(
        String id,
        String at,
        String actor,
        @JsonProperty("request_id") String requestId,
        String action,
        String kind,
        @JsonProperty("object_id") String objectId,
        String before,
        String after) {

    /** The wire form of an entry. */
    public static AuditEntryJson of(AuditEntry entry) {
        return new AuditEntryJson(
                entry.id(),
                Instant.ofEpochMilli(entry.at()).toString(),
                entry.origin().actor(),
                entry.origin().requestId(),
                entry.action(),
                entry.kind(),
                entry.objectId(),
                entry.before(),
                entry.after());
    }
}
