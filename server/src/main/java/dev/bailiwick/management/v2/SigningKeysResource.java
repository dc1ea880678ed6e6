package dev.bailiwick.management.v2;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.KeyRotation;
import dev.bailiwick.token.KeyState;
import dev.bailiwick.token.SigningKeys;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** {@code /keys/signing}. */
final class SigningKeysResource {

    private final SigningKeys keys;
    private final KeyRotation rotation;

    SigningKeysResource(SigningKeys keys, KeyRotation rotation) {
        this.keys = keys;
        this.rotation = rotation;
    }

    List<Route> routes() {
        return List.of(
                Operations.route(
                        "get_signing_keys", call -> Answer.ok(all(call.tenant()).toList())),
                Operations.route("get_signing_key", this::one),
                Operations.route("post_signing_keys", this::rotate),
                Operations.route("put_signing_keys", this::revoke));
    }

    private Answer one(Call call) {
        return Answer.ok(find(call.tenant(), call.path("kid")));
    }

    /** Takes both scopes of the operation. Answers the key that will be current after the next rotation. */
    private Answer rotate(Call call) {
        Required.anyOf(call, "create:signing_keys");
        Required.anyOf(call, "update:signing_keys");
        rotation.rotate(call.tenant(), call.origin());
        var next = keys.list(call.tenant().id()).stream()
                .filter(key -> key.state() == KeyState.NEXT)
                .findFirst()
                .orElseThrow(() -> new Problem.Gone().asException());
        return Answer.of(201, brief(SigningKeyJson.of(next)));
    }

    private Answer revoke(Call call) {
        var key = find(call.tenant(), call.path("kid"));
        rotation.revokePrevious(call.tenant(), call.path("kid"), call.origin());
        return Answer.ok(brief(key));
    }

    private SigningKeyJson find(Tenant tenant, String kid) {
        return all(tenant)
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("signing key", kid).asException());
    }

    /** A next one is always among them, as in the original. */
    private Stream<SigningKeyJson> all(Tenant tenant) {
        rotation.publishNext(tenant);
        return Stream.concat(
                keys.list(tenant.id()).stream().map(SigningKeyJson::of),
                keys.listRevoked(tenant.id()).stream().map(SigningKeyJson::of));
    }

    private static Object brief(SigningKeyJson key) {
        var members = new LinkedHashMap<String, String>();
        members.put("kid", key.kid());
        members.put("cert", key.cert());
        return members;
    }
}
