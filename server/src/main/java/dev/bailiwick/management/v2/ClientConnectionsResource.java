package dev.bailiwick.management.v2;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.ConnectionFilter;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Optional;

/** {@code /clients/{id}/connections}: those that are enabled for a client. */
final class ClientConnectionsResource {

    private static final List<String> ELSEWHERE = List.of("enabled_clients", "cross_app_access_resource_app");

    private final Clients clients;
    private final Connections connections;

    ClientConnectionsResource(Clients clients, Connections connections) {
        this.clients = clients;
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(Operations.route("get_client_connections", this::list));
    }

    /** For those who may see connections, and clients as well. */
    private Answer list(Call call) {
        Required.anyOf(call, "read:connections");
        Required.anyOf(call, "read:clients", "read:client_summary");
        var tenant = call.tenant().id();
        var paging = Paging.byCheckpoint(call);
        var fields = Fields.of(call);
        var client = clients.get(tenant, new ClientId(call.path("id")));
        var wanted =
                new ConnectionFilter(Optional.empty(), Parameters.texts(call, "strategy"), Optional.of(client.id()));
        var found = connections.list(tenant, wanted, paging.slice());
        return paging.answer(
                "connections",
                found,
                connection ->
                        fields.of(ConnectionsResource.wire(call, connection).without(ELSEWHERE)));
    }
}
