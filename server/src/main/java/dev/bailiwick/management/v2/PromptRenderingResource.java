package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Twins;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.Setting;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Who draws the screens of prompts, and what that needs to know: {@code /prompts/rendering} and the same of single screens. */
final class PromptRenderingResource {

    private static final Schema RENDERING = Schema.of("prompts", "rendering");
    private static final Schema RENDERINGS = Schema.of("prompts", "renderings");
    private static final Schema PROMPT = Schema.of("prompts", "prompt");
    private static final Schema SCREEN = Schema.of("prompts", "screen");
    private static final String MODE = "rendering_mode";
    private static final List<String> NAMES = List.of("prompt", "screen");
    private static final int PER_PAGE = 50;
    private static final JsonObject PRESET = JsonObject.ofWritten("""
            {"rendering_mode":"standard","default_head_tags_disabled":false,"filters":null,"use_page_template":false}""");
    private static final List<String> MEMBERS = List.of(
            "prompt",
            "screen",
            MODE,
            "context_configuration",
            "default_head_tags_disabled",
            "head_tags",
            "filters",
            "use_page_template");
    private static final JsonObject NOTHING = JsonObject.of(Map.of());

    private final Documents documents;

    PromptRenderingResource(Documents documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_all_rendering", this::list),
                Operations.route("patch_bulk_rendering", this::changeMany),
                Operations.route("get_rendering", this::one),
                Operations.route("patch_rendering", this::change));
    }

    /** Only those that were set. One at a time is read, since all together may be more than there is room for. */
    private Answer list(Call call) {
        var tenant = call.tenant().id();
        var paging = Paging.byNumber(call, PER_PAGE);
        var fields = Fields.of(call);
        var byName = filters(call, NAMES);
        var byContent = filters(call, List.of(MODE));
        var names = documents.names(tenant, Setting.RENDERING).stream()
                .filter(name -> isAmong(byName, named(name)))
                .filter(name ->
                        byContent.isEmpty() || find(tenant, name, byContent).isPresent())
                .toList();
        var page = names.stream()
                .skip(paging.slice().offset())
                .limit(paging.slice().limit())
                .flatMap(name -> find(tenant, name, byContent).stream())
                .toList();
        return paging.answer(
                "configs",
                page.stream().map(fields::of).toList(),
                new Sliced<>(page, names.size(), OptionalLong.empty()));
    }

    private Optional<JsonObject> find(TenantId tenant, String name, Map<String, String> filters) {
        return documents
                .find(tenant, Setting.RENDERING, name)
                .map(rendering -> json(named(name), rendering))
                .filter(rendering -> isAmong(filters, rendering));
    }

    private static Map<String, String> filters(Call call, List<String> members) {
        var filters = new LinkedHashMap<String, String>();
        members.forEach(name -> Parameters.text(call, name).ifPresent(value -> filters.put(name, value)));
        return filters;
    }

    private static boolean isAmong(Map<String, String> filters, JsonObject rendering) {
        return filters.entrySet().stream()
                .allMatch(filter -> rendering.text("/" + filter.getKey()).equals(Optional.of(filter.getValue())));
    }

    private Answer one(Call call) {
        var names = names(call);
        var found = documents.find(call.tenant().id(), Setting.RENDERING, joined(names));
        var tenant = JsonObject.of(Map.of("tenant", call.tenant().name()));
        return Answer.ok(tenant.orElse(json(names, found.orElse(NOTHING))));
    }

    /** Answers what was sent and is not taken away, as the original does. */
    private Answer change(Call call) {
        var name = joined(names(call));
        var body = RENDERING.read(call);
        documents.change(call.tenant().id(), Setting.RENDERING, name, rule(body), call.origin());
        return Answer.ok(body.withoutNulls());
    }

    private Answer changeMany(Call call) {
        var body = RENDERINGS.read(call);
        var rules = new LinkedHashMap<String, Documents.Rule>();
        var configs = body.objects("/configs");
        Twins.refuse(
                "/configs",
                configs.stream().map(PromptRenderingResource::joined).toList());
        configs.forEach(each -> rules.put(joined(each), rule(each.without(NAMES))));
        documents.change(call.tenant().id(), Setting.RENDERING, rules, call.origin());
        return Answer.ok(body);
    }

    private static Documents.Rule rule(JsonObject change) {
        return before -> {
            var after = before.orElse(NOTHING).mergedWith(change, Set.of()).withoutNulls();
            return after.size() == 0 ? Optional.empty() : Optional.of(after);
        };
    }

    private static JsonObject names(Call call) {
        return named(PROMPT.path(call, "prompt") + "/" + SCREEN.path(call, "screen"));
    }

    private static String joined(JsonObject names) {
        return names.text("/prompt").orElseThrow() + "/" + names.text("/screen").orElseThrow();
    }

    private static JsonObject named(String joined) {
        int slash = joined.indexOf('/');
        var names = new LinkedHashMap<String, String>();
        names.put("prompt", joined.substring(0, slash));
        names.put("screen", joined.substring(slash + 1));
        return JsonObject.of(names);
    }

    private static JsonObject json(JsonObject names, JsonObject rendering) {
        return names.orElse(rendering).orElse(PRESET).in(MEMBERS);
    }
}
