package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a client gets that nobody said when it was made, as Auth0 gives it. Lifetimes are in seconds. */
final class ClientDefaults {

    private static final Set<String> PUBLIC_KINDS = Set.of("spa", "native");
    private static final long DAY = 86_400;
    private static final long YEAR = 31_557_600;

    private static final JsonObject OF_ALL = JsonObject.ofWritten("""
            {"is_first_party":true,"oidc_conformant":false,"is_token_endpoint_ip_header_trusted":false,
            "cross_origin_authentication":false,"sso_disabled":false,"custom_login_page_on":true,"callbacks":[],
            "jwt_configuration":{"lifetime_in_seconds":36000},"refresh_token":{}}
            """);
    private static final JsonObject OF_APIS = JsonObject.ofWritten("""
            {"oidc_conformant":true,"grant_types":[],"jwt_configuration":{"alg":"RS256"}}
            """);

    /** Of clients that do not belong to whoever runs the tenant. */
    private static final JsonObject OF_OTHERS = JsonObject.ofWritten("""
            {"oidc_conformant":true,"third_party_security_mode":"permissive"}
            """);

    private static final JsonObject OF_OTHERS_STRICTLY = JsonObject.ofWritten("""
            {"grant_types":["authorization_code"],"jwt_configuration":{"alg":"RS256","lifetime_in_seconds":3600}}
            """);
    private static final JsonObject PUBLIC_OF_OTHERS = JsonObject.ofWritten("""
            {"refresh_token":{"rotation_type":"rotating","expiration_type":"expiring"}}
            """);

    /** As is on record of strict ones. Of the others there is no record. */
    private static final JsonObject CONFIDENTIAL_OF_OTHERS = JsonObject.ofWritten("""
            {"refresh_token":{"expiration_type":"expiring","infinite_token_lifetime":true}}
            """);

    private static final JsonObject NOTHING = JsonObject.of(Map.of());

    private static final JsonObject TRANSFER = JsonObject.ofWritten("""
            {"can_create_session_transfer_token":false,"allowed_authentication_methods":[],"enforce_device_binding":"ip",
            "allow_refresh_token":false,"enforce_online_refresh_tokens":true,"enforce_cascade_revocation":true}
            """);
    private static final JsonObject PLAIN_SECRET = JsonObject.ofWritten("{\"secret_encoded\":false}");

    private ClientDefaults() {}

    /** The attributes with everything that they lack. */
    static JsonObject complete(JsonObject given) {
        var attributes = given.orElse(ofKind(given))
                .orElse(OF_ALL)
                .orElse(JsonObject.of(Map.of("grant_types", grantTypes(isPublic(given)))));
        return completeInside(filled(attributes, "jwt_configuration", PLAIN_SECRET));
    }

    /** The attributes with everything that lacks in those of them that are never there in part. */
    static JsonObject completeInside(JsonObject attributes) {
        boolean ends =
                attributes.text("/refresh_token/expiration_type").orElse("").equals("expiring");
        var lifetimes = lifetimes(saysThatASecretProvesIt(attributes), ends);
        return filled(filled(attributes, "refresh_token", lifetimes), "session_transfer", TRANSFER);
    }

    private static JsonObject filled(JsonObject attributes, String name, JsonObject defaults) {
        return attributes
                .object(name)
                .map(given -> attributes.with(name, given.orElse(defaults)))
                .orElse(attributes);
    }

    private static JsonObject lifetimes(boolean isLong, boolean ends) {
        return JsonObject.ofWritten("""
                {"expiration_type":"non-expiring","leeway":0,"infinite_token_lifetime":%1$b,
                "infinite_idle_token_lifetime":%1$b,"token_lifetime":%2$d,"idle_token_lifetime":%3$d,
                "rotation_type":"non-rotating"}
                """.formatted(!ends, isLong ? YEAR : 30 * DAY, isLong ? 30 * DAY : 15 * DAY));
    }

    private static JsonObject ofKind(JsonObject given) {
        if (kind(given).equals(Client.API)) {
            return OF_APIS;
        }
        if (given.flag("/is_first_party").orElse(true)) {
            return NOTHING;
        }
        boolean isStrict = given.text("/third_party_security_mode").orElse("").equals("strict");
        return (isStrict ? OF_OTHERS_STRICTLY : NOTHING)
                .orElse(OF_OTHERS)
                .orElse(isPublic(given) ? PUBLIC_OF_OTHERS : CONFIDENTIAL_OF_OTHERS);
    }

    private static List<String> grantTypes(boolean isPublic) {
        return isPublic
                ? List.of("authorization_code", "implicit", "refresh_token")
                : List.of("authorization_code", "implicit", "refresh_token", GrantType.CLIENT_CREDENTIALS);
    }

    /** Whether it proves nothing: by what it says of that, or by its kind where it says nothing. */
    private static boolean isPublic(JsonObject attributes) {
        return attributes
                .text("/token_endpoint_auth_method")
                .map(Client.PUBLIC::equals)
                .orElseGet(() -> PUBLIC_KINDS.contains(kind(attributes)));
    }

    private static boolean saysThatASecretProvesIt(JsonObject attributes) {
        return attributes
                .text("/token_endpoint_auth_method")
                .filter(method -> !method.equals(Client.PUBLIC))
                .isPresent();
    }

    private static String kind(JsonObject attributes) {
        return attributes.text("/app_type").orElse("");
    }
}
