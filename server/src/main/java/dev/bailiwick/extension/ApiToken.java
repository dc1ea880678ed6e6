package dev.bailiwick.extension;

import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.Caller;
import dev.bailiwick.web.Request;

/** Callers prove themselves with a client's access token for this API, in the Authorization header (RFC 6750 section 2.1). */
final class ApiToken implements Authenticator {

    private static final String SCHEME = "bearer ";

    private final Verification verification;

    private ApiToken(Verification verification) {
        this.verification = verification;
    }

    /** Callers with a token for the API, while that is there. */
    static ApiToken of(AccessTokens tokens) {
        return new ApiToken((tenant, token) -> tokens.verifyForPresentApi(tenant, token, ExtensionApi.AUDIENCE));
    }

    /** The same, even when the API is switched off. */
    static ApiToken evenWhenOff(AccessTokens tokens) {
        return new ApiToken((tenant, token) -> tokens.verifyFromClient(tenant, token, ExtensionApi.AUDIENCE));
    }

    /** What is made of a token, or why it is refused. */
    private interface Verification {
        AccessTokens.Verified verify(Tenant tenant, String token);
    }

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
        var verified =
                verification.verify(tenant, value.substring(SCHEME.length()).strip());
        return new Caller(verified.subject(), verified.scopes());
    }

    private static RuntimeException refused(AuthenticationFailure failure) {
        return new Problem.Unauthenticated(failure).asException();
    }
}
