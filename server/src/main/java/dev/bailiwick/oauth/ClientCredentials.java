package dev.bailiwick.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.oauth.grant.Parameters;
import dev.bailiwick.problem.TokenRefusal;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.web.Request;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a client proves itself, in one way and never in two (RFC 6749 section 2.3). */
sealed interface ClientCredentials {

    /**
     * Its secret, by HTTP Basic or in the body.
     *
     * @param isBasic whether it was HTTP Basic
     */
    record BySecret(ClientId id, Secret secret, boolean isBasic) implements ClientCredentials {}

    /** A signed assertion (RFC 7523 section 2.2). */
    record ByAssertion(PrivateKeyJWT assertion) implements ClientCredentials {}

    /** Which client it claims to be, before that is proved. */
    default String claimed() {
        return switch (this) {
            case BySecret(var id, var _, var _) -> id.value();
            case ByAssertion(var assertion) -> assertion.getClientID().getValue();
        };
    }

    /** Refuses a request without credentials, with broken ones, or with two kinds of them. */
    static ClientCredentials of(Request request, Parameters parameters) {
        var authorization = request.headers("Authorization");
        if (authorization.size() > 1) {
            throw new TokenRefusal.InvalidRequest("More than one Authorization header").asException();
        }
        if (!authorization.isEmpty()) {
            return basic(authorization.getFirst(), parameters);
        }
        return isAsserted(parameters) ? asserted(parameters) : posted(parameters);
    }

    private static boolean isAsserted(Parameters parameters) {
        return parameters.find("client_assertion").isPresent()
                || parameters.find("client_assertion_type").isPresent();
    }

    /** Refuses an assertion that names another client than the request does, as {@link PrivateKeyJWT} finds it. */
    private static ClientCredentials asserted(Parameters parameters) {
        if (parameters.find("client_secret").isPresent()) {
            throw twoWays();
        }
        parameters.get("client_assertion");
        parameters.get("client_assertion_type");
        try {
            return new ByAssertion(PrivateKeyJWT.parse(
                    Stream.of("client_assertion", "client_assertion_type", "client_id")
                            .filter(name -> parameters.find(name).isPresent())
                            .collect(Collectors.toMap(name -> name, name -> List.of(parameters.get(name))))));
        } catch (ParseException | IllegalArgumentException e) {
            throw new TokenRefusal.AssertionRefused().asException();
        }
    }

    private static ClientCredentials posted(Parameters parameters) {
        var id = parameters.find("client_id").orElseThrow(() -> notAuthenticated(false));
        var secret = parameters.find("client_secret").orElseThrow(() -> notAuthenticated(false));
        return new BySecret(new ClientId(id), new Secret(secret), false);
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
                || isAsserted(parameters)
                || parameters
                        .find("client_id")
                        .filter(named -> !named.equals(id))
                        .isPresent()) {
            throw twoWays();
        }
        return new BySecret(new ClientId(id), new Secret(basic.getClientSecret().getValue()), true);
    }

    private static RuntimeException twoWays() {
        return new TokenRefusal.InvalidRequest("Multiple authentication methods provided, please use one.")
                .asException();
    }

    private static RuntimeException notAuthenticated(boolean basic) {
        return new TokenRefusal.ClientNotAuthenticated(basic).asException();
    }
}
