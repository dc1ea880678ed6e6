package dev.bailiwick.operator;

import dev.bailiwick.client.ClientKey;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A client's key that is asked for.
 *
 * @param isOnly whether the client's secret shall not be taken any more
 */
record ClientKeyDraft(String pem, Optional<String> kid, String algorithm, boolean isOnly) {

    private static final Set<String> MEMBERS = Set.of("pem", "kid", "alg", "no_secret");
    private static final String USUAL_ALGORITHM = "RS256";

    /** Refuses unknown members, since one that is misspelt would leave the secret in use, and values of another type. */
    static ClientKeyDraft of(JsonNode body) {
        if (!body.isObject()) {
            throw new Problem.Unreadable(Part.BODY, "The body must be a JSON object.").asException();
        }
        for (var name : body.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw invalid(name, "is not known here");
            }
        }
        var isOnly = body.path("no_secret");
        if (!isOnly.isMissingNode() && !isOnly.isBoolean()) {
            throw invalid("no_secret", "must be true or false");
        }
        return new ClientKeyDraft(
                text(body, "pem").orElse(""),
                text(body, "kid"),
                text(body, "alg").orElse(USUAL_ALGORITHM),
                isOnly.asBoolean(false));
    }

    /** Refuses with {@link Problem.Invalid} what is no such key. */
    ClientKey toKey() {
        return ClientKey.ofPem(pem, kid, algorithm, Optional.empty());
    }

    private static Optional<String> text(JsonNode body, String name) {
        var value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw invalid(name, "must be a string");
        }
        return Optional.of(value.asString());
    }

    private static RuntimeException invalid(String name, String rule) {
        return new Problem.Invalid(Part.BODY, "/" + name, rule).asException();
    }
}
