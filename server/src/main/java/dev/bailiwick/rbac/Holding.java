package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;
import java.util.Comparator;

/** A role or a permission of a client as a user has it: by name, as decisions tell it. */
record Holding(ClientId client, Kind kind, String name) implements Comparable<Holding> {

    private static final Comparator<Holding> ORDER =
            Comparator.comparing(Holding::client).thenComparing(Holding::kind).thenComparing(Holding::name);

    enum Kind {
        ROLE,
        PERMISSION
    }

    @Override
    public int compareTo(Holding other) {
        return ORDER.compare(this, other);
    }
}
