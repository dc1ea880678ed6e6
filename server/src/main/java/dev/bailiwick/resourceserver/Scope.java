package dev.bailiwick.resourceserver;

import org.jspecify.annotations.Nullable;

/**
 * A value of the scope of tokens (RFC 6749 section 3.3) that a resource server knows.
 *
 * @param description null when nobody gave one
 */
public record Scope(String value, @Nullable String description) {}
