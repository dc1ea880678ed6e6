package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.UserQuery;
import dev.bailiwick.user.UserSearch;
import dev.bailiwick.user.UserSearch.Order;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /users} of the Authorization Extension: profiles, which the original passes on from Management API v2. */
final class UserListResource {

    private static final int USUAL = 100;
    private static final int MOST = 200;
    private static final Set<String> PARAMETERS = Set.of("q", "field", "per_page", "page");
    private static final List<String> FIELDS = List.of(
            "user_id",
            "name",
            "email",
            "identities",
            "picture",
            "last_login",
            "logins_count",
            "multifactor",
            "blocked");

    private final Users users;

    UserListResource(Users users) {
        this.users = users;
    }

    List<Route> routes() {
        return List.of(
                get("/users", anyOf("read:users"), this::list).within(ExtensionApi.LIST_TIME),
                get("/users/{id}", anyOf("read:users"), this::one));
    }

    record ListJson(long start, int limit, int length, long total, Iterable<JsonObject> users) {}

    private Answer list(Call call) {
        var q = ListQuery.text(call.query(), "q");
        var field = ListQuery.text(call.query(), "field");
        var page = Page.of(call.query(), USUAL, MOST);
        Joi.onlyParameters(call.query(), PARAMETERS);
        var query = UserQuery.parse(field.isEmpty() || q.isEmpty() ? q : field + ":" + q);
        var found = users.search(
                call.tenant().id(),
                new UserSearch(query, Optional.of(Order.LAST_LOGIN), page.skipped(), page.size(), true));
        return Answer.streamed(new ListJson(
                page.skipped(),
                page.size(),
                found.users().size(),
                found.total(),
                found.users().each(user -> user.item().profileWithoutTokens().only(FIELDS))));
    }

    private Answer one(Call call) {
        return Answer.ok(
                users.get(call.tenant().id(), new UserId(call.path("id"))).profileWithoutTokens());
    }
}
