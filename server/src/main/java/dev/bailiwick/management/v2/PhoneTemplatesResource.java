package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenantsettings.IdentifiedDocuments;
import dev.bailiwick.tenantsettings.IdentifiedDocuments.Kind;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What messages to phones say: {@code /branding/phone/templates}. There is one template at most to each type. */
final class PhoneTemplatesResource {

    private static final Schema CREATE = Schema.of("branding", "phone-template-create");
    private static final Schema UPDATE = Schema.of("branding", "phone-template-update");
    private static final Set<String> CONTENT = Set.of("content");
    private static final List<String> MEMBERS =
            List.of("id", "tenant", "channel", "type", "disabled", "created_at", "updated_at", "content");

    private final IdentifiedDocuments documents;

    PhoneTemplatesResource(IdentifiedDocuments documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_phone_templates", this::list),
                Operations.route("create_phone_template", this::create),
                Operations.route("get_phone_template", this::one),
                Operations.route("update_phone_template", this::change),
                Operations.route("reset_phone_template", this::reset),
                Operations.route("delete_phone_template", this::remove));
    }

    /** Those that were made, and behind them the others as they would be made, but for an id. */
    private Answer list(Call call) {
        var isDisabled = Parameters.truth(call, "disabled");
        var made = documents.list(call.tenant().id(), Kind.PHONE_TEMPLATE);
        var types = made.stream().map(PhoneTemplatesResource::type).toList();
        var now = documents.now();
        var others = PhoneTemplateTexts.LISTED.stream()
                .filter(type -> !types.contains(type))
                .map(type -> JsonObject.of(Map.of("type", type, "created_at", now, "updated_at", now))
                        .with("content", PhoneTemplateTexts.of(type)));
        var templates = Stream.concat(made.stream(), others)
                .map(template -> json(call, template))
                .filter(template ->
                        isDisabled.isEmpty() || template.flag("/disabled").equals(isDisabled))
                .toList();
        return Answer.ok(Map.of("templates", templates));
    }

    private Answer create(Call call) {
        var body = CREATE.read(call);
        var type = type(body);
        var complete =
                JsonObject.of(Map.of("content", PhoneTemplateTexts.of(type))).mergedDeeply(body, CONTENT);
        var made = documents.add(call.tenant().id(), Kind.PHONE_TEMPLATE, type, complete, call.origin());
        return Answer.of(201, json(call, made));
    }

    private Answer one(Call call) {
        var id = call.path("id");
        return Answer.ok(documents
                .find(call.tenant().id(), Kind.PHONE_TEMPLATE, id)
                .map(template -> json(call, template))
                .orElseThrow(() -> Kind.PHONE_TEMPLATE.absent(id).asException()));
    }

    private Answer change(Call call) {
        return changed(call, UPDATE.read(call));
    }

    /** What it says is as if it had not been made; from whom it comes, and all else, stays. */
    private Answer reset(Call call) {
        var id = call.path("id");
        var type = documents
                .find(call.tenant().id(), Kind.PHONE_TEMPLATE, id)
                .map(PhoneTemplatesResource::type)
                .orElseThrow(() -> Kind.PHONE_TEMPLATE.absent(id).asException());
        return changed(call, JsonObject.of(Map.of("content", PhoneTemplateTexts.of(type))));
    }

    private Answer changed(Call call, JsonObject change) {
        var id = call.path("id");
        return Answer.ok(documents
                .change(
                        call.tenant().id(),
                        Kind.PHONE_TEMPLATE,
                        id,
                        before -> before.mergedDeeply(change, CONTENT),
                        call.origin())
                .map(template -> json(call, template))
                .orElseThrow(() -> Kind.PHONE_TEMPLATE.absent(id).asException()));
    }

    private Answer remove(Call call) {
        var id = call.path("id");
        if (!documents.remove(call.tenant().id(), Kind.PHONE_TEMPLATE, id, call.origin())) {
            throw Kind.PHONE_TEMPLATE.absent(id).asException();
        }
        return Answer.noContent();
    }

    private static String type(JsonObject template) {
        return template.text("/type").orElseThrow();
    }

    private static JsonObject json(Call call, JsonObject template) {
        return JsonObject.of(Map.of("tenant", call.tenant().name(), "channel", "phone", "disabled", false))
                .mergedWith(template, Set.of())
                .in(MEMBERS);
    }
}
