package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import dev.bailiwick.connection.ConnectionSummary;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.search.LowerCase;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.Comparator;
import java.util.List;

/** {@code /connections} of the Authorization Extension. */
final class ConnectionsResource {

    private final Connections connections;

    ConnectionsResource(Connections connections) {
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(
                get("/connections", anyOf("read:connections"), this::list).within(ExtensionApi.LIST_TIME));
    }

    record ConnectionJson(String id, String name, String strategy) {

        static ConnectionJson of(ConnectionSummary connection) {
            return new ConnectionJson(connection.id(), connection.name(), connection.strategy());
        }
    }

    private Answer list(Call call) {
        var page = Page.find(call.query());
        var all = connections.summaries(call.tenant().id()).stream()
                .sorted(Comparator.comparing(connection -> LowerCase.of(connection.name())))
                .map(ConnectionJson::of)
                .toList();
        return Answer.ok(Page.of(page, all));
    }
}
