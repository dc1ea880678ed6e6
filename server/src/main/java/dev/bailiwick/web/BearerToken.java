package dev.bailiwick.web;

import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.Tenant;
import java.util.function.BiFunction;

/**
 * Callers prove themselves with an access token in the Authorization header (RFC 6750 section 2.1).
 *
 * @param verification tells whom a tenant's token speaks for; refuses with {@link Problem.Unauthenticated}
 */
public record BearerToken(BiFunction<Tenant, String, Caller> verification) implements Authenticator {

    private static final String SCHEME = "bearer ";

    @Override
    public Caller authenticate(Tenant tenant, Request request) {
        var header = request.headers("Authorization");
        if (header.isEmpty()) {
            throw refused(AuthenticationFailure.MISSING);
        }
        var value = header.getFirst();
        if (header.size() > 1 || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused(AuthenticationFailure.UNKNOWN_SCHEME);
        }
        return verification.apply(tenant, value.substring(SCHEME.length()).strip());
    }

    private static RuntimeException refused(AuthenticationFailure failure) {
        return new Problem.Unauthenticated(failure).asException();
    }
}
