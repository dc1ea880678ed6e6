package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Joins a client to a resource server, or all clients that are not first-party and have no grant of their own for it.
 *
 * @param id {@code cgr_} and 16 letters and digits
 * @param client empty for all those
 * @param audience the resource server's identifier
 * @param subjectType {@code client} for tokens without a user, {@code user} for those with one
 * @param scopes what the client may have there, unless {@link #hasAllScopes}
 * @param settings what else was given, by Auth0's names
 */
public record ClientGrant(
        String id,
        Optional<ClientId> client,
        String audience,
        String subjectType,
        List<String> scopes,
        JsonObject settings) {

    /** The {@link #subjectType} of tokens without a user. */
    static final String WITHOUT_USER = "client";

    private static final String DEFAULT_FOR = "default_for";

    private static final String THIRD_PARTIES = "third_party_clients";

    /** How many characters all of it may have, written as JSON. */
    private static final int LONGEST = 262_144;

    private static final List<String> COLUMNS = List.of("client_id", DEFAULT_FOR, "audience", "subject_type", "scope");

    public ClientGrant {
        scopes = List.copyOf(scopes);
    }

    /** Refuses with {@link Problem.Invalid} what is too long. */
    static ClientGrant of(String id, JsonObject attributes) {
        attributes.within(LONGEST, "");
        return new ClientGrant(
                id,
                attributes.text("/client_id").map(ClientId::new),
                attributes.text("/audience").orElseThrow(),
                attributes.text("/subject_type").orElse(WITHOUT_USER),
                attributes.texts("/scope").stream().distinct().toList(),
                attributes.without(COLUMNS));
    }

    /** All that is told of it by Auth0's names, but for its id. */
    public JsonObject attributes() {
        var columns = new LinkedHashMap<String, Object>();
        client.ifPresent(id -> columns.put("client_id", id.value()));
        columns.put("audience", audience);
        columns.put("scope", scopes);
        columns.put("subject_type", subjectType);
        if (client.isEmpty()) {
            columns.put(DEFAULT_FOR, THIRD_PARTIES);
        }
        return JsonObject.of(columns).orElse(settings);
    }

    /** Whom it is for, as it may be called. */
    String grantee() {
        return client.map(ClientId::value).orElse(THIRD_PARTIES);
    }

    /** Whether the client may have whatever the resource server knows. */
    boolean hasAllScopes() {
        return settings.flag("/allow_all_scopes").orElse(false);
    }

    /** Whether the client may ask for any organization. */
    boolean isForAnyOrganization() {
        return settings.flag("/allow_any_organization").orElse(false);
    }

    /** Whether the client may ask only for an organization. */
    boolean needsOrganization() {
        return settings.text("/organization_usage").orElse("").equals("require");
    }
}
