package dev.bailiwick.mail;

import dev.bailiwick.json.JsonObject;

/**
 * By whom a tenant's mail is to be sent.
 *
 * @param settings all but the credentials: {@code name}, {@code enabled} and the like
 * @param credentials what proves the tenant to the provider, and where it is to be found; partly secret
 */
public record EmailProvider(JsonObject settings, JsonObject credentials) {

    /** Which of those that Auth0 knows it is. */
    public String name() {
        return settings.text("/name").orElseThrow();
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "EmailProvider[" + name() + "]";
    }
}
