package dev.bailiwick.management.v1;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.ConnectionSummary;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.connection.Directories;
import dev.bailiwick.connection.strategy.Strategies;
import dev.bailiwick.connection.strategy.StrategyKind;
import dev.bailiwick.user.UserQuery;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/**
 * The lists of users: all, those of a connection, those who have used a client, those of all social or all enterprise connections that are active. Users who have
 * not logged in yet are among them. Of a connection with access to its directory, whoever stands there is listed in their place.
 */
final class UserLists {

    private static final String ALL = "/users";
    private static final String SOCIAL = "/socialconnections/users";
    private static final String ENTERPRISE = "/enterpriseconnections/users";

    private final Users users;
    private final Clients clients;
    private final Connections connections;
    private final Directories directories;
    private final Pages pages;

    UserLists(Users users, Clients clients, Connections connections, Directories directories, Pages pages) {
        this.users = users;
        this.clients = clients;
        this.connections = connections;
        this.directories = directories;
        this.pages = pages;
    }

    List<Route> routes() {
        return List.of(
                pages.list(ALL, call -> page(call, ALL, UserQuery.everybody())),
                pages.list("/connections/{connection}/users", this::ofConnection),
                pages.list("/clients/{id}/users", this::ofClient),
                pages.list(SOCIAL, call -> ofKind(call, SOCIAL, StrategyKind.SOCIAL)),
                pages.list(ENTERPRISE, call -> ofKind(call, ENTERPRISE, StrategyKind.ENTERPRISE)));
    }

    private Answer ofConnection(Call call) {
        var connection = ConnectionsResource.get(connections, call);
        var path = "/connections/" + Pages.escaped(connection.name()) + ALL;
        return directories
                .of(call.tenant().id(), connection)
                .map(directory -> pages.answer(call, ManagementV1Api.PREFIX + path, directory))
                .orElseGet(() -> page(call, path, UserQuery.ofConnection(connection.name())));
    }

    private Answer ofClient(Call call) {
        var client =
                clients.get(call.tenant().id(), new ClientId(call.path("id"))).id();
        return page(call, "/clients/" + Pages.escaped(client.value()) + ALL, new UserQuery.OfClient(client));
    }

    private Answer ofKind(Call call, String path, StrategyKind kind) {
        var names = connections.active(call.tenant().id()).stream()
                .filter(connection -> Strategies.kind(connection.strategy()) == kind)
                .map(ConnectionSummary::name)
                .toList();
        return names.isEmpty() ? Answer.ok(List.of()) : page(call, path, UserQuery.ofConnections(names));
    }

    private Answer page(Call call, String path, UserQuery among) {
        var query = call.query()
                .first("search")
                .map(UserSearchText::parse)
                .map(among::and)
                .orElse(among);
        return pages.answer(
                call,
                ManagementV1Api.PREFIX + path,
                (after, most) -> users.behind(call.tenant().id(), query, after, most),
                UserJson::inList);
    }
}
