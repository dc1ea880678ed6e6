package dev.bailiwick.extension;

import dev.bailiwick.token.AccessTokens;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.BearerToken;
import dev.bailiwick.web.Caller;

/** Callers of the extension prove themselves with a client's access token for it. */
final class ApiToken {

    private ApiToken() {}

    /** Callers with a token for the API, while that is there. */
    static Authenticator of(AccessTokens tokens) {
        return new BearerToken(
                (tenant, token) -> caller(tokens.verifyForPresentApi(tenant, token, ExtensionApi.AUDIENCE)));
    }

    /** The same, even when the API is switched off. */
    static Authenticator evenWhenOff(AccessTokens tokens) {
        return new BearerToken(
                (tenant, token) -> caller(tokens.verifyFromClient(tenant, token, ExtensionApi.AUDIENCE)));
    }

    private static Caller caller(AccessTokens.Verified verified) {
        return new Caller(verified.subject(), verified.scopes());
    }
}
