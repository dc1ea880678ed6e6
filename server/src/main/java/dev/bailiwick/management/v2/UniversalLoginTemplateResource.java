package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.Setting;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page around the login: {@code /branding/templates/universal-login}. */
final class UniversalLoginTemplateResource {

    private static final Schema TEMPLATE = Schema.of("branding", "template");
    private static final Setting SETTING = Setting.UNIVERSAL_LOGIN_TEMPLATE;

    /** Where the form's scripts and styles go. */
    private static final Pattern HEAD = tag("head");

    /** Where the form goes. */
    private static final Pattern WIDGET = tag("widget");

    private final Documents documents;

    UniversalLoginTemplateResource(Documents documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_universal-login", this::get),
                Operations.route("put_universal-login", this::put),
                Operations.route("delete_universal-login", this::remove));
    }

    private Answer get(Call call) {
        return Answer.ok(documents
                .find(call.tenant().id(), SETTING, Documents.ONLY)
                .orElseThrow(() -> new Problem.NotFound(SETTING.kind(), "").asException()));
    }

    /** The template, by itself or in an object. */
    private Answer put(Call call) {
        var body = TEMPLATE.tree(call.body());
        var text = body.isString() ? body.asString() : body.path("template").asString();
        requireTags(text);
        var template = JsonObject.of(Map.of("body", text));
        var change = change(call, Optional.of(template));
        return change.before().isEmpty() ? Answer.of(201, Map.of()) : Answer.noContent();
    }

    private static void requireTags(String template) {
        if (HEAD.matcher(template).results().count() != 1
                || !WIDGET.matcher(template).find()) {
            throw new Problem.NotAllowed(
                            "The template must contain a single auth0:head tag and at least one auth0:widget tag.")
                    .asException();
        }
    }

    private static Pattern tag(String name) {
        return Pattern.compile("\\{%-?\\s*auth0:" + name + "\\s*-?%\\}");
    }

    private Answer remove(Call call) {
        change(call, Optional.empty());
        return Answer.noContent();
    }

    private Documents.Change change(Call call, Optional<JsonObject> after) {
        return documents.change(call.tenant().id(), SETTING, Documents.ONLY, _ -> after, call.origin());
    }
}
