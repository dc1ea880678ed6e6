package dev.bailiwick.web;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Who is calling, proved.
 *
 * @param subject the token's {@code sub}, or what stands for it; goes into the audit log
 * @param scopes what the caller may do
 * @param end when what proves it is over, where an edge has a use for that
 */
public record Caller(String subject, Set<String> scopes, Instant end) {

    /** The caller of a route that is open to anyone. */
    public static final Caller ANYONE = new Caller("", Set.of());

    public Caller {
        scopes = Collections.unmodifiableSet(new HashSet<>(scopes));
    }

    /** One whose end no edge has a use for. */
    public Caller(String subject, Set<String> scopes) {
        this(subject, scopes, Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    boolean holdsAnyOf(Set<String> wanted) {
        return !Collections.disjoint(scopes, wanted);
    }
}
