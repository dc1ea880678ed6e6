package dev.bailiwick.rbac;

import java.util.Locale;

/** Names are unique without case. Folding is Java's, since the databases' differ. */
final class NameKey {

    private NameKey() {}

    static String of(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
