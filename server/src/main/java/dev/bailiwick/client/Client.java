package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that asks for tokens (RFC 6749 section 2). Its secret is not here: see {@link Clients#authenticate}.
 *
 * @param appType Auth0's kind of client: {@code non_interactive}, {@code spa}, {@code native}, {@code regular_web}, and
 *     more; empty when nobody said
 * @param grantTypes those that it may use
 * @param isGlobal whether this is the tenant's one client "All Applications"
 * @param isFirstParty whether it belongs to whoever runs the tenant
 * @param authMethod its {@code token_endpoint_auth_method} (RFC 7591 section 2); empty when nobody said
 * @param settings what else is known of it, by Auth0's names
 */
public record Client(
        ClientId id,
        String name,
        String appType,
        List<String> grantTypes,
        boolean isGlobal,
        boolean isFirstParty,
        String authMethod,
        JsonObject settings) {

    /** The {@link #authMethod} of a client that proves nothing. */
    static final String PUBLIC = "none";

    /** The {@link #appType} of those that configure others and are asked for nothing themselves. */
    static final String EXPRESS = "express_configuration";

    /** The {@link #appType} of those as which an API asks for tokens. */
    static final String API = "resource_server";

    /** The attribute of a client that proves itself by credentials alone. */
    static final String KEYS_ONLY = "client_authentication_methods";

    private static final List<String> COLUMNS =
            List.of("name", "app_type", "grant_types", "is_first_party", "token_endpoint_auth_method");

    public Client {
        grantTypes = List.copyOf(grantTypes);
    }

    /** A client with all that is told of it, as {@link #attributes} gives it back. */
    public static Client of(ClientId id, boolean isGlobal, JsonObject attributes) {
        return new Client(
                id,
                attributes.text("/name").orElse(""),
                attributes.text("/app_type").orElse(""),
                attributes.texts("/grant_types"),
                isGlobal,
                attributes.flag("/is_first_party").orElse(true),
                attributes.text("/token_endpoint_auth_method").orElse(""),
                attributes.without(COLUMNS));
    }

    /** All that is told of it by Auth0's names, but for its id, its secret and its tenant. */
    public JsonObject attributes() {
        var columns = new LinkedHashMap<String, Object>();
        columns.put("name", name);
        columns.put("is_first_party", isFirstParty);
        if (!appType.isEmpty()) {
            columns.put("app_type", appType);
        }
        if (!isGlobal || !grantTypes.isEmpty()) {
            columns.put("grant_types", grantTypes);
        }
        if (!authMethod.isEmpty()) {
            columns.put("token_endpoint_auth_method", authMethod);
        }
        return JsonObject.of(columns).orElse(settings);
    }

    /** What is shown beside its attributes, and not kept. The global client has nothing of it. */
    public JsonObject implied() {
        if (isGlobal) {
            return JsonObject.of(Map.of());
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("callback_url_template", false);
        members.put(
                "cross_origin_auth",
                settings.flag("/cross_origin_authentication").orElse(false));
        return JsonObject.of(members).orElse(FormerLogout.shown(settings));
    }

    /** The same client with other settings. */
    Client with(JsonObject others) {
        return new Client(id, name, appType, grantTypes, isGlobal, isFirstParty, authMethod, others);
    }

    /** Where users may be sent after they signed in (RFC 6749 section 3.1.2). */
    public List<String> callbacks() {
        return settings.texts("/callbacks");
    }

    /** By what else than its id relying parties call it. */
    List<String> aliases() {
        return settings.texts("/client_aliases");
    }

    /** Whether only credentials prove it, and of its keys those of {@link #keyIds}. */
    public boolean needsKey() {
        return settings.has(KEYS_ONLY);
    }

    /** The ids of the credentials that are switched on for {@code private_key_jwt}. */
    private List<String> keyIds() {
        return CredentialUse.PRIVATE_KEY_JWT.idsIn(settings);
    }

    /** Whether its secret proves it, by HTTP Basic or in the body: Auth0 takes either, whatever the client said. */
    boolean takesSecret() {
        return !needsKey() && !authMethod.equals(PUBLIC);
    }

    /** Whether this credential proves it: one that is switched on, or a standing one while none is. */
    boolean takesKey(ClientCredential credential) {
        return !authMethod.equals(PUBLIC)
                && (needsKey() ? keyIds().contains(credential.id()) : credential.isStanding());
    }

    /** The same client with one credential fewer, whatever it is used for. */
    Client without(String credentialId) {
        var left = settings;
        for (var use : CredentialUse.values()) {
            var used = use.in(left);
            var others = used.stream()
                    .filter(credential -> !credential.text("/id").orElse("").equals(credentialId))
                    .toList();
            if (others.size() < used.size()) {
                left = use.with(left, others);
            }
        }
        return with(left);
    }
}
