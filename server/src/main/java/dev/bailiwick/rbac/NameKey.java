package dev.bailiwick.rbac;

import dev.bailiwick.search.LowerCase;

/** Names are unique without case. */
final class NameKey {

    private NameKey() {}

    static String of(String name) {
        return LowerCase.of(name);
    }
}
