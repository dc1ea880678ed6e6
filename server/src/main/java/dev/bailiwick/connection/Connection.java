package dev.bailiwick.connection;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.JsonObject;
import java.util.List;

/**
 * Where users come from.
 *
 * @param id {@code con_} and 16 letters and digits
 * @param name unique in the tenant
 * @param strategy Auth0's word for the kind of connection, such as {@code auth0} for our own database
 * @param options what the strategy needs to know, as it came; may hold secrets
 * @param settings what else the Management API tells of it
 * @param enabledClients those that may use it, in the order in which they were enabled
 */
public record Connection(
        String id,
        String name,
        String strategy,
        JsonObject options,
        JsonObject settings,
        List<ClientId> enabledClients) {

    public Connection {
        enabledClients = List.copyOf(enabledClients);
    }

    /** Without the options, which may hold secrets. */
    @Override
    public String toString() {
        return "Connection[" + id + "]";
    }
}
