package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.DeviceCredentials;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;

/**
 * What a user is logged in by: {@code /users/{user_id}/sessions} and {@code /refresh-tokens}. Users cannot log in yet, so that
 * nobody has a session, and no refresh token but what device credentials may tell of.
 */
final class UserSessionsResource {

    private static final Schema REVOKE = Schema.of("revoke-access");

    /** Without it, as Auth0's description has it, the other scope of the route opens nothing. */
    private static final String REVOKES = "delete:sessions";

    /** An empty object, where the revocation of all access has no body at all. */
    private static final Answer ACCEPTED = Answer.of(202, JsonObject.of(Map.of()));

    private static final JsonObject NO_TOKENS = JsonObject.of(Map.of("tokens", List.of()));
    private static final int MOST = 100;

    private final Users users;
    private final DeviceCredentials credentials;

    UserSessionsResource(Users users, DeviceCredentials credentials) {
        this.users = users;
        this.credentials = credentials;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_sessions_for_user", this::sessions),
                Operations.route("delete_sessions_for_user", this::removeSessions),
                Operations.route("get_refresh_tokens_for_user", this::tokens),
                Operations.route("delete_refresh_tokens_for_user", this::removeTokens),
                Operations.route("user_revoke_access", this::revoke));
    }

    private Answer sessions(Call call) {
        Paging.byCheckpoint(call);
        Parameters.truth(call, "include_totals");
        require(call);
        return Answer.ok(Map.of("sessions", List.of()));
    }

    /** With the total, where it is asked for, though the list goes by checkpoints. */
    private Answer tokens(Call call) {
        Paging.byCheckpoint(call);
        Parameters.integer(call, "per_page", 0, MOST);
        boolean isCounted = Parameters.truth(call, "include_totals").orElse(false);
        require(call);
        return Answer.ok(isCounted ? NO_TOKENS.with("total", 0) : NO_TOKENS);
    }

    private Answer removeSessions(Call call) {
        require(call);
        return ACCEPTED;
    }

    private Answer removeTokens(Call call) {
        require(call);
        credentials.removeTokens(call.tenant().id(), call.path("user_id"), call.origin());
        return ACCEPTED;
    }

    /** A user who is not there is no error. With a session that is named, there is none, only its own tokens would go. */
    private Answer revoke(Call call) {
        Required.anyOf(call, REVOKES);
        var body = REVOKE.readIfAny(call);
        boolean isOfAll = !body.has("session_id");
        if (isOfAll && !body.flag("/preserve_refresh_tokens").orElse(false)) {
            credentials.removeTokens(call.tenant().id(), call.path("id"), call.origin());
        }
        return Answer.accepted();
    }

    private void require(Call call) {
        users.get(call.tenant().id(), new UserId(call.path("user_id")));
    }
}
