package dev.bailiwick.management.v2;

import dev.bailiwick.connection.Connection;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.AccountFault;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.user.UserIdentities;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /users/{id}/identities}. */
final class UserIdentitiesResource {

    private static final Schema LINK = Schema.of("user-identity-link");
    private static final String CHANGES = "update:users";

    private final Users users;
    private final UserIdentities identities;
    private final Connections connections;

    UserIdentitiesResource(Users users, UserIdentities identities, Connections connections) {
        this.users = users;
        this.identities = identities;
        this.connections = connections;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("post_identities", this::link),
                Operations.route("delete_user_identity_by_user_id", this::unlink));
    }

    private Answer link(Call call) {
        UserJson.requireAnyOf(call, CHANGES);
        var asked = LINK.read(call);
        var other = other(call, asked);
        var connection = asked.text("/connection_id")
                .map(id -> connections.get(call.tenant().id(), id))
                .map(Connection::name);
        var user = identities.link(call.tenant().id(), UsersResource.id(call), other, connection, call.origin());
        return Answer.of(201, UserJson.accounts(call, user));
    }

    private Answer unlink(Call call) {
        UserJson.requireAnyOf(call, CHANGES);
        var account = call.path("provider") + "|" + call.path("user_id");
        var user = identities.unlink(call.tenant().id(), UsersResource.id(call), account, call.origin());
        return Answer.ok(UserJson.accounts(call, user));
    }

    /** Who is to become an account. A token could prove it only if users had tokens of this server's, and none has. */
    private UserId other(Call call, JsonObject asked) {
        if (asked.has("link_with")) {
            throw new Problem.AccountRefused(AccountFault.LINKED_BY_BAD_TOKEN).asException();
        }
        var provider = asked.text("/provider")
                .orElseThrow(() -> new Problem.NotFound("provider of an account", "").asException());
        var id = asked.text("/user_id")
                .or(() -> asked.number("/user_id").map(String::valueOf))
                .orElseThrow(() -> broken("Missing required property: user_id"));
        return other(call.tenant().id(), provider, id);
    }

    /** A user by provider and id there, before which the provider may stand already, as it does in a user's id. */
    private UserId other(TenantId tenant, String provider, String id) {
        var whole = new UserId(provider + "|" + id);
        return id.startsWith(provider + "|") && !users.has(tenant, whole) ? new UserId(id) : whole;
    }

    private static RuntimeException broken(String rule) {
        return new Problem.Invalid(Part.BODY, "", rule).asException();
    }
}
