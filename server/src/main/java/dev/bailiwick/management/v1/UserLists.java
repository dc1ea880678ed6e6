package dev.bailiwick.management.v1;

import dev.bailiwick.connection.ConnectionSummary;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.connection.StrategyKind;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.user.UserQuery;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/**
 * The lists of users: all, those of a connection, those of all social or all enterprise connections that are active. Users who have
 * not logged in yet are among them.
 */
final class UserLists {

    private static final String ALL = "/users";
    private static final String SOCIAL = "/socialconnections/users";
    private static final String ENTERPRISE = "/enterpriseconnections/users";

    private final Users users;
    private final Connections connections;
    private final Pages pages;

    UserLists(Users users, Connections connections, Pages pages) {
        this.users = users;
        this.connections = connections;
        this.pages = pages;
    }

    List<Route> routes() {
        return List.of(
                pages.list(ALL, call -> page(call, ALL, UserQuery.everybody())),
                pages.list("/connections/{connection}/users", this::ofConnection),
                pages.list(SOCIAL, call -> ofKind(call, SOCIAL, StrategyKind.SOCIAL)),
                pages.list(ENTERPRISE, call -> ofKind(call, ENTERPRISE, StrategyKind.ENTERPRISE)));
    }

    private Answer ofConnection(Call call) {
        var name = call.path("connection");
        var connection = connections
                .named(call.tenant().id(), name)
                .orElseThrow(() -> new Problem.NotFound("connection", name).asException());
        return page(call, "/connections/" + Pages.escaped(name) + ALL, UserQuery.ofConnection(connection.name()));
    }

    private Answer ofKind(Call call, String path, StrategyKind kind) {
        var names = connections.active(call.tenant().id()).stream()
                .filter(connection -> StrategyKind.of(connection.strategy()) == kind)
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
                UserJson::of);
    }
}
