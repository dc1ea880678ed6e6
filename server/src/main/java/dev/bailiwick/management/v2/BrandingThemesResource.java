package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.IdentifiedDocuments;
import dev.bailiwick.tenantsettings.IdentifiedDocuments.Kind;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /branding/themes}. A tenant has one theme at most. */
final class BrandingThemesResource {

    private static final Schema THEME = Schema.of("branding", "theme");
    private static final Schema ID = Schema.of("branding", "theme-id");
    private static final String ID_NAME = "themeId";
    private static final List<String> LASTING = List.of("displayName", "identifiers");
    private static final List<String> OURS = List.of("id", "created_at", "updated_at");

    private final IdentifiedDocuments documents;

    BrandingThemesResource(IdentifiedDocuments documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("post_branding_theme", this::create),
                Operations.route("get_default_branding_theme", this::first),
                Operations.route("get_branding_theme", this::one),
                Operations.route("patch_branding_theme", this::replace),
                Operations.route("delete_branding_theme", this::remove));
    }

    private Answer create(Call call) {
        var theme = THEME.read(call);
        return Answer.ok(json(documents.add(call.tenant().id(), Kind.THEME, Documents.ONLY, theme, call.origin())));
    }

    private Answer first(Call call) {
        return Answer.ok(documents.list(call.tenant().id(), Kind.THEME).stream()
                .map(BrandingThemesResource::json)
                .findFirst()
                .orElseThrow(() -> Kind.THEME.absent("default").asException()));
    }

    private Answer one(Call call) {
        var id = call.path(ID_NAME);
        return Answer.ok(documents
                .find(call.tenant().id(), Kind.THEME, id)
                .map(BrandingThemesResource::json)
                .orElseThrow(() -> Kind.THEME.absent(id).asException()));
    }

    /** A change brings all of a theme, but perhaps for its name and for how it shows what users are known by. */
    private Answer replace(Call call) {
        var id = ID.path(call, ID_NAME);
        var theme = THEME.read(call);
        return Answer.ok(documents
                .change(call.tenant().id(), Kind.THEME, id, before -> replaced(before, theme), call.origin())
                .map(BrandingThemesResource::json)
                .orElseThrow(() -> new Problem.NotFound("branding theme to update", id).asException()));
    }

    private static JsonObject replaced(JsonObject before, JsonObject theme) {
        return before.only(OURS).orElse(theme).orElse(before.only(LASTING));
    }

    private Answer remove(Call call) {
        var id = ID.path(call, ID_NAME);
        if (!documents.remove(call.tenant().id(), Kind.THEME, id, call.origin())) {
            throw new Problem.NotFound("branding theme to delete", id).asException();
        }
        return Answer.noContent();
    }

    private static JsonObject json(JsonObject theme) {
        return theme.renamed("id", ID_NAME).without(OURS);
    }
}
