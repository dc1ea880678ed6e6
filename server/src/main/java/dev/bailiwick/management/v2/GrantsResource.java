package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.user.UserGrant;
import dev.bailiwick.user.UserGrants;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;

/** {@code /grants}: what users have allowed clients. */
final class GrantsResource {

    private static final int PER_PAGE = 50;

    private final UserGrants grants;

    GrantsResource(UserGrants grants) {
        this.grants = grants;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_grants", this::list),
                Operations.route("delete_grants_by_user_id", this::removeAll),
                Operations.route("delete_grants_by_id", this::remove));
    }

    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var filter = new UserGrant.Filter(
                Parameters.text(call, "user_id").orElse(""),
                Parameters.text(call, "client_id").orElse(""),
                Parameters.text(call, "audience").orElse(""));
        return paging.answer("grants", grants.list(call.tenant().id(), filter, paging.slice()), GrantsResource::json);
    }

    private Answer removeAll(Call call) {
        var user = Parameters.text(call, "user_id")
                .filter(id -> !id.isEmpty())
                .orElseThrow(() -> Parameters.broken("", "Missing required property: user_id"));
        grants.removeAll(call.tenant().id(), user, call.origin());
        return Answer.noContent();
    }

    private Answer remove(Call call) {
        grants.remove(call.tenant().id(), call.path("id"), call.origin());
        return Answer.noContent();
    }

    private static JsonObject json(UserGrant grant) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", grant.id());
        members.put("clientID", grant.client().value());
        members.put("user_id", grant.userId());
        members.put("audience", grant.audience());
        members.put("scope", grant.scopes());
        return JsonObject.of(members);
    }
}
