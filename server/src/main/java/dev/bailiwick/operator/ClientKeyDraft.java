package dev.bailiwick.operator;

import dev.bailiwick.client.ClientKey;
import dev.bailiwick.problem.Problem;
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
    static ClientKeyDraft of(JsonNode json) {
        var body = OperatorBody.of(json, MEMBERS);
        return new ClientKeyDraft(
                body.find("pem").orElse(""),
                body.find("kid"),
                body.find("alg").orElse(USUAL_ALGORITHM),
                body.isTrue("no_secret"));
    }

    /** Refuses with {@link Problem.Invalid} what is no such key. */
    ClientKey toKey() {
        return ClientKey.ofPem(pem, kid, algorithm, Optional.empty());
    }
}
