package dev.bailiwick.oauth.grant;

import dev.bailiwick.problem.TokenRefusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a token request, whether they came as a form or as JSON. One without a value counts as absent (RFC
 * 6749 section 3.2).
 */
public record Parameters(Map<String, String> values) {

    /** Not by {@code Map.copyOf}, which names of one hash code make slow: they are the caller's to choose. */
    public Parameters {
        values = Collections.unmodifiableMap(new HashMap<>(values));
    }

    /** A parameter's value. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** Refuses with {@link TokenRefusal.MissingParameter}. */
    public String get(String name) {
        return find(name).orElseThrow(() -> new TokenRefusal.MissingParameter(name).asException());
    }

    /** The scopes asked for (RFC 6749 section 3.3); empty when none are named. */
    public List<String> scopes() {
        return find("scope").stream()
                .flatMap(scope -> List.of(scope.split(" ")).stream())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }
}
