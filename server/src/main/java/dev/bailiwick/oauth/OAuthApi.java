package dev.bailiwick.oauth;

import static dev.bailiwick.web.Route.get;
import static dev.bailiwick.web.Route.post;

import dev.bailiwick.audit.TokenEvents;
import dev.bailiwick.client.ClientAssertions;
import dev.bailiwick.client.Clients;
import dev.bailiwick.oauth.grant.Grant;
import dev.bailiwick.resourceserver.ResourceServers;
import dev.bailiwick.token.SigningKeys;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Cors;
import java.util.List;

/** OAuth 2.0 at the root of a tenant's domain: {@code /oauth} and {@code /.well-known}. */
public final class OAuthApi {

    // Anyone may send one, and it is answered while a place among the requests is taken.
    private static final long LONGEST_TOKEN_REQUEST = 16 << 10;

    private OAuthApi() {}

    /** The edge's two places. */
    public static List<Api> of(
            Clients clients,
            ClientAssertions assertions,
            SigningKeys keys,
            ResourceServers resourceServers,
            TokenEvents events,
            List<Grant> grants) {
        var tokenEndpoint = new TokenEndpoint(clients, assertions, events, grants);
        var metadata = new Metadata(keys, resourceServers);
        var errors = new OAuthErrors();
        return List.of(
                Api.open(
                                List.of("/oauth"),
                                List.of(post("/token", Access.anyone(), tokenEndpoint::answer)
                                        .upTo(LONGEST_TOKEN_REQUEST)),
                                errors)
                        .lenient(),
                Api.open(
                                List.of("/.well-known"),
                                List.of(
                                        get("/openid-configuration", Access.anyone(), metadata::metadata),
                                        get("/oauth-authorization-server", Access.anyone(), metadata::metadata),
                                        get("/jwks.json", Access.anyone(), metadata::keySet)),
                                errors)
                        .calledFrom(new Cors.Everybody(List.of("Accept", "Auth0-Client", "Content-Type"))));
    }
}
