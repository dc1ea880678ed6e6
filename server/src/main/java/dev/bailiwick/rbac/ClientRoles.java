package dev.bailiwick.rbac;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The roles of one client, by their places in a graph: as bits, which a decision takes as they are, or one by one where there are
 * so many roles of others that the bits of all clients together would fill the memory. Never changed, only replaced.
 */
final class ClientRoles {

    static final ClientRoles NONE = new ClientRoles(new int[0], new BitSet());

    /** Bits up to here are few for whatever client. */
    private static final int SHORT = 4_096;

    private final int[] sparse;
    private final @Nullable BitSet bits;

    private ClientRoles(int[] sparse, @Nullable BitSet bits) {
        this.sparse = sparse;
        this.bits = bits;
    }

    /** With this role or without it. */
    ClientRoles with(int role, boolean does) {
        var changed = (BitSet) bits().clone();
        changed.set(role, does);
        boolean isDense = changed.length() <= Math.max(SHORT, (long) Integer.SIZE * changed.cardinality());
        return isDense
                ? new ClientRoles(new int[0], changed)
                : new ClientRoles(changed.stream().toArray(), null);
    }

    /** Not to be changed. */
    BitSet bits() {
        if (bits != null) {
            return bits;
        }
        var made = new BitSet();
        for (int role : sparse) {
            made.set(role);
        }
        return made;
    }

    /** Roughly the bytes that they take. */
    long weight() {
        return (long) Integer.BYTES * sparse.length + (bits == null ? 0 : bits.length() / Byte.SIZE);
    }
}
