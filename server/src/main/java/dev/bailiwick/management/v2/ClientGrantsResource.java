package dev.bailiwick.management.v2;

import dev.bailiwick.client.ClientGrant;
import dev.bailiwick.client.ClientGrantFilter;
import dev.bailiwick.client.ClientGrants;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** {@code /client-grants}. */
final class ClientGrantsResource {

    private static final Schema CREATE = Schema.of("client-grant", "create");
    private static final Schema CHANGE = Schema.of("client-grant", "change");
    private static final int PER_PAGE = 50;

    private final ClientGrants grants;

    ClientGrantsResource(ClientGrants grants) {
        this.grants = grants;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_client-grants", this::list),
                Operations.route("post_client-grants", this::create),
                Operations.route("get_client-grant", this::one),
                Operations.route("patch_client-grants_by_id", this::change),
                Operations.route("delete_client-grants_by_id", this::remove),
                Operations.route("get_client-grant-organizations", this::organizations));
    }

    private Answer list(Call call) {
        var paging = Paging.ofEither(call, PER_PAGE);
        var wanted = new ClientGrantFilter(
                Parameters.text(call, "audience"),
                Parameters.text(call, "client_id"),
                Parameters.oneOf(call, "subject_type", "client", "user"),
                Parameters.oneOf(call, "default_for", "third_party_clients").isPresent(),
                Parameters.truth(call, "allow_any_organization").orElse(false));
        var found = grants.list(call.tenant().id(), wanted, paging.slice());
        return paging.answer("client_grants", found, ClientGrantsResource::wire);
    }

    private Answer one(Call call) {
        return Answer.ok(wire(grants.get(call.tenant().id(), call.path("id"))));
    }

    private Answer create(Call call) {
        return Answer.of(201, wire(grants.add(call.tenant().id(), CREATE.read(call), call.origin())));
    }

    private Answer change(Call call) {
        var asked = CHANGE.read(call);
        return Answer.ok(wire(grants.change(call.tenant().id(), call.path("id"), asked, call.origin())));
    }

    private Answer remove(Call call) {
        grants.remove(call.tenant().id(), call.path("id"), call.origin());
        return Answer.noContent();
    }

    /** There are no organizations yet, so none uses the grant. */
    private Answer organizations(Call call) {
        var paging = Paging.ofEither(call, PER_PAGE);
        var _ = grants.get(call.tenant().id(), call.path("id"));
        return paging.answer("organizations", List.of(), new Sliced<>(List.of(), 0, OptionalLong.empty()));
    }

    private static JsonObject wire(ClientGrant grant) {
        return JsonObject.of(Map.of("id", grant.id())).orElse(grant.attributes());
    }
}
