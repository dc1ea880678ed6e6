package dev.bailiwick.operator;

import dev.bailiwick.json.Json;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.Duration;
import java.util.List;

/** {@code /operator/tenants/{name}/users}: takes some users in, as many as one body holds. */
final class UsersResource {

    private static final long LIMIT = 8L << 20;
    private static final Duration TIME = Duration.ofMinutes(1);

    private final TenantUsers users;

    UsersResource(TenantUsers users) {
        this.users = users;
    }

    List<Route> routes(Access access) {
        return List.of(Route.post(OperatorApi.TENANTS_PATH + "/{name}/users", access, this::take)
                .upTo(LIMIT)
                .within(TIME));
    }

    private Answer take(Call call) {
        var batch = UserBatch.of(Json.readExactly(call.body().bytes()));
        return Answer.ok(
                users.take(call.path("name"), batch.users(), batch.rules(), OperatorApi.origin(call, "import users")));
    }
}
