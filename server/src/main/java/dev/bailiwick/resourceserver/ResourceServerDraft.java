package dev.bailiwick.resourceserver;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource server before it has an id.
 *
 * @param identifier the {@code aud} of its tokens; unique in the tenant
 * @param isSystem whether it is the tenant's own Management API, which cannot be removed
 * @param scopes null when nobody has said which, which is not the same as none
 * @param settings what else the Management API tells of it, without secrets
 */
public record ResourceServerDraft(
        String identifier, boolean isSystem, @Nullable List<Scope> scopes, JsonObject settings) {

    public ResourceServerDraft {
        scopes = scopes == null ? null : List.copyOf(scopes);
    }

    /** One of the server's own APIs, with the settings that every API has at first. */
    public static ResourceServerDraft of(
            String name, String identifier, List<String> scopes, long tokenLifetimeSeconds, boolean isSystem) {
        return new ResourceServerDraft(
                identifier,
                isSystem,
                scopes.stream().map(value -> new Scope(value, null)).toList(),
                ApiSettings.completed(
                        JsonObject.of(Map.of("name", name, ApiSettings.TOKEN_LIFETIME, tokenLifetimeSeconds))));
    }

    /** What it is called; empty when it has no name. */
    public String name() {
        return ApiSettings.name(settings);
    }

    /** The values of its scopes. */
    public List<String> scopeValues() {
        return scopes == null ? List.of() : scopes.stream().map(Scope::value).toList();
    }

    /** How long, in seconds, its access tokens live. */
    public long tokenLifetimeSeconds() {
        return ApiSettings.tokenLifetime(settings);
    }
}
