package dev.bailiwick.operator;

import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;

/** {@code /operator/tenants/{name}/api-keys}: which keys there are and when they were used. One is told only where it is made. */
final class ApiKeysResource {

    private static final String PATH = OperatorApi.TENANTS_PATH + "/{name}/api-keys";

    private final TenantContents contents;

    ApiKeysResource(TenantContents contents) {
        this.contents = contents;
    }

    List<Route> routes(Access access) {
        return List.of(
                Route.get(PATH, access, this::list),
                Route.post(PATH + "/rotate", access, this::rotate),
                Route.delete(PATH + "/{key}", access, this::revoke));
    }

    private Answer list(Call call) {
        var keys = contents.apiKeys().list(contents.id(call.path("name")));
        return Answer.ok(keys.stream().map(ApiKeyJson::of).toList());
    }

    private Answer rotate(Call call) {
        var key = contents.apiKeys().rotate(contents.id(call.path("name")), OperatorApi.origin(call, "api-key rotate"));
        return Answer.ok(Map.of("key", key.reveal())).with("Cache-Control", "no-store");
    }

    private Answer revoke(Call call) {
        contents.apiKeys()
                .revoke(contents.id(call.path("name")), call.path("key"), OperatorApi.origin(call, "api-key revoke"));
        return Answer.noContent();
    }
}
