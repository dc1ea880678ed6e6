package dev.bailiwick.app;

import static java.util.Map.entry;

import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Method;
import dev.bailiwick.web.Route;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** How every route of the real route table is asked, so that a test can put something else into any place. */
final class RouteSamples {

    /** The one group that there is. */
    static final String GROUP = "77777777-7777-4777-8777-777777777777";

    private static final String UNKNOWN = "99999999-9999-4999-8999-999999999999";

    private static final String PEM = "-----BEGIN PUBLIC KEY-----\\n"
            + Base64.getEncoder()
                    .encodeToString(new RsaKeyPairs().take().getPublic().getEncoded())
            + "\\n-----END PUBLIC KEY-----";
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            entry("name", "default"),
            entry("client", "bootstrap"),
            entry("client_id", "bootstrap"),
            entry("credential_id", "none"),
            entry("kid", "none"),
            entry("key", "none"),
            entry("job", "none"),
            entry("authentication_method_id", "none"),
            entry("tokenset_id", "none"),
            entry("templateName", "verify_email"),
            entry("file", "none"),
            entry("prompt", "login"),
            entry("language", "en"),
            entry("screen", "login"),
            entry("themeId", "0".repeat(32)),
            entry("id", "u"),
            entry("provider", "auth0"),
            entry("connection", "none"),
            entry("strategy", "none"),
            entry("ticket", "none"),
            entry("token", "none"),
            entry("user_id", "none"));

    private static final String OWNED = """
            {"name":"client","description":"client","applicationType":"client","applicationId":"client"}""";

    /** Of each route that reads a body: bodies with an {@code @} where a text belongs, and nothing else amiss. */
    private static final Map<String, List<String>> BODIES = Map.ofEntries(
            entry(
                    "POST /oauth/token",
                    List.of(
                            "{\"grant_type\":@}",
                            "{\"grant_type\":\"client_credentials\",\"client_id\":@,\"client_secret\":\"s\"}",
                            "{\"grant_type\":\"client_credentials\",\"client_id\":\"bootstrap\",\"client_secret\":@}",
                            credentials("\"audience\":@"),
                            credentials("\"audience\":\"urn:auth0-authz-api\",\"scope\":@"),
                            credentials("\"audience\":\"urn:auth0-authz-api\",\"unknown\":@"),
                            "{\"grant_type\":\"client_credentials\",\"client_assertion\":@,\"client_assertion_type\":\"x\"}",
                            "{\"grant_type\":\"client_credentials\",\"client_assertion\":\"x\",\"client_assertion_type\":@}")),
            entry("PUT /operator/tenants/{name}/clients/{client}/management-v1", List.of()),
            entry("DELETE /operator/tenants/{name}/clients/{client}/management-v1", List.of()),
            entry("POST /authorization/api/groups", List.of("@", "{\"name\":@}", "{\"name\":\"n\",\"description\":@}")),
            entry(
                    "PUT /authorization/api/groups/{id}",
                    List.of("@", "{\"name\":@}", "{\"name\":\"n\",\"description\":@}")),
            entry("DELETE /authorization/api/groups/{id}", List.of()),
            entry("PATCH /authorization/api/groups/{id}/nested", List.of("@", "[@]")),
            entry("DELETE /authorization/api/groups/{id}/nested", List.of("@", "[@]")),
            entry(
                    "PATCH /authorization/api/groups/{id}/mappings",
                    List.of(
                            "@",
                            "[@]",
                            "{\"groupName\":@,\"connectionName\":\"c\"}",
                            "[{\"groupName\":\"g\",\"connectionName\":@}]")),
            entry(
                    "DELETE /authorization/api/groups/{id}/mappings",
                    List.of("@", "[@]", "{\"_id\":@}", "{\"_id\":[@]}")),
            entry("POST /authorization/api/roles", owned(",\"permissions\":@", ",\"permissions\":[@]")),
            entry("PUT /authorization/api/roles/{id}", owned(",\"permissions\":@", ",\"permissions\":[@]")),
            entry("DELETE /authorization/api/roles/{id}", List.of()),
            entry("POST /authorization/api/permissions", owned()),
            entry("PUT /authorization/api/permissions/{id}", owned()),
            entry("DELETE /authorization/api/permissions/{id}", List.of()),
            entry("PATCH /authorization/api/groups/{id}/members", List.of("@", "[@]", "[\"u\",@]")),
            entry("DELETE /authorization/api/groups/{id}/members", List.of("@", "[@]", "[\"u\",@]")),
            entry("PATCH /authorization/api/groups/{id}/roles", List.of("@", "[@]")),
            entry("DELETE /authorization/api/groups/{id}/roles", List.of("@", "[@]")),
            entry("PATCH /authorization/api/users/{id}/groups", List.of("@", "[@]", "[\"Nobody\",@]")),
            entry("DELETE /authorization/api/users/{id}/groups", List.of("@", "[@]", "[\"Nobody\",@]")),
            entry("PATCH /authorization/api/users/{id}/roles", List.of("@", "[@]")),
            entry("DELETE /authorization/api/users/{id}/roles", List.of("@", "[@]")),
            entry(
                    "POST /operator/tenants/{name}/users",
                    List.of("@", users("@", "\"c\"", "true"), users("[@]", "@", "true"), users("[]", "\"c\"", "@"))),
            entry(
                    "POST /authorization/api/users/{id}/policy/{client}",
                    List.of(
                            "@",
                            "{\"connectionName\":@}",
                            "{\"connectionName\":\"ad\",\"groups\":@}",
                            "{\"connectionName\":\"ad\",\"groups\":[@]}")),
            entry(
                    "POST /authorization/api/users/policy",
                    List.of(
                            "@",
                            "{\"clientId\":@,\"connectionName\":\"ad\",\"users\":[\"u\"]}",
                            "{\"clientId\":\"app\",\"connectionName\":@,\"users\":[\"u\"]}",
                            "{\"clientId\":\"app\",\"connectionName\":\"ad\",\"users\":@}",
                            "{\"clientId\":\"app\",\"connectionName\":\"ad\",\"users\":[@]}",
                            "{\"clientId\":\"app\",\"connectionName\":\"ad\",\"users\":[\"u\"],\"groups\":[@]}")),
            entry(
                    "POST /authorization/api/policy/simulate",
                    List.of(
                            "@",
                            "{\"changes\":@}",
                            "{\"changes\":[@]}",
                            simulated("\"method\":@,\"path\":\"/groups\""),
                            simulated("\"method\":\"POST\",\"path\":@"),
                            simulated("\"method\":\"POST\",\"path\":\"/groups\",\"body\":@"),
                            simulated("\"method\":\"POST\",\"path\":\"/groups\",\"body\":{\"name\":@}"),
                            simulated("\"method\":\"POST\",\"path\":\"/groups\",\"id\":@"))),
            entry(
                    "POST /api/v2/roles",
                    List.of("@", "{\"name\":@}", "{\"name\":\"n\",\"description\":@}", "{\"name\":\"n\",\"type\":@}")),
            entry(
                    "POST /api/v2/rules",
                    List.of(
                            "@",
                            "{\"name\":@,\"script\":\"x\",\"order\":1}",
                            "{\"name\":\"n\",\"script\":@,\"order\":1,\"x\":1}",
                            "{\"name\":\"n\",\"script\":\"x\",\"order\":@,\"x\":1}",
                            "{\"name\":\"n\",\"script\":\"x\",\"stage\":@}")),
            entry("PATCH /api/v2/rules/{id}", List.of("@", "{\"name\":@}", "{\"script\":@}", "{\"order\":@}")),
            entry("DELETE /api/v2/rules/{id}", List.of()),
            entry("PUT /api/v2/rules-configs/{key}", List.of("@", "{\"value\":@}")),
            entry("DELETE /api/v2/rules-configs/{key}", List.of()),
            entry(
                    "POST /api/v2/emails/provider",
                    List.of(
                            "@",
                            "{\"name\":@,\"credentials\":{\"api_key\":\"k\"}}",
                            "{\"name\":\"mandrill\",\"credentials\":@,\"x\":1}",
                            "{\"name\":\"mandrill\",\"credentials\":{\"x\":@}}",
                            "{\"name\":\"smtp\",\"credentials\":{\"smtp_port\":@}}",
                            "{\"name\":\"mandrill\",\"credentials\":{\"api_key\":\"k\"},\"settings\":@,\"x\":1}")),
            entry("PATCH /api/v2/emails/provider", List.of("@", "{\"name\":@}", "{\"credentials\":@}")),
            entry("DELETE /api/v2/emails/provider", List.of()),
            entry(
                    "POST /api/v2/email-templates",
                    List.of("@", template("@", "\"b\""), template("\"reset_email\"", "[@]"))),
            entry(
                    "PATCH /api/v2/email-templates/{templateName}",
                    List.of("@", "{\"template\":@}", "{\"body\":@}", "{\"enabled\":@}")),
            entry(
                    "PUT /api/v2/email-templates/{templateName}",
                    List.of("@", template("@", "\"b\""), template("\"verify_email\"", "@"))),
            entry("PATCH /api/v2/roles/{id}", List.of("@", "{\"name\":@}", "{\"description\":@}")),
            entry("DELETE /api/v2/roles/{id}", List.of()),
            entry("POST /api/v2/roles/{id}/permissions", permissions()),
            entry("DELETE /api/v2/roles/{id}/permissions", permissions()),
            entry("POST /api/v2/roles/{id}/users", List.of("@", "{\"users\":@}", "{\"users\":[@]}")),
            entry("POST /api/v2/users/{id}/roles", List.of("@", "{\"roles\":@}", "{\"roles\":[@]}")),
            entry("DELETE /api/v2/users/{id}/roles", List.of("@", "{\"roles\":@}", "{\"roles\":[@]}")),
            entry("POST /api/v2/users/{id}/permissions", permissions()),
            entry("DELETE /api/v2/users/{id}/permissions", permissions()),
            entry(
                    "PATCH /api/v2/tenants/settings",
                    List.of(
                            "@",
                            "{\"friendly_name\":@}",
                            "{\"support_email\":@}",
                            "{\"picture_url\":@}",
                            "{\"allowed_logout_urls\":[@]}",
                            "{\"enabled_locales\":[@]}",
                            "{\"flags\":{\"enable_sso\":@}}",
                            "{\"session_lifetime\":@}",
                            "{\"idle_session_lifetime_in_minutes\":@}",
                            "{\"country_codes\":{\"list\":[@]}}")),
            entry("POST /api/v2/keys/signing/rotate", List.of()),
            entry("PUT /api/v2/keys/signing/{kid}/revoke", List.of()),
            entry(
                    "POST /api/v2/users",
                    List.of(
                            "@",
                            "{\"connection\":@,\"email\":\"a@b.test\",\"password\":\"p\"}",
                            user("\"email\":@"),
                            user("\"email\":\"a@b.test\",\"password\":@"),
                            user("\"email\":\"a@b.test\",\"user_id\":@"),
                            user("\"email\":\"a@b.test\",\"user_metadata\":@"),
                            user("\"email\":\"a@b.test\",\"blocked\":@"),
                            user("\"email\":\"a@b.test\",\"x\":@"))),
            entry(
                    "PATCH /api/v2/users/{id}",
                    List.of("@", "{\"name\":@}", "{\"email\":@}", "{\"app_metadata\":@}", "{\"x\":@}")),
            entry("DELETE /api/v2/users/{id}", List.of()),
            entry(
                    "POST /api/v2/users/{id}/identities",
                    List.of(
                            "@",
                            "{\"provider\":@,\"user_id\":\"a\"}",
                            "{\"provider\":\"auth0\",\"user_id\":@}",
                            "{\"link_with\":@}")),
            entry("DELETE /api/v2/users/{id}/identities/{provider}/{user_id}", List.of()),
            entry("DELETE /api/v2/connections/{id}/users", List.of()),
            entry("DELETE /api/v2/grants", List.of()),
            entry("DELETE /api/v2/grants/{id}", List.of()),
            entry(
                    "POST /api/v2/device-credentials",
                    List.of("@", "{\"device_name\":@,\"type\":\"public_key\",\"value\":\"v\",\"device_id\":\"a\"}")),
            entry("DELETE /api/v2/device-credentials/{id}", List.of()),
            entry(
                    "POST /api/v2/tickets/password-change",
                    List.of(
                            "@",
                            "{\"user_id\":@}",
                            "{\"email\":@,\"connection_id\":\"con_0000000000000000\"}",
                            "{\"email\":\"a@b.test\",\"connection_id\":@}",
                            "{\"user_id\":\"u\",\"result_url\":@}",
                            "{\"user_id\":\"u\",\"client_id\":@}",
                            "{\"user_id\":\"u\",\"ttl_sec\":@}",
                            "{\"user_id\":\"u\",\"identity\":{\"provider\":\"auth0\",\"user_id\":@}}")),
            entry(
                    "POST /api/v2/tickets/email-verification",
                    List.of(
                            "@",
                            "{\"user_id\":@}",
                            "{\"user_id\":\"u\",\"organization_id\":@}",
                            "{\"user_id\":\"u\",\"identity\":{\"provider\":@,\"user_id\":\"u\"}}")),
            entry("DELETE /api/v2/user-blocks", List.of()),
            entry("DELETE /api/v2/user-blocks/{id}", List.of()),
            entry(
                    "POST /api/v2/users/{id}/authentication-methods",
                    List.of(
                            "@",
                            "{\"type\":@}",
                            "{\"type\":\"phone\",\"phone_number\":@}",
                            "{\"type\":\"phone\",\"phone_number\":\"+15550100\",\"name\":@}",
                            "{\"type\":\"email\",\"email\":@}",
                            "{\"type\":\"totp\",\"totp_secret\":@}",
                            "{\"type\":\"webauthn-roaming\",\"key_id\":@,\"public_key\":\"a\"}",
                            "{\"type\":\"passkey\",\"key_id\":\"a\",\"public_key\":\"a\",\"transports\":[@]}")),
            entry(
                    "PUT /api/v2/users/{id}/authentication-methods",
                    List.of("@", "[@]", "[{\"type\":@}]", "[{\"type\":\"phone\",\"phone_number\":@}]")),
            entry("DELETE /api/v2/users/{id}/authentication-methods", List.of()),
            entry(
                    "PATCH /api/v2/users/{id}/authentication-methods/{authentication_method_id}",
                    List.of("@", "{\"name\":@}", "{\"preferred_authentication_method\":@}")),
            entry("DELETE /api/v2/users/{id}/authentication-methods/{authentication_method_id}", List.of()),
            entry("DELETE /api/v2/users/{id}/authenticators", List.of()),
            entry("DELETE /api/v2/users/{id}/multifactor/{provider}", List.of()),
            entry("POST /api/v2/users/{id}/multifactor/actions/invalidate-remember-browser", List.of()),
            entry("POST /api/v2/users/{id}/recovery-code-regeneration", List.of()),
            entry(
                    "POST /api/v2/users/{id}/risk-assessments/clear",
                    List.of(
                            "@",
                            "{\"connection\":@,\"assessors\":[\"new-device\"]}",
                            "{\"connection\":\"c\",\"assessors\":[@]}")),
            // It does the same without a body.
            entry("POST /api/v2/users/{id}/revoke-access", List.of()),
            entry("DELETE /api/v2/users/{user_id}/sessions", List.of()),
            entry("DELETE /api/v2/users/{user_id}/refresh-tokens", List.of()),
            entry("DELETE /api/v2/users/{id}/federated-connections-tokensets/{tokenset_id}", List.of()),
            entry("PATCH /authorization/api/configuration/rotate-apikey", List.of()),
            entry("DELETE /authorization/api/configuration/resource-server", List.of()),
            entry("POST /authorization/api/configuration/resource-server", List.of()),
            entry(
                    "PATCH /authorization/api/configuration/resource-server",
                    List.of("@", "{\"apiAccess\":@}", "{\"apiAccess\":true,\"x\":@}")),
            // An empty form is an empty object, which sets nothing and is taken.
            entry("PATCH /authorization/api/configuration", List.of()),
            entry(
                    "POST /operator/tenants/{name}/connections",
                    List.of(
                            "@",
                            "{\"name\":@,\"strategy\":\"ad\"}",
                            "{\"name\":\"n\",\"strategy\":@}",
                            "{\"name\":\"n\",\"strategy\":\"ad\",\"x\":@}")),
            entry("POST /authorization/api/configuration/import", documents()),
            entry("POST /operator/tenants/{name}/api-keys/rotate", List.of()),
            entry("DELETE /operator/tenants/{name}/api-keys/{key}", List.of()),
            entry("POST /operator/tenants/{name}/authorization-extension", documents()),
            entry(
                    "POST /operator/tenants/{name}/auth0",
                    List.of(
                            "@",
                            "{\"assets\":@}",
                            "{\"assets\":[@]}",
                            "{\"assets\":[],\"users\":@}",
                            "{\"assets\":[{\"type\":@,\"file\":\"f\",\"object\":{}}]}",
                            "{\"assets\":[{\"type\":\"roles\",\"file\":\"f\",\"object\":@}],\"x\":1}",
                            "{\"assets\":[{\"type\":\"clients\",\"file\":\"f\",\"object\":{\"client_id\":@}}],\"x\":1}")),
            entry(
                    "POST /operator/tenants",
                    List.of(
                            "@",
                            "{\"name\":@,\"domain\":\"a.test\"}",
                            "{\"name\":\"acme\",\"domain\":@}",
                            "{\"name\":\"default\",\"domain\":\"a.test\",\"port\":@}",
                            "{\"name\":\"acme\",\"domain\":\"a.test\",\"client_id\":@}",
                            "{\"name\":\"acme\",\"domain\":\"a.test\",\"client_secret\":@}",
                            "{\"name\":\"acme\",\"domain\":\"a.test\",\"unknown\":@}")),
            entry(
                    "POST /api/v2/clients",
                    List.of(
                            "@",
                            "{\"name\":@}",
                            "{\"name\":\"n\",\"description\":@}",
                            "{\"name\":\"n\",\"callbacks\":[@]}",
                            "{\"name\":\"n\",\"grant_types\":[@]}",
                            "{\"name\":\"n\",\"app_type\":@}",
                            "{\"name\":\"n\",\"client_metadata\":{\"a\":@}}",
                            "{\"name\":\"n\",\"addons\":{\"zoom\":{\"account\":@}}}",
                            "{\"name\":\"n\",\"signed_request_object\":{\"credentials\":[@]}}",
                            "{\"name\":\"n\",\"token_vault_privileged_access\":{\"credentials\":[],\"grants\":[@]}}",
                            "{\"name\":\"n\",\"x\":@}")),
            entry(
                    "PATCH /api/v2/clients/{id}",
                    List.of(
                            "@",
                            "{\"name\":@}",
                            "{\"client_authentication_methods\":{\"tls_client_auth\":@}}",
                            "{\"client_secret\":@}",
                            "{\"client_metadata\":{\"a\":@}}")),
            entry("DELETE /api/v2/clients/{id}", List.of()),
            entry("POST /api/v2/clients/{id}/rotate-secret", List.of()),
            entry(
                    "POST /api/v2/clients/{client_id}/credentials",
                    List.of(
                            "@",
                            "{\"credential_type\":@,\"pem\":\"" + PEM + "\"}",
                            "{\"credential_type\":\"x509_cert\",\"pem\":@}",
                            "{\"credential_type\":\"cert_subject_dn\",\"subject_dn\":@}",
                            "{\"credential_type\":\"public_key\",\"pem\":@}",
                            "{\"credential_type\":\"public_key\",\"pem\":\"" + PEM + "\",\"name\":@}",
                            "{\"credential_type\":\"public_key\",\"pem\":\"" + PEM + "\",\"kid\":@}",
                            "{\"credential_type\":\"public_key\",\"pem\":\"" + PEM + "\",\"expires_at\":@}")),
            entry("PATCH /api/v2/clients/{client_id}/credentials/{credential_id}", List.of("@", "{\"expires_at\":@}")),
            entry("DELETE /api/v2/clients/{client_id}/credentials/{credential_id}", List.of()),
            entry(
                    "POST /api/v2/client-grants",
                    List.of(
                            "@",
                            "{\"client_id\":@,\"audience\":\"urn:auth0-authz-api\"}",
                            "{\"client_id\":\"bootstrap\",\"audience\":@}",
                            "{\"default_for\":@,\"audience\":\"urn:auth0-authz-api\"}",
                            "{\"default_for\":\"third_party_clients\",\"audience\":@}",
                            "{\"client_id\":\"bootstrap\",\"audience\":\"urn:auth0-authz-api\",\"scope\":[@]}",
                            "{\"client_id\":\"bootstrap\",\"audience\":\"urn:auth0-authz-api\",\"x\":@}")),
            entry("PATCH /api/v2/client-grants/{id}", List.of("@", "{\"scope\":[@]}", "{\"organization_usage\":@}")),
            entry("DELETE /api/v2/client-grants/{id}", List.of()),
            entry(
                    "POST /api/v2/connections",
                    List.of(
                            "@",
                            "{\"name\":@,\"strategy\":\"ad\"}",
                            "{\"name\":\"n\",\"strategy\":@}",
                            "{\"name\":\"n\",\"strategy\":\"ad\",\"display_name\":@}",
                            "{\"name\":\"n\",\"strategy\":\"ad\",\"realms\":[@]}",
                            "{\"name\":\"n\",\"strategy\":\"ad\",\"enabled_clients\":[@]}",
                            "{\"name\":\"n\",\"strategy\":\"ad\",\"x\":@}")),
            entry(
                    "PATCH /api/v2/connections/{id}",
                    List.of("@", "{\"display_name\":@}", "{\"enabled_clients\":[@]}", "{\"name\":@}")),
            entry("DELETE /api/v2/connections/{id}", List.of()),
            entry("PATCH /api/v2/connections/{id}/clients", List.of("@", "[@]", "[{\"client_id\":@,\"status\":true}]")),
            entry(
                    "POST /api/v2/resource-servers",
                    List.of(
                            "@",
                            "{\"identifier\":@}",
                            "{\"identifier\":\"i\",\"name\":@}",
                            "{\"identifier\":\"i\",\"signing_secret\":@}",
                            "{\"identifier\":\"i\",\"token_dialect\":@}",
                            "{\"identifier\":\"i\",\"scopes\":[{\"value\":@}]}",
                            "{\"identifier\":\"i\",\"x\":@}")),
            entry("PATCH /api/v2/resource-servers/{id}", List.of("@", "{\"name\":@}", "{\"identifier\":@}")),
            entry("DELETE /api/v2/resource-servers/{id}", List.of()),
            entry("POST /api/v2/jobs/users-imports", List.of("@")),
            entry(
                    // An empty object asks for all there is, and is taken.
                    "POST /api/v2/jobs/users-exports",
                    List.of(
                            "{\"connection_id\":@}",
                            "{\"format\":@}",
                            "{\"fields\":[@]}",
                            "{\"fields\":[{\"name\":@}]}",
                            "{\"fields\":[{\"name\":\"n\",\"export_as\":@}]}",
                            "{\"x\":@}")),
            entry(
                    "POST /api/v2/jobs/verification-email",
                    List.of(
                            "@",
                            "{\"user_id\":@}",
                            "{\"user_id\":\"u\",\"client_id\":@}",
                            "{\"user_id\":\"u\",\"organization_id\":@}",
                            "{\"user_id\":\"u\",\"identity\":{\"provider\":\"auth0\",\"user_id\":@}}",
                            "{\"user_id\":\"u\",\"x\":@}")),
            entry("POST /operator/tenants/{name}/keys/rotate", List.of()),
            entry("DELETE /operator/tenants/{name}/keys/{kid}", List.of()),
            entry("DELETE /operator/tenants/{name}", List.of()),
            entry("DELETE /operator/tenants/{name}/clients/{client}/keys/{kid}", List.of()),
            entry(
                    "POST /operator/tenants/{name}/clients/{client}/keys",
                    List.of(
                            "@",
                            "{\"pem\":@}",
                            "{\"pem\":\"" + PEM + "\",\"kid\":@}",
                            "{\"pem\":\"" + PEM + "\",\"alg\":@}",
                            "{\"pem\":\"" + PEM + "\",\"no_secret\":@}",
                            "{\"pem\":\"" + PEM + "\",\"unknown\":@}")));

    private static final Map<String, List<String>> DOCUMENTS = DocumentRoutes.bodies("/api/v2");

    /** Routes that do the same whatever they are told, so that no request to them is a refused one. */
    private static final Set<String> DEAF = Set.of(
            "DELETE /operator/tenants/{name}/clients/{client}/management-v1",
            "POST /api/v2/keys/signing/rotate",
            "PATCH /authorization/api/configuration/rotate-apikey",
            "DELETE /authorization/api/configuration/resource-server");

    private RouteSamples() {}

    /** Whether a request to the route changes something, however odd it is. */
    static boolean isDeaf(Api api, Route route) {
        return DEAF.contains(name(api, route));
    }

    /** Whether the route takes forms with files, and nothing else whatever its length. */
    static boolean isOfForms(Route route) {
        return route.template().equals("/jobs/users-imports");
    }

    private static String user(String members) {
        return "{\"connection\":\"Username-Password-Authentication\"," + members + "}";
    }

    private static String template(String name, String body) {
        return "{\"template\":" + name + ",\"body\":" + body
                + ",\"from\":\"\",\"subject\":\"\",\"syntax\":\"liquid\",\"enabled\":true}";
    }

    /** The bodies of a route; a route that may read one and is not known here is not tested. */
    static List<String> bodies(Api api, Route route) {
        return route.method().name().equals("GET")
                ? List.of()
                : Objects.requireNonNull(
                        Stream.of(DOCUMENTS, ManagementV1Samples.BODIES, BODIES)
                                .map(samples -> samples.get(name(api, route)))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        () -> "no bodies for " + name(api, route));
    }

    /**
     * A path of the route that names what there is, but for what the route would take away. What Management API v1 changes by a body that
     * is refused in any case is named by {@link ManagementV1Samples#path}.
     */
    static String path(Api api, Route route) {
        var path = api.prefixes().getLast().replace("/api/api", "/api") + route.template();
        if (path.endsWith("keys/rotate")) {
            path = path.replace("{name}", "nobody"); // it reads no body that could be wrong
        }
        boolean takesTheGroupAway =
                route.method() == Method.DELETE && route.template().equals("/groups/{id}");
        path = path.replace("/groups/{id}", "/groups/" + (takesTheGroupAway ? UNKNOWN : GROUP))
                .replace("/roles/{id}", "/roles/" + UNKNOWN)
                .replace("/factors/{name}", "/factors/otp")
                .replace("/permissions/{id}", "/permissions/" + UNKNOWN);
        for (var parameter : PARAMETERS.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return path;
    }

    /** The paths of a route with an id in the place of one parameter each. */
    static List<String> paths(Api api, Route route, String id) {
        var paths = new ArrayList<String>();
        var segments = route.template().split("/", -1);
        var known = path(api, route).split("/", -1);
        int prefix = known.length - segments.length;
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                var changed = known.clone();
                changed[prefix + i] = id;
                paths.add(String.join("/", changed));
            }
        }
        return paths;
    }

    static String name(Api api, Route route) {
        return route.method() + " " + api.prefixes().getLast().replace("/api/api", "/api") + route.template();
    }

    private static List<String> permissions() {
        return List.of(
                "@",
                "{\"permissions\":@}",
                "{\"permissions\":[@]}",
                "{\"permissions\":[{\"resource_server_identifier\":@,\"permission_name\":\"p\"}]}",
                "{\"permissions\":[{\"resource_server_identifier\":\"r\",\"permission_name\":@}]}");
    }

    private static String users(String users, String connection, String isUpsert) {
        return "{\"users\":" + users + ",\"connection\":" + connection + ",\"upsert\":" + isUpsert
                + ",\"import_format\":false}";
    }

    private static String simulated(String change) {
        return "{\"changes\":[{" + change + "}]}";
    }

    private static String credentials(String more) {
        return "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + TestBailiwick.CLIENT
                + "\",\"client_secret\":\"" + TestBailiwick.SECRET + "\"," + more + "}";
    }

    private static List<String> owned(String... more) {
        var bodies = new ArrayList<String>();
        bodies.add("@");
        var members = List.of("name", "description", "applicationType", "applicationId");
        for (var member : members) {
            bodies.add(OWNED.replace("\"" + member + "\":\"client\"", "\"" + member + "\":@"));
        }
        for (var each : more) {
            bodies.add(OWNED.substring(0, OWNED.length() - 1) + each + "}");
        }
        return bodies;
    }

    private static List<String> documents() {
        return List.of(
                "{\"groups\":@}",
                "{\"groups\":[@]}",
                "{\"groups\":[{\"_id\":@,\"name\":\"n\"}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":@}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"description\":@}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"members\":@}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"members\":[@]}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"nested\":[@]}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"mappings\":[@]}]}",
                "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"mappings\":[{\"_id\":\"m\",\"groupName\":@,"
                        + "\"connectionName\":\"c\"}]}]}",
                "{\"roles\":[{\"_id\":\"r\",\"name\":\"n\",\"applicationId\":@}]}",
                "{\"permissions\":[{\"_id\":\"p\",\"name\":@,\"applicationId\":\"a\"}]}",
                "{\"configuration\":[{\"_id\":@}]}",
                "{\"configuration\":[{\"_id\":\"v1\",\"groupsInToken\":@}]}",
                "{\"rules\":@}");
    }
}
