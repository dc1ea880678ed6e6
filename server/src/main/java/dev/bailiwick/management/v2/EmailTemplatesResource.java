package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.mail.EmailTemplates;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;

/** {@code /email-templates}. */
final class EmailTemplatesResource {

    private static final String SCHEMA = "email-template";
    private static final Schema WHOLE = Schema.of(SCHEMA, "whole");
    private static final Schema PART = Schema.of(SCHEMA, "part");
    private static final String NAME = "template";

    /** In the order in which Auth0 answers. */
    private static final List<String> MEMBERS = List.of(
            NAME,
            "body",
            "from",
            "resultUrl",
            "subject",
            "syntax",
            "urlLifetimeInSeconds",
            "includeEmailInRedirect",
            "enabled");

    private final EmailTemplates templates;

    EmailTemplatesResource(EmailTemplates templates) {
        this.templates = templates;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("post_email-templates", this::create),
                Operations.route("get_email-templates_by_templateName", this::get),
                Operations.route("patch_email-templates_by_templateName", this::change),
                Operations.route("put_email-templates_by_templateName", this::replace));
    }

    private Answer create(Call call) {
        var body = WHOLE.read(call);
        var name = body.text("/" + NAME).orElseThrow();
        return ok(templates.add(call.tenant().id(), name, body, call.origin()));
    }

    private Answer get(Call call) {
        return ok(templates.get(call.tenant().id(), name(call)));
    }

    private Answer change(Call call) {
        var name = name(call);
        return ok(templates.change(call.tenant().id(), name, named(PART.read(call), name), call.origin()));
    }

    private Answer replace(Call call) {
        var name = name(call);
        return ok(templates.replace(call.tenant().id(), name, named(WHOLE.read(call), name), call.origin()));
    }

    private static String name(Call call) {
        var name = call.path("templateName");
        if (!PART.errors(JsonObject.of(Map.of(NAME, name))).isEmpty()) {
            throw new Problem.Invalid(Part.PATH, "/templateName", SchemaWords.noneOf(name)).asException();
        }
        return name;
    }

    /** The body of a request about the template of this name. */
    private static JsonObject named(JsonObject body, String name) {
        if (body.text("/" + NAME).filter(given -> !given.equals(name)).isPresent()) {
            throw new Problem.NotAllowed("The template property provided in payload must match template in the URL.")
                    .asException();
        }
        return body;
    }

    private static Answer ok(JsonObject template) {
        return Answer.ok(template.in(MEMBERS));
    }
}
