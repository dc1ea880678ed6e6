package dev.bailiwick.web;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may use a route. */
public sealed interface Access {

    /** Anyone, without credentials. */
    record Anyone() implements Access {}

    /**
     * A caller whom the {@link Authenticator} knows and who holds one of the scopes.
     *
     * @param scopes in the order in which a refusal names them
     * @param own in the place of the edge's authenticator; null where that one does
     */
    record AnyOf(Set<String> scopes, @Nullable Authenticator own) implements Access {

        public AnyOf {
            scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
        }

        /** The same by this authenticator. */
        public AnyOf provedTo(Authenticator authenticator) {
            return new AnyOf(scopes, authenticator);
        }
    }

    /** The same, or in its place one of the tenant's API keys, which needs no scope. A caller who sends both is judged by the first. */
    record AnyOfOrApiKey(Set<String> scopes) implements Access {

        public AnyOfOrApiKey {
            scopes = Set.copyOf(scopes);
        }
    }

    /** A caller whom the {@link Authenticator} knows, whatever the scopes, or in its place one of the tenant's API keys. */
    record AnyTokenOrApiKey() implements Access {}

    /** {@link Anyone}. */
    static Access anyone() {
        return new Anyone();
    }

    /** {@link AnyOf} these scopes. */
    static AnyOf anyOf(String... scopes) {
        return new AnyOf(new LinkedHashSet<>(List.of(scopes)), null);
    }

    /** {@link AnyOfOrApiKey}, with these scopes. */
    static Access anyOfOrApiKey(String... scopes) {
        return new AnyOfOrApiKey(Set.copyOf(List.of(scopes)));
    }

    /** {@link AnyTokenOrApiKey}. */
    static Access anyTokenOrApiKey() {
        return new AnyTokenOrApiKey();
    }
}
