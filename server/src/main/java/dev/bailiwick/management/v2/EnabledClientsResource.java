package dev.bailiwick.management.v2;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.EnabledClients;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /connections/{id}/clients}. */
final class EnabledClientsResource {

    private static final Schema CHANGE = Schema.of("connection-clients-update");
    private static final int MOST = 1_000;

    private final EnabledClients clients;

    EnabledClientsResource(EnabledClients clients) {
        this.clients = clients;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_connection_clients", this::list),
                Operations.route("patch_clients", this::change));
    }

    private Answer list(Call call) {
        var paging = Paging.byCheckpoint(call, MOST);
        var found = clients.list(call.tenant().id(), call.path("id"), paging.slice());
        return paging.answer("clients", found, client -> JsonObject.of(Map.of("client_id", client.value())));
    }

    /** The body is an array. The last word on a client counts. */
    private Answer change(Call call) {
        var wanted = new LinkedHashMap<ClientId, Boolean>();
        CHANGE.tree(call.body())
                .forEach(each -> wanted.put(
                        new ClientId(each.path("client_id").asString()),
                        each.path("status").asBoolean()));
        clients.change(call.tenant().id(), call.path("id"), wanted, call.origin());
        return Answer.noContent();
    }
}
