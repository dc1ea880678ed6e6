package dev.bailiwick.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.oauth.grant.Parameters;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.web.Request;

/**
 * How a client proves itself: its secret, by HTTP Basic or in the body, and never both (RFC 6749 section 2.3).
 *
 * @param isBasic whether it was HTTP Basic
 */
record ClientCredentials(ClientId id, Secret secret, boolean isBasic) {

    /** Refuses a request without credentials, with broken ones, or with two kinds of them. */
    static ClientCredentials of(Request request, Parameters parameters) {
        var authorization = request.headers("Authorization");
        if (authorization.size() > 1) {
            throw new TokenRefusal.InvalidRequest("More than one Authorization header").asException();
        }
        return authorization.isEmpty() ? posted(parameters) : basic(authorization.getFirst(), parameters);
    }

    private static ClientCredentials posted(Parameters parameters) {
        var id = parameters.find("client_id").orElseThrow(() -> notAuthenticated(false));
        var secret = parameters.find("client_secret").orElseThrow(() -> notAuthenticated(false));
        return new ClientCredentials(new ClientId(id), new Secret(secret), false);
    }

    private static ClientCredentials basic(String header, Parameters parameters) {
        ClientSecretBasic basic;
        try {
            basic = ClientSecretBasic.parse(header);
        } catch (ParseException e) {
            throw notAuthenticated(true);
        }
        var id = basic.getClientID().getValue();
        if (!Json.isStorable(id)) {
            throw notAuthenticated(true); // nobody has an id that no database holds
        }
        if (parameters.find("client_secret").isPresent()
                || parameters
                        .find("client_id")
                        .filter(named -> !named.equals(id))
                        .isPresent()) {
            throw new TokenRefusal.InvalidRequest("More than one way of client authentication").asException();
        }
        return new ClientCredentials(
                new ClientId(id), new Secret(basic.getClientSecret().getValue()), true);
    }

    private static RuntimeException notAuthenticated(boolean basic) {
        return new TokenRefusal.ClientNotAuthenticated(basic).asException();
    }
}
