package dev.bailiwick.operator;

import dev.bailiwick.json.Json;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code /operator/tenants/{name}/auth0}: a whole tenant in and out. */
final class AssetsResource {

    private static final String PATH = OperatorApi.TENANTS_PATH + "/{name}/auth0";
    private static final String COMMAND = "import auth0";
    private static final String ASSETS = "assets";
    private static final String USERS = "users";
    private static final String IDS = "ids";
    private static final String SECRETS = "secrets";
    private static final Set<String> MEMBERS = Set.of(ASSETS, USERS);
    private static final long LIMIT = 50L << 20;
    private static final Duration TIME = Duration.ofMinutes(10);

    private final TenantAssets assets;

    AssetsResource(TenantAssets assets) {
        this.assets = assets;
    }

    List<Route> routes(Access access) {
        return List.of(
                Route.post(PATH, access, this::put).upTo(LIMIT).within(TIME),
                Route.get(PATH, access, this::get).within(TIME));
    }

    private Answer put(Call call) {
        boolean isDryRun =
                OperatorQuery.of(call.query(), Set.of(ImportRequest.DRY_RUN)).isTrue(ImportRequest.DRY_RUN);
        var body = OperatorBody.of(Json.readExactly(call.body().bytes()), MEMBERS);
        var list = body.value(ASSETS);
        if (!list.isArray() || !list.valueStream().allMatch(AssetsResource::isAsset)) {
            throw OperatorBody.invalid(ASSETS, "must be an array of objects with type, file and object");
        }
        var users = Optional.ofNullable(body.object().get(USERS)).map(UserBatch::of);
        if (users.isPresent() && !isDryRun) {
            throw OperatorBody.invalid(USERS, "can be tried only");
        }
        var origin = OperatorApi.origin(call, COMMAND);
        return Answer.ok(assets.put(call.path("name"), list, users, isDryRun, origin));
    }

    private Answer get(Call call) {
        var query = OperatorQuery.of(call.query(), Set.of(IDS, SECRETS));
        var wanted = new TenantAssets.Wanted(query.isTrue(IDS), query.isTrue(SECRETS));
        return Answer.ok(assets.get(call.path("name"), wanted, OperatorApi.origin(call, "export auth0")))
                .with("Cache-Control", "no-store");
    }

    private static boolean isAsset(JsonNode asset) {
        return asset.path("type").isString()
                && asset.path("file").isString()
                && asset.path("object").isObject();
    }
}
