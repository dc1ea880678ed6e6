package dev.bailiwick.connection;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/**
 * Where users come from.
 *
 * @param id {@code con_} and 16 letters and digits
 * @param objectId another one of 24 hexadecimal digits, by which Management API v1 knows it
 * @param name unique in the tenant
 * @param strategy Auth0's word for the kind of connection, such as {@code auth0} for our own database
 * @param options what the strategy needs to know, as it came; may hold secrets
 * @param settings what else the Management API tells of it
 * @param ticket names the page for those who administer the server behind it; empty where there is none
 * @param enabledClients those that may use it, in the order in which they were enabled
 */
public record Connection(
        String id,
        String objectId,
        String name,
        String strategy,
        JsonObject options,
        JsonObject settings,
        String ticket,
        List<ClientId> enabledClients) {

    public Connection {
        enabledClients = List.copyOf(enabledClients);
    }

    /** Whether anybody may use it. */
    public boolean isEnabled() {
        return !enabledClients.isEmpty();
    }

    /** Where those who administer the server behind it read what they have to enter there; empty where there is no such page. */
    public Optional<String> ticketUrl(Tenant tenant) {
        return ticket.isEmpty() ? Optional.empty() : Optional.of(tenant.issuer() + "p/" + strategy + "/" + ticket);
    }

    /** Without the options, which may hold secrets. */
    @Override
    public String toString() {
        return "Connection[" + id + "]";
    }
}
