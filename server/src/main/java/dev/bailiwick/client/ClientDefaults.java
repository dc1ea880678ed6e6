package dev.bailiwick.client;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a client gets that nobody said when it was made, as Auth0 gives it. Lifetimes are in seconds. */
final class ClientDefaults {

    private static final Set<String> PUBLIC_KINDS = Set.of("spa", "native");
    private static final String JWT = "jwt_configuration";
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final long DAY = 86_400;
    private static final long YEAR = 31_557_600;

    private static final JsonObject OF_ALL = JsonObject.parse("""
            {"is_first_party":true,"oidc_conformant":false,"is_token_endpoint_ip_header_trusted":false,
            "cross_origin_authentication":false,"sso_disabled":false,"custom_login_page_on":true,"callbacks":[],
            "jwt_configuration":{"lifetime_in_seconds":36000},"refresh_token":{}}
            """);
    private static final JsonObject OF_APIS = JsonObject.parse("""
            {"oidc_conformant":true,"grant_types":[],"jwt_configuration":{"alg":"RS256"}}
            """);
    private static final JsonObject PLAIN_SECRET = JsonObject.parse("{\"secret_encoded\":false}");

    private ClientDefaults() {}

    /** The attributes with everything that they lack. */
    static JsonObject complete(JsonObject given) {
        var attributes = given.orElse(ofKind(given))
                .orElse(OF_ALL)
                .orElse(JsonObject.of(Map.of("grant_types", grantTypes(isPublic(given)))));
        var jwt = attributes.object(JWT).orElseThrow().orElse(PLAIN_SECRET);
        return withLifetimes(attributes.with(JWT, jwt));
    }

    /** The attributes with the lifetimes of refresh tokens that they do not name. */
    static JsonObject withLifetimes(JsonObject attributes) {
        return attributes
                .object(REFRESH_TOKEN)
                .map(given -> attributes.with(
                        REFRESH_TOKEN,
                        given.orElse(lifetimes(
                                saysThatASecretProvesIt(attributes),
                                given.text("/expiration_type").orElse("").equals("expiring")))))
                .orElse(attributes);
    }

    private static JsonObject lifetimes(boolean isLong, boolean ends) {
        return JsonObject.parse("""
                {"expiration_type":"non-expiring","leeway":0,"infinite_token_lifetime":%1$b,
                "infinite_idle_token_lifetime":%1$b,"token_lifetime":%2$d,"idle_token_lifetime":%3$d,
                "rotation_type":"non-rotating"}
                """.formatted(!ends, isLong ? YEAR : 30 * DAY, isLong ? 30 * DAY : 15 * DAY));
    }

    private static JsonObject ofKind(JsonObject given) {
        return kind(given).equals(Client.API) ? OF_APIS : JsonObject.of(Map.of());
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
