package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.resourceserver.ResourceServer;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.resourceserver.Scope;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /resource-servers}; in the path stands an id or an identifier. */
final class ResourceServersResource {

    private static final Schema CREATE = Schema.of("resource-server-create");
    private static final Schema CHANGE = Schema.of("resource-server-update");
    private static final Schema CHANGE_SYSTEM = Schema.of("resource-server-system-update");
    private static final int PER_PAGE = 50;
    private static final int MOST_IDENTIFIERS = 10;

    /** Who may make resource servers gives them their secrets, and may see these. */
    private static final String SEES_SECRETS = "create:resource_servers";

    private static final List<String> MEMBERS = List.of(
            "id",
            "name",
            "identifier",
            "allow_offline_access",
            "allow_online_access",
            "allow_online_access_with_ephemeral_sessions",
            "skip_consent_for_verifiable_first_party_clients",
            "subject_type_authorization",
            "token_lifetime",
            "token_lifetime_for_web",
            "signing_alg",
            "signing_secret",
            "scopes",
            "is_system",
            "enforce_policies",
            "token_dialect",
            "token_encryption",
            "verificationLocation",
            "consent_policy",
            "authorization_details",
            "proof_of_possession",
            "authorization_policy");

    private final ResourceServers resourceServers;

    ResourceServersResource(ResourceServers resourceServers) {
        this.resourceServers = resourceServers;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_resource-servers", this::list),
                Operations.route("post_resource-servers", this::create),
                Operations.route("get_resource-servers_by_id", this::one),
                Operations.route("patch_resource-servers_by_id", this::change),
                Operations.route("delete_resource-servers_by_id", this::remove));
    }

    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var identifiers = Parameters.texts(call, "identifiers");
        if (identifiers.size() > MOST_IDENTIFIERS) {
            throw Parameters.broken(
                    "identifiers", "Array is too long (" + identifiers.size() + "), maximum " + MOST_IDENTIFIERS);
        }
        var found = resourceServers.list(call.tenant().id(), identifiers, paging.slice());
        var fields = Fields.of(call);
        return paging.answer("resource_servers", found, each -> fields.of(wire(call, each)));
    }

    private Answer one(Call call) {
        var found = resourceServers.get(call.tenant().id(), call.path("id"));
        return Answer.ok(Fields.of(call).of(wire(call, found)));
    }

    private Answer create(Call call) {
        var asked = CREATE.read(call);
        return Answer.of(201, wire(call, resourceServers.create(call.tenant().id(), asked, call.origin())));
    }

    private Answer change(Call call) {
        var id = call.path("id");
        var change = CHANGE.read(call);
        if (resourceServers.get(call.tenant().id(), id).isSystem()) {
            CHANGE_SYSTEM.require(change);
        }
        return Answer.ok(wire(call, resourceServers.change(call.tenant().id(), id, change, call.origin())));
    }

    private Answer remove(Call call) {
        resourceServers.remove(call.tenant().id(), call.path("id"), call.origin());
        return Answer.noContent();
    }

    private static JsonObject wire(Call call, ResourceServer shown) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", shown.id().value());
        members.put("identifier", shown.identifier());
        var scopes = shown.scopes();
        if (scopes != null) {
            members.put(
                    "scopes", scopes.stream().map(ResourceServersResource::wire).toList());
        }
        var secret = shown.signingSecret();
        if (secret != null && call.caller().scopes().contains(SEES_SECRETS)) {
            members.put("signing_secret", secret.reveal());
        }
        if (shown.isSystem()) {
            members.put("is_system", true);
        }
        return shown.settings().mergedWith(JsonObject.of(members), Set.of()).in(MEMBERS);
    }

    private static Map<String, String> wire(Scope scope) {
        var members = new LinkedHashMap<String, String>();
        members.put("value", scope.value());
        if (scope.description() != null) {
            members.put("description", scope.description());
        }
        return members;
    }
}
