package dev.bailiwick.job;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.Connection;
import dev.bailiwick.connection.ConnectionFilter;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Slice;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.User;
import dev.bailiwick.user.Users;
import java.util.List;
import java.util.Optional;

/** Who can be asked to confirm an address. */
final class VerificationRules {

    private final Users users;
    private final Connections connections;
    private final Clients clients;

    VerificationRules(Users users, Connections connections, Clients clients) {
        this.users = users;
        this.connections = connections;
        this.clients = clients;
    }

    /**
     * Refuses with {@link Problem.NotAllowed} what the user is not or does not have.
     *
     * @param settings which of the user's accounts is meant; without, it is the first, and must be of a database of ours
     */
    void require(TenantId tenant, UserId id, JsonObject settings) {
        var user = users.get(tenant, id);
        var identity = settings.object("identity");
        if (identity.isPresent()) {
            requireIdentity(tenant, user, identity.get());
        } else {
            ImportTarget.requireDatabase(find(tenant, user.connection().orElse(""))
                    .orElseThrow(() -> refused("connection does not exist.")));
        }
        if (user.email().orElse("").isEmpty()) {
            throw refused("User does not have an email address.");
        }
        settings.text("/client_id").map(ClientId::new).ifPresent(client -> clients.get(tenant, client));
        if (settings.has("organization_id")) {
            throw refused("The organization does not exist");
        }
    }

    private void requireIdentity(TenantId tenant, User user, JsonObject asked) {
        var found = user.profile().objects("/identities").stream()
                .filter(each -> each.text("/provider").equals(asked.text("/provider"))
                        && each.text("/user_id").equals(asked.text("/user_id")))
                .findFirst()
                .orElseThrow(() -> refused("The user exists, but does not contain the given identity."));
        var connection = find(tenant, found.text("/connection").orElse(""))
                .orElseThrow(() -> refused("Identity connection does not exist."));
        if (asked.text("/connection_id")
                .filter(wanted -> !wanted.equals(connection.id()))
                .isPresent()) {
            throw refused("The user exists, but does not contain the given identity.");
        }
        ImportTarget.requireEnabled(connection);
    }

    private Optional<Connection> find(TenantId tenant, String name) {
        var wanted = new ConnectionFilter(Optional.of(name), List.of(), Optional.empty());
        return connections.list(tenant, wanted, new Slice(0, 0, 1)).items().stream()
                .findFirst();
    }

    private static RuntimeException refused(String reason) {
        return new Problem.NotAllowed(reason).asException();
    }
}
