package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.delete;
import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.patch;
import static dev.bailiwick.web.Route.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.client.ApiSwitch;
import dev.bailiwick.client.ApiSwitch.Granted;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.resourceserver.ResourceServer;
import dev.bailiwick.resourceserver.Scope;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /configuration/resource-server} of the Authorization Extension: whether there are tokens for this API. Its own
 * routes take one even when there are none any more, so that the API can be switched on again.
 */
final class ResourceServerResource {

    private static final String PATH = "/configuration/resource-server";

    /** Of the Management API: thirty days. */
    private static final long LONGEST_LIFETIME = 2_592_000;

    private final ApiSwitch api;
    private final Authenticator evenWhenOff;

    ResourceServerResource(ApiSwitch api, Authenticator evenWhenOff) {
        this.api = api;
        this.evenWhenOff = evenWhenOff;
    }

    List<Route> routes() {
        return List.of(
                get(PATH, by("read:resource-server"), this::one),
                post(PATH, by("create:resource-server"), this::create),
                patch(PATH, by("update:resource-server"), this::change),
                delete(PATH, by("delete:resource-server"), this::remove));
    }

    /** Whether it is on, and if so, how long its tokens live in seconds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccessJson(
            boolean apiAccess,
            @JsonProperty("token_lifetime") @Nullable Long tokenLifetime) {}

    private Answer one(Call call) {
        var lifetime = api.findTokenLifetime(call.tenant().id());
        return Answer.ok(new AccessJson(lifetime.isPresent(), lifetime.isPresent() ? lifetime.getAsLong() : null));
    }

    private Answer create(Call call) {
        Payload.read(call.body()); // must be readable, and says nothing
        return Answer.ok(wire(api.add(call.tenant().id(), asking(call), call.origin())));
    }

    private Answer change(Call call) {
        var body = Joi.object(Payload.read(call.body()));
        Joi.require(body, "apiAccess");
        boolean isOn = Joi.isOn(body, "apiAccess");
        long lifetime = body.has("token_lifetime") ? Joi.integer(body, "token_lifetime", LONGEST_LIFETIME) : 0;
        Joi.onlyMembers(body, Set.of("apiAccess", "token_lifetime"));
        if (isOn) {
            long seconds = lifetime == 0 ? api.api().tokenLifetimeSeconds() : lifetime;
            api.put(call.tenant().id(), seconds, asking(call), call.origin());
        } else {
            api.remove(call.tenant().id(), call.origin());
        }
        return Answer.noContent();
    }

    private Answer remove(Call call) {
        Payload.read(call.body()); // must be readable, and says nothing
        api.remove(call.tenant().id(), call.origin());
        return Answer.noContent();
    }

    /** As the Management API writes it. */
    private static JsonObject wire(ResourceServer added) {
        var scopes = added.scopes() == null ? List.<Scope>of() : added.scopes();
        return JsonObject.of(Map.of("id", added.id().value()))
                .orElse(added.settings().in(List.of("name")))
                .with("identifier", added.identifier())
                .orElse(added.settings())
                .with(
                        "scopes",
                        scopes.stream()
                                .map(scope -> Map.of("value", scope.value()))
                                .toList());
    }

    private Access by(String scope) {
        return anyOf(scope).provedTo(evenWhenOff);
    }

    private static Granted asking(Call call) {
        var subject = call.caller().subject();
        return new Granted(
                ClientId.ofSubject(subject).orElseGet(() -> new ClientId(subject)),
                call.caller().scopes());
    }
}
