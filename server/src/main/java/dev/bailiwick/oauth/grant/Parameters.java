package dev.bailiwick.oauth.grant;

import dev.bailiwick.problem.TokenRefusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a token request, whether they came as a form or as JSON. One without a value counts as absent, and one that
 * nobody asks for does not count (RFC 6749 section 3.2).
 *
 * @param otherTypes of which type of JSON those are that are no texts
 */
public record Parameters(Map<String, String> values, Map<String, String> otherTypes) {

    /** Not by {@code Map.copyOf}, which names of one hash code make slow: they are the caller's to choose. */
    public Parameters {
        values = Collections.unmodifiableMap(new HashMap<>(values));
        otherTypes = Collections.unmodifiableMap(new HashMap<>(otherTypes));
    }

    /** A parameter's value. Refuses with {@link TokenRefusal.NoText}. */
    public Optional<String> find(String name) {
        var type = otherTypes.get(name);
        if (type != null) {
            throw new TokenRefusal.NoText(name, type).asException();
        }
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** Refuses with {@link TokenRefusal.MissingParameter} and {@link TokenRefusal.NoText}. */
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
