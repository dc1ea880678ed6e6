package dev.bailiwick.apikey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without what would give it away.
 *
 * @param id names the key; nothing of the key itself
 * @param acceptedUntil when a key that was rotated away ends; null for the present one
 * @param lastUsed to the minute; null when it never was
 */
public record ApiKey(
        String id,
        Instant createdAt,
        @Nullable Instant acceptedUntil,
        @Nullable Instant lastUsed) {}
