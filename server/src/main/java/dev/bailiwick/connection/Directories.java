package dev.bailiwick.connection;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/** The directories of the companies behind connections, in which people stand who never logged in. */
@FunctionalInterface
public interface Directories {

    /** Where no connection has access to its directory. */
    Directories NONE = (_, _) -> Optional.empty();

    /** That of a connection, if it has access to one. */
    Optional<Lookup> of(TenantId tenant, Connection connection);

    /** Asks a directory. It may wait for another server, and has no place in a transaction. */
    interface Lookup {

        /**
         * Some of the people in it.
         *
         * @param search with what their name or address begins; empty for everybody
         * @param most how many are wanted; a directory may give more
         * @param from what {@link Found#next} told before; empty at first
         */
        Found find(String search, int most, Optional<String> from);
    }

    /**
     * Some people, as users in Auth0's members, with the ids that they will have when they log in.
     *
     * @param next how the directory calls the place behind them; empty at the end
     */
    record Found(List<JsonObject> users, Optional<String> next) {

        public Found {
            users = List.copyOf(users);
        }
    }
}
