package dev.bailiwick.rbac;

import java.util.Set;
import java.util.TreeSet;

/**
 * Finds, among objects in their order, those whose name an earlier one already has.
 *
 * @param <N> what a name is unique as
 */
final class Twins<N extends Comparable<N>> {

    private final Set<N> taken = new TreeSet<>();

    /** The {@code twin} column's value: empty for the first of a name, the object's own id for every further one. */
    String of(N uniqueName, String id) {
        return taken.add(uniqueName) ? "" : id;
    }
}
