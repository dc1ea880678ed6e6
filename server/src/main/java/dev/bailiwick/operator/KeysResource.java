package dev.bailiwick.operator;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;

/** {@code /operator/tenants/{name}/keys}, and the keys of clients below it. */
final class KeysResource {

    private static final String KEYS = OperatorApi.TENANTS_PATH + "/{name}/keys";
    private static final String CLIENT_KEYS = OperatorApi.TENANTS_PATH + "/{name}/clients/{client}/keys";

    private final TenantKeys keys;

    KeysResource(TenantKeys keys) {
        this.keys = keys;
    }

    List<Route> routes(Access access) {
        return List.of(
                Route.get(KEYS, access, this::list),
                Route.post(KEYS + "/rotate", access, this::rotate),
                Route.delete(KEYS + "/{kid}", access, this::revoke),
                Route.post(CLIENT_KEYS, access, this::add),
                Route.delete(CLIENT_KEYS + "/{kid}", access, this::remove));
    }

    private Answer list(Call call) {
        return Answer.ok(
                keys.list(call.path("name")).stream().map(SigningKeyJson::of).toList());
    }

    private Answer rotate(Call call) {
        return Answer.ok(keys.rotate(call.path("name"), OperatorApi.origin(call, "keys rotate")).stream()
                .map(SigningKeyJson::of)
                .toList());
    }

    private Answer revoke(Call call) {
        keys.revoke(call.path("name"), call.path("kid"), OperatorApi.origin(call, "keys revoke"));
        return Answer.noContent();
    }

    private Answer add(Call call) {
        var draft = ClientKeyDraft.of(Json.read(call.body().bytes()));
        var key = draft.toKey();
        keys.addToClient(
                call.path("name"), client(call), key, draft.isOnly(), OperatorApi.origin(call, "client add-key"));
        return Answer.of(201, Map.of("kid", key.kid(), "alg", key.algorithm()));
    }

    private Answer remove(Call call) {
        keys.removeFromClient(
                call.path("name"), client(call), call.path("kid"), OperatorApi.origin(call, "client remove-key"));
        return Answer.noContent();
    }

    private static ClientId client(Call call) {
        return new ClientId(call.path("client"));
    }
}
