package dev.bailiwick.operator;

import dev.bailiwick.connection.ConnectionSummary;
import dev.bailiwick.json.Json;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Set;

/** {@code /operator/tenants/{name}/connections}. */
final class ConnectionsResource {

    private static final String PATH = OperatorApi.TENANTS_PATH + "/{name}/connections";
    private static final Set<String> MEMBERS = Set.of("name", "strategy");

    private final TenantContents contents;

    ConnectionsResource(TenantContents contents) {
        this.contents = contents;
    }

    List<Route> routes(Access access) {
        return List.of(Route.get(PATH, access, this::list), Route.post(PATH, access, this::add));
    }

    record ConnectionJson(String id, String name, String strategy) {

        static ConnectionJson of(ConnectionSummary connection) {
            return new ConnectionJson(connection.id(), connection.name(), connection.strategy());
        }
    }

    private Answer list(Call call) {
        return Answer.ok(contents.connections().summaries(contents.id(call.path("name"))).stream()
                .map(ConnectionJson::of)
                .toList());
    }

    private Answer add(Call call) {
        var body = OperatorBody.of(Json.read(call.body().bytes()), MEMBERS);
        var added = contents.connections()
                .add(
                        contents.id(call.path("name")),
                        body.text("name"),
                        body.text("strategy"),
                        OperatorApi.origin(call, "connection add"));
        return Answer.of(201, ConnectionJson.of(added));
    }
}
