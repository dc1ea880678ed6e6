package dev.bailiwick.client;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.List;
import java.util.Set;

/** What a client's attributes may not say together, whatever each of them may say alone. */
final class ClientRules {

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    /** The grant types that a client may have, whether the server issues tokens by them yet, or ever, or not. */
    private static final Set<String> GRANT_TYPES = Set.of(
            "authorization_code",
            "implicit",
            "refresh_token",
            GrantType.CLIENT_CREDENTIALS,
            "password",
            "http://auth0.com/oauth/grant-type/password-realm",
            "http://auth0.com/oauth/grant-type/passwordless/otp",
            "http://auth0.com/oauth/grant-type/mfa-oob",
            "http://auth0.com/oauth/grant-type/mfa-otp",
            "http://auth0.com/oauth/grant-type/mfa-recovery-code",
            DEVICE_CODE,
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
            "urn:okta:params:oauth:grant-type:webauthn",
            "urn:openid:params:grant-type:ciba",
            "http://auth0.com/oauth/legacy/grant-type/ro",
            "http://auth0.com/oauth/legacy/grant-type/ro/jwt-bearer",
            "http://auth0.com/oauth/legacy/grant-type/delegation/refresh_token",
            "http://auth0.com/oauth/legacy/grant-type/delegation/id_token",
            "http://auth0.com/oauth/legacy/grant-type/access_token");

    /** Whether the server that a client runs on may tell at the token endpoint for whose address it asks. */
    private static final String TRUSTS_HEADER = "is_token_endpoint_ip_header_trusted";

    private static final Set<String> SECRET_METHODS = Set.of("client_secret_post", "client_secret_basic");

    private static final int MOST_METADATA = 10;

    /** How many characters an alias may have, so that an index holds each. */
    private static final int LONGEST_ALIAS = 600;

    /** How many characters all attributes of a client may have, written as JSON. */
    private static final int LONGEST = 65_536;

    private ClientRules() {}

    /** Refuses with {@link Problem.NotAllowed}, and with {@link Problem.Invalid} what is too long. */
    static void require(Client client) {
        client.attributes().within(LONGEST, "");
        requireShort(client.aliases());
        var unknown = client.grantTypes().stream()
                .filter(type -> !GRANT_TYPES.contains(type))
                .toList();
        if (!unknown.isEmpty()) {
            throw refused("Invalid grant types: " + String.join(", ", unknown));
        }
        if (client.authMethod().equals(Client.PUBLIC) && client.grantTypes().contains(GrantType.CLIENT_CREDENTIALS)) {
            throw refused("Application must not have Token Endpoint Authentication Method set to \"none\" when"
                    + " client_credentials grant type is enabled");
        }
        if (!client.authMethod().equals(Client.PUBLIC) && client.grantTypes().contains(DEVICE_CODE)) {
            throw refused("Application must have Token Endpoint Authentication Method set to \"none\" when "
                    + DEVICE_CODE + " is enabled");
        }
        if (client.needsKey()) {
            requireOnlyKeys(client);
        }
        if (client.settings().flag("/" + TRUSTS_HEADER).orElse(false)
                && !SECRET_METHODS.contains(client.authMethod())) {
            throw refused("The flag " + TRUSTS_HEADER + " can only be set true on clients that require authentication"
                    + " (i.e. token_endpoint_auth_method is set to 'client_secret_post' or 'client_secret_basic')");
        }
        var metadata = client.settings().object("client_metadata");
        if (metadata.isPresent() && metadata.get().size() > MOST_METADATA) {
            throw new Problem.Invalid(
                            Part.BODY,
                            "/client_metadata",
                            "Too many properties defined (" + metadata.get().size() + "), maximum " + MOST_METADATA)
                    .asException();
        }
    }

    private static void requireShort(List<String> aliases) {
        for (int i = 0; i < aliases.size(); i++) {
            var alias = aliases.get(i);
            int length = alias.codePointCount(0, alias.length());
            if (length > LONGEST_ALIAS) {
                throw new Problem.Invalid(
                                Part.BODY,
                                "/client_aliases/" + i,
                                "String is too long (" + length + " chars), maximum " + LONGEST_ALIAS)
                        .asException();
            }
        }
    }

    private static void requireOnlyKeys(Client client) {
        if (!client.authMethod().isEmpty()) {
            throw refused("client_authentication_methods and token_endpoint_auth_method exclude each other");
        }
        if (client.settings().text("/jwt_configuration/alg").orElse("").equals("HS256")) {
            throw refused("jwt_configuration.alg must not be HS256 with client_authentication_methods");
        }
    }

    static RuntimeException refused(String sentence) {
        return new Problem.NotAllowed(sentence).asException();
    }
}
