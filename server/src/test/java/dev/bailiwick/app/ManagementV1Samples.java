package dev.bailiwick.app;

import static java.util.Map.entry;

import dev.bailiwick.web.Api;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How routes of Management API v1 are asked. They look for what is to be changed before they read how, so that a body is judged only
 * where there is something.
 */
final class ManagementV1Samples {

    /** What the body stands for that is right whatever an object holds. */
    private static final Set<String> OBJECTS = Set.of("nothing", "white space", "a prototype", "markers");

    /** The first one who is made. */
    private static final String USER = "0".repeat(31) + "1";

    private static final String CONNECTION = "there";
    private static final String RULE = "there";
    private static final String STRATEGY = "google-oauth2";

    /** Of each route that reads a body: as those of {@link RouteSamples}, and with {@code @@} where any JSON belongs. */
    static final Map<String, List<String>> BODIES = Map.ofEntries(
            entry("POST /api/rules", List.of("@", "{\"name\":@,\"script\":\"x\"}", "{\"name\":\"n\",\"script\":@}")),
            entry("PUT /api/rules/{name}", List.of("@", "{\"name\":@}", "{\"script\":@}")),
            entry("DELETE /api/rules/{name}", List.of()),
            entry("POST /api/connections", connections()),
            entry("POST /connections", connections()),
            entry(
                    "PUT /api/connections/{connection}",
                    List.of(
                            "@",
                            "{\"name\":@}",
                            "{\"strategy\":@}",
                            "{\"options\":{\"email\":@}}",
                            "{\"options\":{\"x\":@@}}")),
            entry("DELETE /api/connections/{connection}", List.of()),
            entry("PUT /api/connection-templates/{strategy}", List.of("@", "{\"email\":@}", "{\"client_id\":@@}")),
            entry("DELETE /api/connection-templates/{strategy}", List.of()),
            entry("POST /api/clients", List.of("{\"name\":@}", "{\"name\":\"n\",\"callbacks\":@}")),
            entry("PUT /api/clients/{id}", List.of("{\"name\":@}", "{\"name\":\"n\",\"callbacks\":@}")),
            entry("PATCH /api/clients/{id}", List.of("{\"name\":@}", "{\"callbacks\":@}")),
            entry("DELETE /api/clients/{id}", List.of()),
            entry(
                    "POST /api/users",
                    List.of(
                            "@",
                            "{\"connection\":@,\"email\":\"a\\u0040b.test\",\"password\":\"Correct-Horse-9\"}",
                            user("\"email\":@,\"password\":\"Correct-Horse-9\""),
                            user("\"email\":\"a\\u0040b.test\",\"password\":@"),
                            user("\"email\":\"a\\u0040b.test\",\"password\":\"Correct-Horse-9\",\"name\":@"),
                            user("\"email\":\"a\\u0040b.test\",\"password\":\"Correct-Horse-9\",\"picture\":@"),
                            user(
                                    "\"email\":\"a\\u0040b.test\",\"password\":\"Correct-Horse-9\",\"email_verified\":[@]"),
                            user("\"email\":\"a\\u0040b.test\",\"password\":\"Correct-Horse-9\",\"user_id\":@"))),
            entry(
                    "PATCH /api/users/{id}",
                    List.of("@", "{\"name\":@}", "{\"email\":@}", "{\"picture\":@}", "{\"color\":@@}")),
            entry("DELETE /api/users/{id}", List.of()),
            entry("DELETE /api/users", List.of()),
            entry("POST /api/users/{id}/publickey", keys()),
            entry("POST /api/users/{id}/public_key", keys()),
            entry("DELETE /api/users/{id}/publickey", List.of()),
            entry("DELETE /api/users/{id}/public_key", List.of()),
            entry("DELETE /api/users/{id}/refresh_tokens/{token}", List.of()),
            entry("PUT /api/users/{id}/metadata", List.of("@", "{\"color\":@@}")),
            entry("PATCH /api/users/{id}/metadata", List.of("@", "{\"color\":@@}")),
            entry("PUT /api/users/{id}/email", List.of("@", "{\"email\":@}")),
            entry("PUT /api/users/{id}/password", List.of("@", "{\"password\":@}")),
            entry("POST /api/users/{id}/send_verification_email", List.of()),
            entry(
                    "POST /api/users/{id}/change_password_ticket",
                    List.of("@", "{\"resultUrl\":@}", "{\"newPassword\":@}")),
            entry("POST /api/users/{id}/verification_ticket", List.of("@", "{\"resultUrl\":@}")));

    /** For which an object is right whatever it holds that they do not know, be it nothing at all. */
    private static final Set<String> TAKING_ANY_OBJECT = Set.of(
            "PUT /api/rules/{name}",
            "PUT /api/connections/{connection}",
            "PUT /api/connection-templates/{strategy}",
            "PATCH /api/clients/{id}",
            "PATCH /api/users/{id}",
            "PUT /api/users/{id}/metadata",
            "PATCH /api/users/{id}/metadata",
            "POST /api/users/{id}/change_password_ticket",
            "POST /api/users/{id}/verification_ticket");

    private ManagementV1Samples() {}

    /** Makes what the paths name. */
    static void make(TestBailiwick server, String token) {
        for (var made : Map.of(
                        "/api/users",
                        user("\"email\":\"there@example.test\",\"password\":\"Correct-Horse-9\""),
                        "/api/connections",
                        "{\"name\":\"" + CONNECTION + "\",\"strategy\":\"" + STRATEGY + "\"}",
                        "/api/rules",
                        "{\"name\":\"" + RULE + "\",\"script\":\"f()\"}")
                .entrySet()) {
            var answer = server.call("POST", made.getKey(), token, Optional.of(made.getValue()));
            if (answer.statusCode() != 200 && answer.statusCode() != 201) {
                throw new AssertionError(made.getKey() + ": " + answer.body());
            }
        }
        if (server.call("GET", "/api/users/" + USER, token, Optional.empty()).statusCode() != 200) {
            throw new AssertionError("the first user has another id");
        }
    }

    /** A path of a route that names what {@link #make} has made; of other APIs the usual one. */
    static String path(Api api, Route route) {
        return BODIES.containsKey(RouteSamples.name(api, route))
                ? (api.prefixes().getLast() + route.template())
                        .replace("/users/{id}", "/users/" + USER)
                        .replace("/clients/{id}", "/clients/" + TestBailiwick.CLIENT)
                        .replace("{connection}", CONNECTION)
                        .replace("{name}", RULE)
                        .replace("{strategy}", STRATEGY)
                : RouteSamples.path(api, route);
    }

    /** Whether the route takes what a malformed body of this name tells. */
    static boolean isTaken(Api api, Route route, String name) {
        return OBJECTS.contains(name) && TAKING_ANY_OBJECT.contains(RouteSamples.name(api, route));
    }

    /** Whether the route takes a body that is the sample with this value in it. */
    static boolean isTaken(Api api, Route route, String sample, String value) {
        return sample.equals("@") && value.startsWith("{") && TAKING_ANY_OBJECT.contains(RouteSamples.name(api, route));
    }

    private static String user(String members) {
        return "{\"connection\":\"Username-Password-Authentication\"," + members + "}";
    }

    private static List<String> keys() {
        return List.of("@", "{\"device\":@,\"public_key\":\"k\"}", "{\"device\":\"d\",\"public_key\":@}");
    }

    private static List<String> connections() {
        return List.of(
                "@",
                "{\"name\":@,\"strategy\":\"windowslive\"}",
                "{\"name\":\"n\",\"strategy\":@}",
                "{\"name\":\"n\",\"strategy\":\"google-oauth2\",\"options\":{\"email\":@}}",
                "{\"name\":\"n\",\"strategy\":\"google-apps\",\"options\":{\"tenant_domain\":@}}",
                "{\"name\":\"n\",\"strategy\":\"adfs\",\"options\":{\"adfs_server\":@}}",
                "{\"name\":\"n\",\"strategy\":\"adfs\",\"options\":{\"fedMetadataXml\":@}}",
                "{\"name\":\"n\",\"strategy\":\"adfs\",\"options\":{\"thumbprints\":[@]}}");
    }
}
