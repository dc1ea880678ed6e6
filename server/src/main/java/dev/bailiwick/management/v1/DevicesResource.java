package dev.bailiwick.management.v1;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.DeviceCredential;
import dev.bailiwick.user.DeviceCredentials;
import dev.bailiwick.user.Directory;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;

/** What the devices of users prove themselves by: public keys and refresh tokens, the device credentials of Management API v2. */
final class DevicesResource {

    private static final String USER = "/users/{id}";

    /** Clients write the one, and the description of 2014 the other. */
    private static final List<String> KEYS = List.of(USER + "/publickey", USER + "/public_key");

    private static final String DEVICE = "device";
    private static final String KEY = "public_key";
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_KEY = 8_192;

    private final Directory directory;
    private final DeviceCredentials credentials;

    DevicesResource(Directory directory) {
        this.directory = directory;
        this.credentials = directory.deviceCredentials();
    }

    List<Route> routes() {
        return List.of(
                Routes.get(USER + "/devices", this::list),
                Routes.post(KEYS.getFirst(), this::putKey),
                Routes.post(KEYS.getLast(), this::putKey),
                Routes.delete(KEYS.getFirst(), this::removeKeys),
                Routes.delete(KEYS.getLast(), this::removeKeys),
                Routes.delete(USER + "/refresh_tokens/{token}", this::removeToken));
    }

    private Answer list(Call call) {
        var tenant = call.tenant().id();
        var filter = new DeviceCredential.Filter(user(call).value(), "", "");
        return WholeList.answer(
                slice -> credentials.list(tenant, filter, slice),
                found -> found.stream().map(DevicesResource::json).toList());
    }

    private Answer putKey(Call call) {
        var user = user(call);
        var body = Payload.read(call);
        var device = Payload.needed(body, DEVICE, LONGEST_NAME);
        var key = Payload.needed(body, KEY, LONGEST_KEY);
        if (key.contains("PRIVATE KEY")) {
            throw Payload.refused(KEY, "must not be a private key");
        }
        credentials.putKey(call.tenant().id(), user, Routes.client(call), device, key, call.origin());
        return Routes.done();
    }

    private Answer removeKeys(Call call) {
        var user = user(call);
        var device = call.query()
                .first(DEVICE)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Problem.Invalid(Part.QUERY, "/" + DEVICE, "is required").asException());
        if (!credentials.removeKeys(call.tenant().id(), user, device, call.origin())) {
            throw new Problem.NotFound("public key", device).asException();
        }
        return Routes.done();
    }

    private Answer removeToken(Call call) {
        var token = call.path("token");
        if (!credentials.removeToken(call.tenant().id(), user(call), token, call.origin())) {
            throw new Problem.NotFound("refresh token", token).asException();
        }
        return Routes.done();
    }

    private UserId user(Call call) {
        return UsersResource.user(directory, call).item().id();
    }

    /** A refresh token is told by its id, by which it can be revoked. What a device logs in by nobody is shown. */
    private static JsonObject json(DeviceCredential credential) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", credential.id());
        members.put(DEVICE, credential.deviceName());
        members.put("type", credential.type());
        members.put("client_id", credential.client().value());
        members.put("user_id", credential.userId());
        members.put(
                credential.isKey() ? KEY : "refresh_token",
                credential.isKey() ? credential.publicKey() : credential.id());
        return JsonObject.of(members);
    }
}
