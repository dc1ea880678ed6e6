package dev.bailiwick.web;

import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.tenant.Tenant;
import java.util.function.BiFunction;

/**
 * Callers prove themselves with an access token in the Authorization header (RFC 6750 section 2.1).
 *
 * @param verification tells whom a tenant's token speaks for; refuses with {@link Problem.Unauthenticated}
 * @param isTakenInQuery whether the query may have it in the header's place (section 2.3)
 */
public record BearerToken(BiFunction<Tenant, String, Caller> verification, boolean isTakenInQuery)
        implements Authenticator {

    private static final String SCHEME = "bearer ";
    private static final String PARAMETER = "access_token";

    /** In the header alone. */
    public BearerToken(BiFunction<Tenant, String, Caller> verification) {
        this(verification, false);
    }

    /** For APIs so old that their clients put the token into the query. Nothing logs queries. */
    public static BearerToken orInQuery(BiFunction<Tenant, String, Caller> verification) {
        return new BearerToken(verification, true);
    }

    @Override
    public Caller authenticate(Tenant tenant, Request request) {
        var header = request.headers("Authorization");
        if (header.isEmpty()) {
            return verification.apply(tenant, inQuery(request));
        }
        var value = header.getFirst();
        if (header.size() > 1 || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused(AuthenticationFailure.UNKNOWN_SCHEME);
        }
        return verification.apply(tenant, value.substring(SCHEME.length()).strip());
    }

    private String inQuery(Request request) {
        if (!isTakenInQuery) {
            throw refused(AuthenticationFailure.MISSING);
        }
        return Query.parse(Part.QUERY, request.rawQuery())
                .first(PARAMETER)
                .filter(token -> !token.isEmpty())
                .orElseThrow(() -> refused(AuthenticationFailure.MISSING));
    }

    private static RuntimeException refused(AuthenticationFailure failure) {
        return new Problem.Unauthenticated(failure).asException();
    }
}
