package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.IdentifiedDocuments;
import dev.bailiwick.tenantsettings.IdentifiedDocuments.Kind;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who sends messages to phones: {@code /branding/phone/providers}. A tenant has one at most. */
final class PhoneProvidersResource {

    private static final Schema CREATE = Schema.of("branding", "provider-create");
    private static final Schema UPDATE = Schema.of("branding", "provider-update");
    private static final Schema TWILIO = Schema.of("branding", "provider-twilio");
    private static final String NAME = "/name";
    private static final String TWILIO_NAME = "twilio";
    private static final List<String> SENDERS = List.of("/configuration/default_from", "/configuration/mssid");
    private static final List<String> MEMBERS = List.of(
            "id", "tenant", "name", "channel", "disabled", "configuration", "credentials", "created_at", "updated_at");

    private final IdentifiedDocuments documents;

    PhoneProvidersResource(IdentifiedDocuments documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_branding_phone_providers", this::list),
                Operations.route("create_phone_provider", this::create),
                Operations.route("get_phone_provider", this::one),
                Operations.route("update_phone_provider", this::change),
                Operations.route("delete_phone_provider", this::remove));
    }

    private Answer list(Call call) {
        var isDisabled = Parameters.truth(call, "disabled");
        var providers = documents.list(call.tenant().id(), Kind.PHONE_PROVIDER).stream()
                .map(provider -> json(call, provider))
                .filter(provider ->
                        isDisabled.isEmpty() || provider.flag("/disabled").equals(isDisabled))
                .map(PhoneProvidersResource::withoutCredentials)
                .toList();
        return Answer.ok(Map.of("providers", providers));
    }

    private Answer create(Call call) {
        var body = fitting(CREATE.read(call));
        var made = documents.add(call.tenant().id(), Kind.PHONE_PROVIDER, Documents.ONLY, body, call.origin());
        return Answer.of(201, json(call, made));
    }

    private Answer one(Call call) {
        var id = call.path("id");
        return Answer.ok(documents
                .find(call.tenant().id(), Kind.PHONE_PROVIDER, id)
                .map(provider -> json(call, provider))
                .orElseThrow(() -> Kind.PHONE_PROVIDER.absent(id).asException()));
    }

    private Answer change(Call call) {
        var id = call.path("id");
        var body = UPDATE.read(call);
        return Answer.ok(documents
                .change(call.tenant().id(), Kind.PHONE_PROVIDER, id, before -> changed(before, body), call.origin())
                .map(provider -> json(call, provider))
                .orElseThrow(() -> Kind.PHONE_PROVIDER.absent(id).asException()));
    }

    /** Another provider takes over no credentials, lest a token go to whom it is not for. */
    private static JsonObject changed(JsonObject before, JsonObject change) {
        boolean isAnother = change.has("name") && !change.text(NAME).equals(before.text(NAME));
        var kept = isAnother ? before.without(List.of("credentials")) : before;
        return fitting(kept.mergedWith(change, Set.of()));
    }

    /** Twilio has a token, and knows from whom its messages are. */
    private static JsonObject fitting(JsonObject provider) {
        if (provider.text(NAME).equals(Optional.of(TWILIO_NAME))) {
            TWILIO.require(provider);
            if (SENDERS.stream().allMatch(place -> provider.text(place).isEmpty())) {
                throw new Problem.NotFound("sender of a phone provider", TWILIO_NAME).asException();
            }
        }
        return provider;
    }

    private Answer remove(Call call) {
        var id = call.path("id");
        if (!documents.remove(call.tenant().id(), Kind.PHONE_PROVIDER, id, call.origin())) {
            throw Kind.PHONE_PROVIDER.absent(id).asException();
        }
        return Answer.noContent();
    }

    /** Lists alone tell that there is nothing to be told. */
    private static JsonObject withoutCredentials(JsonObject provider) {
        var credentials = new LinkedHashMap<String, Object>();
        credentials.put("credentials", null);
        return provider.mergedWith(JsonObject.of(credentials), Set.of()).in(MEMBERS);
    }

    private static JsonObject json(Call call, JsonObject provider) {
        return JsonObject.of(Map.of("tenant", call.tenant().name(), "channel", "phone", "disabled", false))
                .mergedWith(provider, Set.of())
                .in(MEMBERS);
    }
}
