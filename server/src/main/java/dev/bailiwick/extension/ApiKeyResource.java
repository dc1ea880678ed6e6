package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.patch;

import dev.bailiwick.apikey.ApiKeys;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /configuration/rotate-apikey} of the Authorization Extension: the one place where an API key is told. */
final class ApiKeyResource {

    private final ApiKeys keys;

    ApiKeyResource(ApiKeys keys) {
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(patch("/configuration/rotate-apikey", anyOf("update:configuration"), this::rotate));
    }

    /**
     * The key as it is sent in {@code x-api-key}.
     *
     * @param hash the original derived it, by a hash
     */
    record KeyJson(String hash) {}

    private Answer rotate(Call call) {
        Payload.read(call.body()); // must be readable, and says nothing
        var key = keys.rotate(call.tenant().id(), call.origin());
        return Answer.ok(new KeyJson(key.reveal())).with("Cache-Control", "no-store");
    }
}
