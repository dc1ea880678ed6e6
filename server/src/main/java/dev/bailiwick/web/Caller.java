package dev.bailiwick.web;

import java.util.Collections;
import java.util.Set;

/**
 * Who is calling, proved.
 *
 * @param subject the token's {@code sub}, or what stands for it; goes into the audit log
 * @param scopes what the caller may do
 */
public record Caller(String subject, Set<String> scopes) {

    /** The caller of a route that is open to anyone. */
    public static final Caller ANYONE = new Caller("", Set.of());

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    boolean holdsAnyOf(Set<String> wanted) {
        return !Collections.disjoint(scopes, wanted);
    }
}
