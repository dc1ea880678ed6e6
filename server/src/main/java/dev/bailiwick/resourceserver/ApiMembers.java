package dev.bailiwick.resourceserver;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Twins;
import dev.bailiwick.secret.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a resource server as the Management API has them, taken apart.
 *
 * @param scopes null when they are not among the members
 * @param settings all but the identifier, the scopes and the secret
 */
record ApiMembers(@Nullable List<Scope> scopes, Optional<Secret> secret, JsonObject settings) {

    static final String IDENTIFIER = "identifier";
    static final String SCOPES = "scopes";

    static final String SECRET = "signing_secret";

    /** Refuses with {@link Problem.Invalid} a scope that is there twice, and a key that is none. */
    static ApiMembers of(JsonObject members) {
        var scopes = members.objects("/" + SCOPES).stream()
                .map(scope -> new Scope(
                        scope.text("/value").orElseThrow(),
                        scope.text("/description").orElse(null)))
                .toList();
        Twins.refuse("/" + SCOPES, scopes.stream().map(Scope::value).toList());
        return new ApiMembers(
                members.has(SCOPES) ? scopes : null,
                members.text("/" + SECRET).map(Secret::new),
                EncryptionKey.read(members.without(Set.of(IDENTIFIER, SCOPES, SECRET))));
    }

    /** What the audit log tells of one: all but the secret. */
    static JsonObject told(ResourceServerDraft draft) {
        var rest = new LinkedHashMap<String, Object>();
        rest.put(IDENTIFIER, draft.identifier());
        if (draft.scopes() != null) {
            rest.put(SCOPES, draft.scopes().stream().map(ApiMembers::told).toList());
        }
        return draft.settings().mergedWith(JsonObject.of(rest), Set.of());
    }

    private static Map<String, String> told(Scope scope) {
        return scope.description() == null
                ? Map.of("value", scope.value())
                : Map.of("value", scope.value(), "description", scope.description());
    }
}
