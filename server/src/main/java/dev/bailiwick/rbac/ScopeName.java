package dev.bailiwick.rbac;

import java.util.Comparator;

/**
 * A scope of a resource server (RFC 6749 section 3.3), as the permission of a {@link TenantRole}.
 *
 * @param resourceServer the resource server's identifier
 * @param value the scope itself
 */
public record ScopeName(String resourceServer, String value) implements Comparable<ScopeName> {

    private static final Comparator<ScopeName> ORDER =
            Comparator.comparing(ScopeName::resourceServer).thenComparing(ScopeName::value);

    @Override
    public int compareTo(ScopeName other) {
        return ORDER.compare(this, other);
    }
}
