package dev.bailiwick.problem;

import java.util.List;

/** Why the token endpoint issues nothing (RFC 6749 section 5.2, in the distinctions that Auth0 makes). */
public sealed interface TokenRefusal {

    /** A parameter that every request needs is absent. */
    record MissingParameter(String name) implements TokenRefusal {}

    /** A parameter is no text but of another type of JSON. One that a form repeats counts as an array. */
    record NoText(String name, String type) implements TokenRefusal {}

    /** The request contradicts itself, as with two ways of client authentication. */
    record InvalidRequest(String reason) implements TokenRefusal {}

    /** The scopes are told neither as a text nor as a list of texts. */
    record InvalidScope() implements TokenRefusal {}

    /** No such grant type here. */
    record UnsupportedGrantType(String grantType) implements TokenRefusal {}

    /**
     * Unknown client, or a wrong or missing secret; which of them is not told.
     *
     * @param basic whether the client tried HTTP Basic, which must be answered with a challenge (RFC 6749 section 5.2)
     */
    record ClientNotAuthenticated(boolean basic) implements TokenRefusal {}

    /** A client assertion that does not prove its client (RFC 7523 section 3.2); why is not told. */
    record AssertionRefused() implements TokenRefusal {}

    /** The client may not use this grant type. */
    record GrantTypeNotAllowed(String grantType) implements TokenRefusal {}

    /** The request names no API and the tenant has no default one. */
    record NoAudience() implements TokenRefusal {}

    /** No resource server has this identifier. */
    record UnknownAudience(String audience) implements TokenRefusal {}

    /** The resource server exists and no client grant joins the client to it. */
    record NoClientGrant(String audience) implements TokenRefusal {}

    /** The resource server issues nothing to clients themselves. */
    record ClientsDenied(String client, String audience) implements TokenRefusal {}

    /** Scopes that the client grant does not hold. */
    record ScopesNotGranted(List<String> scopes) implements TokenRefusal {

        public ScopesNotGranted {
            scopes = List.copyOf(scopes);
        }
    }

    /** This refusal as something to throw. */
    default ProblemException asException() {
        return new Problem.TokenRefused(this).asException();
    }
}
