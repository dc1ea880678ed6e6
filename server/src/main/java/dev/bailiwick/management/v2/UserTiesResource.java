package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.OptionalLong;

/**
 * What ties a user to others: organizations, accounts elsewhere, and tokens for these. There are no organizations, and
 * nothing connects accounts or keeps tokens yet, so that nobody has any.
 */
final class UserTiesResource {

    private static final Sliced<?> NONE = new Sliced<>(List.of(), 0, OptionalLong.empty());
    private static final int PER_PAGE = 50;
    private static final int LONGEST_TOKENSET = 36;

    private final Users users;

    UserTiesResource(Users users) {
        this.users = users;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_user_organizations", call -> list(call, "organizations", byNumber(call))),
                Operations.route(
                        "get_connected-accounts", call -> list(call, "connected_accounts", Paging.byCheckpoint(call))),
                Operations.route("get_federated-connections-tokensets", this::tokensets),
                Operations.route(
                        "delete_federated-connections-tokensets_by_tokenset_id", UserTiesResource::removeTokenset));
    }

    private static Paging byNumber(Call call) {
        return Paging.byNumber(call, PER_PAGE);
    }

    private Answer list(Call call, String key, Paging paging) {
        require(call);
        return paging.answer(key, List.of(), NONE);
    }

    private Answer tokensets(Call call) {
        require(call);
        return Answer.ok(List.of());
    }

    /** One that is not there is no error, whoever is to have it. */
    private static Answer removeTokenset(Call call) {
        int length = call.path("tokenset_id").length();
        if (length > LONGEST_TOKENSET) {
            var rule = "String is too long (" + length + " chars), maximum " + LONGEST_TOKENSET;
            throw new Problem.Invalid(Part.PATH, "/tokenset_id", rule).asException();
        }
        return Answer.noContent();
    }

    private void require(Call call) {
        users.get(call.tenant().id(), new UserId(call.path("id")));
    }
}
