package dev.bailiwick.rbac;

import dev.bailiwick.client.ClientId;

/** A role or a permission of a client as a user has it: by name, as decisions tell it. */
record Holding(ClientId client, Kind kind, String name) {

    enum Kind {
        ROLE,
        PERMISSION
    }
}
