package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.user.UserQuery;
import dev.bailiwick.user.UserSearch;
import dev.bailiwick.user.UserSearch.Order;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** {@code GET /users}: the search for users. */
final class UserListResource {

    private static final int PER_PAGE = 50;
    private static final String DESCENDING = ":-1";
    private static final List<String> METADATA = List.of("app_metadata", "user_metadata");

    private final Users users;

    UserListResource(Users users) {
        this.users = users;
    }

    List<Route> routes() {
        return List.of(Operations.route("get_users", this::list));
    }

    /** The order is always the same one, whether {@code primary_order} asks for that or not. */
    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        boolean isWithTotals = Parameters.truth(call, "include_totals").orElse(false);
        var fields = Fields.of(call);
        Parameters.truth(call, "primary_order");
        requireThirdEngine(call);
        var found = users.search(
                call.tenant().id(),
                new UserSearch(
                        query(call),
                        Parameters.sort(call).flatMap(UserListResource::order),
                        paging.slice().offset(),
                        paging.slice().limit(),
                        isWithTotals));
        var listed = found.users().each(user -> fields.of(UserJson.of(call, user.item())));
        if (!isWithTotals) {
            return Answer.streamed(listed);
        }
        var body = new LinkedHashMap<String, Object>();
        body.put("start", paging.slice().offset());
        body.put("limit", paging.slice().limit());
        body.put("length", found.users().size());
        body.put("total", found.total());
        body.put("users", listed);
        return Answer.streamed(body);
    }

    private static UserQuery query(Call call) {
        var query = UserQuery.parse(Parameters.text(call, "q").orElse(""));
        return Parameters.text(call, "connection")
                .filter(connection -> !connection.isEmpty())
                .map(connection -> query.and(UserQuery.ofConnection(connection)))
                .orElse(query);
    }

    private static void requireThirdEngine(Call call) {
        switch (Parameters.text(call, "search_engine").orElse("v3")) {
            case "v3" -> {}
            case "v2" ->
                throw new Problem.NotSupported(
                                "You are not allowed to use search_engine=v2. Use search_engine=v3 instead.")
                        .asException();
            case "v1" -> throw new Problem.NotSupported("You are not allowed to use search_engine=v1.").asException();
            case String other -> throw Parameters.broken("search_engine", SchemaWords.noneOf(other));
        }
    }

    private static Optional<Order> order(String sort) {
        var field = sort.substring(0, sort.lastIndexOf(':'));
        if (METADATA.stream().anyMatch(member -> field.equals(member) || field.startsWith(member + "."))) {
            throw Parameters.broken("sort", "Sorting by app_metadata or user_metadata is not supported");
        }
        return Order.by(field, sort.endsWith(DESCENDING));
    }
}
