package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.Setting;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What prompts say in which language, and what stands between that: {@code /prompts/{prompt}/custom-text} and {@code …/partials}. */
final class PromptTextsResource {

    private static final Schema TEXTS = Schema.of("prompts", "texts");
    private static final Schema PROMPT = Schema.of("prompts", "prompt");
    private static final Schema PROMPT_WITH_PARTIALS = Schema.of("prompts", "partials-prompt");
    private static final Schema LANGUAGE = Schema.of("tenant-settings-update", "language");
    private static final JsonObject NONE = JsonObject.of(Map.of());

    private final Documents documents;

    PromptTextsResource(Documents documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_custom-text_by_language", call -> shown(call, Setting.CUSTOM_TEXT, text(call))),
                Operations.route("put_custom-text_by_language", call -> put(call, Setting.CUSTOM_TEXT, text(call))),
                Operations.route("get_partials", call -> shown(call, Setting.PARTIALS, partials(call))),
                Operations.route("put_partials", call -> put(call, Setting.PARTIALS, partials(call))));
    }

    private static String text(Call call) {
        return PROMPT.path(call, "prompt") + "/" + LANGUAGE.path(call, "language");
    }

    private static String partials(Call call) {
        return PROMPT_WITH_PARTIALS.path(call, "prompt");
    }

    private Answer shown(Call call, Setting setting, String name) {
        return Answer.ok(documents.find(call.tenant().id(), setting, name).orElse(NONE));
    }

    /** A screen without texts is none, and so is a prompt without screens. */
    private Answer put(Call call, Setting setting, String name) {
        var texts = TEXTS.read(call);
        var kept = texts.without(texts.names().stream()
                .filter(screen -> texts.object(screen).orElse(NONE).size() == 0)
                .toList());
        Documents.Rule rule = _ -> kept.size() == 0 ? Optional.empty() : Optional.of(kept);
        return Answer.ok(documents
                .change(call.tenant().id(), setting, name, rule, call.origin())
                .after()
                .orElse(NONE));
    }
}
