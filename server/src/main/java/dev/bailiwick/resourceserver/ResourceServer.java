package dev.bailiwick.resourceserver;

import java.util.List;

/**
 * An API that tokens are for.
 *
 * @param identifier the {@code aud} of its tokens; unique in the tenant
 * @param scopes the values that it knows (RFC 6749 section 3.3)
 * @param tokenLifetimeSeconds how long its access tokens live
 * @param isSystem whether it is the tenant's own Management API, which cannot be removed
 */
public record ResourceServer(
        String name, String identifier, List<String> scopes, long tokenLifetimeSeconds, boolean isSystem) {

    public ResourceServer {
        scopes = List.copyOf(scopes);
    }
}
