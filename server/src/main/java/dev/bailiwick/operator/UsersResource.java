package dev.bailiwick.operator;

import dev.bailiwick.json.Json;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code /operator/tenants/{name}/users}: takes some users in, as many as one body holds, and tells of some. */
final class UsersResource {

    private static final String PATH = OperatorApi.TENANTS_PATH + "/{name}/users";
    private static final String AFTER = "after";
    private static final String HASHES = "password_hashes";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final long LIMIT = 8L << 20;
    private static final Duration TIME = Duration.ofMinutes(1);

    private final TenantUsers users;

    UsersResource(TenantUsers users) {
        this.users = users;
    }

    List<Route> routes(Access access) {
        return List.of(
                Route.post(PATH, access, this::take).upTo(LIMIT).within(TIME),
                Route.get(PATH, access, this::some).within(TIME));
    }

    private Answer some(Call call) {
        var query = OperatorQuery.of(call.query(), Set.of(AFTER, HASHES));
        var after = query.first(AFTER).orElse("0");
        if (!NUMBER.matcher(after).matches()) {
            throw OperatorQuery.invalid(AFTER, "must be a number");
        }
        boolean hasHashes = query.isTrue(HASHES);
        return Answer.ok(UserLines.of(users.page(call.path("name"), hasHashes, Long.parseLong(after), UserLines.MOST)))
                .with("Cache-Control", "no-store");
    }

    private Answer take(Call call) {
        var batch = UserBatch.of(Json.readExactly(call.body().bytes()));
        return Answer.ok(
                users.take(call.path("name"), batch.users(), batch.rules(), OperatorApi.origin(call, "import users")));
    }
}
