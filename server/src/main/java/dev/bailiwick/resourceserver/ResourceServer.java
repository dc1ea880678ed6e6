package dev.bailiwick.resourceserver;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API that tokens are for.
 *
 * @param identifier the {@code aud} of its tokens; unique in the tenant
 * @param isSystem whether it is the tenant's own Management API, which cannot be removed
 * @param scopes the values that it knows; null when nobody has said which, which is not the same as none
 * @param settings what else the Management API tells of it, without secrets
 * @param signingSecret signs its tokens where their algorithm is symmetric; null elsewhere
 */
public record ResourceServer(
        ResourceServerId id,
        String identifier,
        boolean isSystem,
        @Nullable List<Scope> scopes,
        JsonObject settings,
        @Nullable Secret signingSecret) {

    public ResourceServer {
        scopes = scopes == null ? null : List.copyOf(scopes);
    }

    /** How long, in seconds, its access tokens live. */
    public long tokenLifetimeSeconds() {
        return ApiSettings.tokenLifetime(settings);
    }
}
