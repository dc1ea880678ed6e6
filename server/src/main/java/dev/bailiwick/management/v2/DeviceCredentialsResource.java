package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.user.DeviceCredential;
import dev.bailiwick.user.DeviceCredentials;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** {@code /device-credentials}. */
final class DeviceCredentialsResource {

    private static final Schema CREATE = Schema.of("device-credential-create");
    private static final Set<String> TYPES = Set.of("public_key", "refresh_token", "rotating_refresh_token");
    private static final int PER_PAGE = 50;

    private final DeviceCredentials credentials;

    DeviceCredentialsResource(DeviceCredentials credentials) {
        this.credentials = credentials;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_device-credentials", this::list),
                Operations.route("post_device-credentials", DeviceCredentialsResource::create),
                Operations.route("delete_device-credentials_by_id", this::remove));
    }

    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var fields = Fields.of(call);
        var type = Parameters.text(call, "type").orElse("");
        if (!type.isEmpty() && !TYPES.contains(type)) {
            throw Parameters.broken("type", SchemaWords.noneOf(type));
        }
        var filter = new DeviceCredential.Filter(
                Parameters.text(call, "user_id").orElse(""),
                Parameters.text(call, "client_id").orElse(""),
                type);
        var found = credentials.list(call.tenant().id(), filter, paging.slice());
        return paging.answer("device_credentials", found, credential -> fields.of(json(credential)));
    }

    /** A device belongs to the user whose token is sent, and the tokens that are taken here are those of clients. */
    private static Answer create(Call call) {
        CREATE.read(call);
        throw new Problem.OtherUser().asException();
    }

    private Answer remove(Call call) {
        UserJson.requireAnyOf(call, "delete:device_credentials");
        credentials.remove(call.tenant().id(), call.path("id"), call.origin());
        return Answer.noContent();
    }

    private static JsonObject json(DeviceCredential credential) {
        var members = new LinkedHashMap<String, String>();
        members.put("id", credential.id());
        members.put("device_name", credential.deviceName());
        members.put("device_id", credential.deviceId());
        members.put("type", credential.type());
        members.put("user_id", credential.userId());
        members.put("client_id", credential.client().value());
        return JsonObject.of(members);
    }
}
