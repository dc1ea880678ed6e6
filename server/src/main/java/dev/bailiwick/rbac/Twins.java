package dev.bailiwick.rbac;

import java.util.HashSet;
import java.util.Set;

/** Finds, among objects in their order, those whose name an earlier one already has. */
final class Twins {

    private final Set<Object> taken = new HashSet<>();

    /** The {@code twin} column's value: empty for the first of a name, the object's own id for every further one. */
    String of(Object uniqueName, String id) {
        return taken.add(uniqueName) ? "" : id;
    }
}
