package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.mail.EmailProvider;
import dev.bailiwick.mail.EmailProviders;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /emails/provider}. */
final class EmailProviderResource {

    private static final String SCHEMA = "email-provider";
    private static final Schema CREATE = Schema.of(SCHEMA, "create");
    private static final Schema UPDATE = Schema.of(SCHEMA, "update");
    private static final String CREDENTIALS = "credentials";

    /** What the credentials of each provider may be. */
    private static final Map<String, Schema> KINDS = Stream.of(
                    "mailgun",
                    "mandrill",
                    "sendgrid",
                    "resend",
                    "ses",
                    "sparkpost",
                    "smtp",
                    "azure_cs",
                    "ms365",
                    "custom")
            .collect(Collectors.toMap(Function.identity(), name -> Schema.of(SCHEMA, name)));

    /** A provider that is an action. There are none. */
    private static final String CUSTOM = "custom";

    /** In the order in which Auth0 answers. */
    private static final List<String> MEMBERS =
            List.of("name", CREDENTIALS, "settings", "default_from_address", "enabled");

    /** What is shown when nothing else is asked for. */
    private static final Fields USUAL = new Fields(List.of("name", "enabled"), true);

    /** What is shown of credentials. */
    private static final List<String> SHOWN =
            List.of("api_user", "domain", "region", "smtp_host", "smtp_port", "smtp_user");

    private static final JsonObject NO_SETTINGS = JsonObject.ofWritten("{\"settings\":null}");

    private final EmailProviders providers;

    EmailProviderResource(EmailProviders providers) {
        this.providers = providers;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_provider", this::get),
                Operations.route("post_provider", this::create),
                Operations.route("patch_provider", this::change),
                Operations.route("delete_provider", this::remove));
    }

    private Answer get(Call call) {
        var fields = Fields.of(call);
        var shown = json(providers.get(call.tenant().id()));
        return Answer.ok((fields.names().isEmpty() ? USUAL : fields).of(shown));
    }

    private Answer create(Call call) {
        var body = CREATE.read(call).orElse(JsonObject.of(Map.of("enabled", true)));
        requireFitting(body.text("/name").orElseThrow(), body);
        return Answer.of(201, json(providers.add(call.tenant().id(), body, call.origin())));
    }

    /**
     * Another provider needs credentials of its own, and has no settings but its own. Of the present one they stay when they are sent back as they are shown, which
     * is without what is secret; nothing else of them is kept, lest a password go to another host.
     */
    private Answer change(Call call) {
        var body = UPDATE.read(call);
        return Answer.ok(json(providers.change(call.tenant().id(), present -> members(body, present), call.origin())));
    }

    private static JsonObject members(JsonObject body, EmailProvider present) {
        var name = body.text("/name").orElse(present.name());
        var given = body.object(CREDENTIALS);
        boolean isSame = name.equals(present.name());
        boolean isEcho = isSame && given.filter(shown(present)::equals).isPresent();
        if (!isSame || (given.isPresent() && !isEcho)) {
            requireFitting(name, body.orElse(JsonObject.of(Map.of(CREDENTIALS, Map.of()))));
        }
        if (!isSame) {
            return body.orElse(NO_SETTINGS);
        }
        return isEcho ? body.without(List.of(CREDENTIALS)) : body;
    }

    private Answer remove(Call call) {
        providers.remove(call.tenant().id(), call.origin());
        return Answer.noContent();
    }

    private static void requireFitting(String name, JsonObject body) {
        Objects.requireNonNull(KINDS.get(name)).require(body);
        if (name.equals(CUSTOM)) {
            throw new Problem.NotFound("deployed action", CUSTOM).asException();
        }
    }

    private static JsonObject json(EmailProvider provider) {
        return provider.settings().with(CREDENTIALS, shown(provider)).in(MEMBERS);
    }

    private static JsonObject shown(EmailProvider provider) {
        return provider.credentials().only(SHOWN).withoutNulls();
    }
}
