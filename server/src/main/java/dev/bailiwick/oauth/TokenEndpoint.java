package dev.bailiwick.oauth;

import dev.bailiwick.audit.TokenEvents;
import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientAssertions;
import dev.bailiwick.client.Clients;
import dev.bailiwick.oauth.grant.Grant;
import dev.bailiwick.oauth.grant.Parameters;
import dev.bailiwick.oauth.grant.TokenJson;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * {@code POST /oauth/token}: the checks that every grant needs, then the grant (RFC 6749 section 3.2).
 *
 * <p>The checks stand here so that no grant can forget one: a readable request, a grant type that exists, a client that
 * proves itself, a client that may use the grant type.
 */
final class TokenEndpoint {

    private final Clients clients;
    private final ClientAssertions assertions;
    private final TokenEvents events;
    private final Map<String, Grant> grants;

    TokenEndpoint(Clients clients, ClientAssertions assertions, TokenEvents events, List<Grant> grants) {
        this.events = events;
        this.clients = clients;
        this.assertions = assertions;
        this.grants = grants.stream().collect(Collectors.toUnmodifiableMap(Grant::type, Function.identity()));
    }

    Answer answer(Call call) {
        var parameters = TokenRequest.read(call);
        var type = parameters.get("grant_type");
        var grant = grants.get(type);
        if (grant == null) {
            throw new TokenRefusal.UnsupportedGrantType(type).asException();
        }
        var credentials = ClientCredentials.of(call.request(), parameters);
        var asked = new TokenEvents.Asked(
                credentials.claimed(),
                parameters.find("audience").orElse(""),
                parameters.find("scope").orElse(""));
        return Answer.ok(noted(call, asked, () -> issued(call, grant, credentials, parameters)))
                .with("Cache-Control", "no-store")
                .with("Pragma", "no-cache");
    }

    private TokenJson issued(Call call, Grant grant, ClientCredentials credentials, Parameters parameters) {
        var client = authenticated(call, credentials);
        if (!grant.isOpenTo(call.tenant(), client, parameters)) {
            throw new TokenRefusal.GrantTypeNotAllowed(grant.type()).asException();
        }
        return grant.issue(call.tenant(), client, parameters);
    }

    /** Notes for the log what became of the request. */
    private TokenJson noted(Call call, TokenEvents.Asked asked, Supplier<TokenJson> issuing) {
        try {
            var token = issuing.get();
            events.issued(call.tenant().id(), asked, call.requestId(), call.sender());
            return token;
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.TokenRefused(var refusal)) {
                events.refused(call.tenant().id(), asked, call.requestId(), call.sender(), OAuthErrors.logged(refusal));
            }
            throw e;
        }
    }

    private Client authenticated(Call call, ClientCredentials credentials) {
        var tenant = call.tenant();
        return switch (credentials) {
            case ClientCredentials.BySecret(var id, var secret, var isBasic) ->
                clients.authenticate(tenant.id(), id, secret)
                        .orElseThrow(() -> new TokenRefusal.ClientNotAuthenticated(isBasic).asException());
            case ClientCredentials.ByAssertion(var assertion) ->
                assertions
                        .authenticate(tenant.id(), assertion, Set.of(tenant.issuer(), Metadata.tokenUrl(tenant)))
                        .orElseThrow(() -> new TokenRefusal.AssertionRefused().asException());
        };
    }
}
