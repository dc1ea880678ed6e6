package dev.bailiwick.web;

import java.util.List;
import java.util.Set;

/** Who may use a route. */
public sealed interface Access {

    /** Anyone, without credentials. */
    record Anyone() implements Access {}

    /** A caller whom the edge's {@link Authenticator} knows and who holds one of the scopes. */
    record AnyOf(Set<String> scopes) implements Access {

        public AnyOf {
            scopes = Set.copyOf(scopes);
        }
    }

    /** The same, or in its place one of the tenant's API keys, which needs no scope. A caller who sends both is judged by the first. */
    record AnyOfOrApiKey(Set<String> scopes) implements Access {

        public AnyOfOrApiKey {
            scopes = Set.copyOf(scopes);
        }
    }

    /** {@link Anyone}. */
    static Access anyone() {
        return new Anyone();
    }

    /** {@link AnyOf} these scopes. */
    static Access anyOf(String... scopes) {
        return new AnyOf(Set.copyOf(List.of(scopes)));
    }

    /** {@link AnyOfOrApiKey}, with these scopes. */
    static Access anyOfOrApiKey(String... scopes) {
        return new AnyOfOrApiKey(Set.copyOf(List.of(scopes)));
    }
}
