package dev.bailiwick.management.v2;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.user.UserRemoval;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /connections/{id}/users}. */
final class ConnectionUsersResource {

    private final Connections connections;
    private final UserRemoval removal;

    ConnectionUsersResource(Connections connections, UserRemoval removal) {
        this.connections = connections;
        this.removal = removal;
    }

    List<Route> routes() {
        return List.of(Operations.route("delete_users_by_email", this::remove));
    }

    private Answer remove(Call call) {
        var email = Parameters.text(call, "email")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Parameters.broken("", "Missing required property: email"));
        var connection = connections.get(call.tenant().id(), call.path("id"));
        if (!connection.strategy().equals("auth0")) {
            throw new Problem.NotAllowed("Connection must be a database connection").asException();
        }
        removal.findByAddress(call.tenant().id(), connection.name(), email)
                .ifPresent(user -> removal.remove(call.tenant().id(), user, call.origin()));
        return Answer.noContent();
    }
}
