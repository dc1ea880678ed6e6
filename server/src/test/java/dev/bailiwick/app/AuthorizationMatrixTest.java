package dev.bailiwick.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.extension.ExtensionApi;
import dev.bailiwick.management.v2.Absent;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every route of the real route table, with every credential (MG-01): a route is public by name or has its row here, and
 * answers each caller with exactly the status that the row says.
 */
class AuthorizationMatrixTest {

    /** What anyone may ask. Nothing gets in here by accident. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics",
            "GET /ca.pem",
            "GET /adf6e2f2b84784b57522e3b19dfc9201/meta",
            "GET /authorization/meta",
            "GET /api/v2/jobs/{id}/files/{file}",
            "GET /u/reset-verify",
            "GET /u/email-verification",
            "GET /p/{strategy}/{ticket}",
            "POST /oauth/token",
            "GET /.well-known/openid-configuration",
            "GET /.well-known/oauth-authorization-server",
            "GET /.well-known/jwks.json");

    private static final List<String> EXTENSION_PREFIXES = List.of(
            "/adf6e2f2b84784b57522e3b19dfc9201/api",
            "/adf6e2f2b84784b57522e3b19dfc9201/api/api",
            "/authorization/api",
            "/authorization/api/api");

    private static final String MANAGEMENT = "/api/v2";

    /** Its own place, and the one at which it makes connections too. */
    private static final List<String> MANAGEMENT_V1 = List.of("/api", "/connections");

    /** How many operations are published, and how many Auth0's own tools ask for besides. */
    private static final int OPERATIONS = 452 + 6;

    private static final String ROLE = "88888888-8888-4888-8888-888888888888";
    private static final String GROUP = "/groups/99999999-9999-4999-8999-999999999999";

    private static final String OWNED =
            "{\"name\":\"n\",\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\"a\"}";
    private static final String RESOURCE_SERVER = "/configuration/resource-server";

    private static final Map<String, Row> EXTENSION = Map.ofEntries(
            entry("GET /groups", new Row("/groups", "", 200, "read:groups")),
            entry("GET /groups/{id}", new Row(GROUP, "", 404, "read:groups")),
            entry("GET /groups/{id}/nested", new Row(GROUP + "/nested", "", 404, "read:groups")),
            entry("GET /groups/{id}/roles", new Row(GROUP + "/roles", "", 404, "read:groups")),
            entry("PATCH /groups/{id}/roles", new Row(GROUP + "/roles", "[\"" + ROLE + "\"]", 404, "update:groups")),
            entry("DELETE /groups/{id}/roles", new Row(GROUP + "/roles", "[\"" + ROLE + "\"]", 404, "update:groups")),
            entry("PATCH /groups/{id}/members", new Row(GROUP + "/members", "[\"u\"]", 404, "update:groups")),
            entry("DELETE /groups/{id}/members", new Row(GROUP + "/members", "[\"u\"]", 404, "update:groups")),
            entry("GET /groups/{id}/roles/nested", new Row(GROUP + "/roles/nested", "", 404, "read:groups")),
            entry("POST /groups", new Row("/groups", "{}", 400, "create:groups")),
            entry("PUT /groups/{id}", new Row(GROUP, "{\"name\":\"n\"}", 404, "update:groups")),
            entry("DELETE /groups/{id}", new Row(GROUP, "", 204, "delete:groups")),
            entry("GET /groups/{id}/mappings", new Row(GROUP + "/mappings", "", 404, "read:groups")),
            entry(
                    "PATCH /groups/{id}/mappings",
                    new Row(
                            GROUP + "/mappings",
                            "[{\"groupName\":\"g\",\"connectionName\":\"c\"}]",
                            404,
                            "update:groups")),
            entry(
                    "DELETE /groups/{id}/mappings",
                    new Row(GROUP + "/mappings", "[\"" + ROLE + "\"]", 404, "update:groups")),
            entry("PATCH /groups/{id}/nested", new Row(GROUP + "/nested", "[\"" + ROLE + "\"]", 404, "update:groups")),
            entry("DELETE /groups/{id}/nested", new Row(GROUP + "/nested", "[\"" + ROLE + "\"]", 404, "update:groups")),
            entry("GET /roles", new Row("/roles", "", 200, "read:roles")),
            entry("POST /roles", new Row("/roles", "{}", 400, "create:roles")),
            entry("GET /roles/{id}", new Row("/roles/" + ROLE, "", 404, "read:roles")),
            entry("PUT /roles/{id}", new Row("/roles/" + ROLE, OWNED, 404, "update:roles")),
            entry("DELETE /roles/{id}", new Row("/roles/" + ROLE, "", 204, "delete:roles")),
            entry("POST /permissions", new Row("/permissions", "{}", 400, "create:permissions")),
            entry("GET /permissions/{id}", new Row("/permissions/" + ROLE, "", 404, "read:permissions")),
            entry("PUT /permissions/{id}", new Row("/permissions/" + ROLE, OWNED, 404, "update:permissions")),
            entry("DELETE /permissions/{id}", new Row("/permissions/" + ROLE, "", 204, "delete:permissions")),
            entry("GET /permissions", new Row("/permissions", "", 200, "read:permissions")),
            entry("GET /groups/{id}/members", new Row(GROUP + "/members", "", 404, "read:groups")),
            entry("GET /groups/{id}/members/nested", new Row(GROUP + "/members/nested", "", 404, "read:groups")),
            entry("GET /users", new Row("/users", "", 200, "read:users")),
            entry("GET /users/{id}", new Row("/users/u", "", 404, "read:users")),
            entry("PATCH /users/{id}/groups", new Row("/users/u/groups", "[\"nobody\"]", 204, "update:groups")),
            entry("DELETE /users/{id}/groups", new Row("/users/u/groups", "[\"nobody\"]", 204, "update:groups")),
            entry(
                    "PATCH /users/{id}/roles",
                    new Row("/users/u/roles", "[\"nobody\"]", 204, "update:roles", "update:users")),
            entry("DELETE /users/{id}/roles", new Row("/users/u/roles", "[\"" + ROLE + "\"]", 404, "update:roles")),
            entry("GET /users/{id}/groups", new Row("/users/u/groups", "", 200, "read:groups", "read:users")),
            entry("GET /users/{id}/groups/calculate", new Row("/users/u/groups/calculate", "", 200, "read:groups")),
            entry("GET /users/{id}/roles", new Row("/users/u/roles", "", 200, "read:roles", "read:users")),
            entry("GET /users/{id}/roles/calculate", new Row("/users/u/roles/calculate", "", 200, "read:roles")),
            entry(
                    "POST /users/{id}/policy/{client}",
                    new Row("/users/u/policy/app", "{\"connectionName\":\"ad\"}", 200, "read:users")),
            entry("GET /configuration", new Row("/configuration", "", 204, "read:configuration")),
            entry("PATCH /configuration", new Row("/configuration", "[]", 400, "update:configuration")),
            entry("GET /configuration/status", new Row("/configuration/status", "", 200, "read:configuration")),
            entry("GET /configuration/resource-server", new Row(RESOURCE_SERVER, "", 200, "read:resource-server")),
            entry("POST /configuration/resource-server", new Row(RESOURCE_SERVER, "", 409, "create:resource-server")),
            entry(
                    "PATCH /configuration/resource-server",
                    new Row(RESOURCE_SERVER, "{}", 400, "update:resource-server")),
            entry(
                    "DELETE /configuration/resource-server",
                    new Row(RESOURCE_SERVER, "{", 400, "delete:resource-server")),
            entry("GET /applications", new Row("/applications", "", 200, "read:applications")),
            entry("GET /applications/{client}", new Row("/applications/none", "", 404, "read:applications")),
            entry("GET /connections", new Row("/connections", "", 200, "read:connections")),
            entry(
                    "GET /users/{id}/policy/{client}/explain",
                    new Row("/users/u/policy/app/explain?connectionName=ad", "", 200, "read:users")),
            entry(
                    "POST /users/policy",
                    new Row(
                            "/users/policy",
                            "{\"clientId\":\"app\",\"connectionName\":\"ad\",\"users\":[\"u\"]}",
                            200,
                            "read:users")),
            entry("POST /policy/simulate", new Row("/policy/simulate", "{}", 400, "read:users")),
            entry("GET /policy/simulate/{job}", new Row("/policy/simulate/none", "", 404, "read:users")),
            entry(
                    "PATCH /configuration/rotate-apikey",
                    new Row("/configuration/rotate-apikey", "{", 400, "update:configuration")),
            entry("GET /configuration/export", new Row("/configuration/export", "", 200, "read:configuration")),
            entry("POST /configuration/import", new Row("/configuration/import", "{}", 204, "update:configuration")));

    private static final Map<String, Row> OPERATOR = Map.ofEntries(
            entry(
                    "GET /tenants/{name}/authorization-extension",
                    new Row("/tenants/default/authorization-extension", "", 200, "operator")),
            entry(
                    "POST /tenants/{name}/authorization-extension",
                    new Row("/tenants/default/authorization-extension", "{}", 200, "operator")),
            entry("GET /tenants/{name}/api-keys", new Row("/tenants/default/api-keys", "", 200, "operator")),
            entry(
                    "POST /tenants/{name}/api-keys/rotate",
                    new Row("/tenants/nobody/api-keys/rotate", "", 404, "operator")),
            entry(
                    "DELETE /tenants/{name}/api-keys/{key}",
                    new Row("/tenants/default/api-keys/none", "", 404, "operator")),
            entry("GET /tenants/{name}/connections", new Row("/tenants/default/connections", "", 200, "operator")),
            entry("POST /tenants/{name}/connections", new Row("/tenants/default/connections", "{}", 400, "operator")),
            entry("GET /tenants/{name}/audit", new Row("/tenants/default/audit", "", 200, "operator")),
            entry("GET /tenants/{name}/keys", new Row("/tenants/default/keys", "", 200, "operator")),
            entry("POST /tenants/{name}/keys/rotate", new Row("/tenants/nobody/keys/rotate", "", 404, "operator")),
            entry("DELETE /tenants/{name}/keys/{kid}", new Row("/tenants/default/keys/none", "", 404, "operator")),
            entry(
                    "PUT /tenants/{name}/clients/{client}/management-v1",
                    new Row("/tenants/default/clients/none/management-v1", "", 404, "operator")),
            entry(
                    "DELETE /tenants/{name}/clients/{client}/management-v1",
                    new Row("/tenants/default/clients/none/management-v1", "", 204, "operator")),
            entry(
                    "POST /tenants/{name}/clients/{client}/keys",
                    new Row("/tenants/default/clients/bootstrap/keys", "{}", 400, "operator")),
            entry(
                    "DELETE /tenants/{name}/clients/{client}/keys/{kid}",
                    new Row("/tenants/default/clients/bootstrap/keys/none", "", 404, "operator")),
            entry("GET /tenants/{name}/users", new Row("/tenants/default/users", "", 200, "operator")),
            entry("POST /tenants/{name}/users", new Row("/tenants/default/users", "{}", 400, "operator")),
            entry("GET /tenants/{name}/auth0", new Row("/tenants/default/auth0", "", 200, "operator")),
            entry("POST /tenants/{name}/auth0", new Row("/tenants/default/auth0", "{}", 400, "operator")),
            entry("GET /tenants", new Row("/tenants", "", 200, "operator")),
            entry(
                    "POST /tenants",
                    new Row("/tenants", "{\"name\":\"default\",\"domain\":\"a.test\"}", 409, "operator")),
            entry("GET /tenants/{name}", new Row("/tenants/default", "", 200, "operator")),
            entry("DELETE /tenants/{name}", new Row("/tenants/default", "", 400, "operator")));

    private static TestBailiwick server;

    private final List<String> wrong = new ArrayList<>();
    private int asked;

    /** How to ask for a route, and the status for a caller who may. */
    record Row(String path, String body, int allowed, Set<String> scopes) {

        Row(String path, String body, int allowed, String... scopes) {
            this(path, body, allowed, Set.of(scopes));
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestBailiwick.start(Engine.SQLITE.open(directory), directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsPublicByNameOrHasARow() {
        var open = new TreeSet<String>();
        var rows = new ArrayList<Row>();
        for (var api : server.apis()) {
            for (var route : api.routes()) {
                switch (route.access()) {
                    case Access.Anyone _ -> api.prefixes().forEach(prefix -> open.add(name(prefix, route)));
                    case Access.AnyOf _, Access.AnyOfOrApiKey _, Access.AnyTokenOrApiKey _ -> rows.add(row(api, route));
                }
            }
        }

        assertThat(open).isEqualTo(new TreeSet<>(PUBLIC));
        assertThat(rows)
                .hasSize(
                        EXTENSION.size() + OPERATOR.size() + ManagementRows.ROWS.size() + ManagementV1Rows.ROWS.size());
    }

    @Test
    void theExtensionAsksForATokenOfItsOwnWithTheScope() {
        var noScope = new LinkedHashMap<String, String>();
        for (var scope : ExtensionApi.SCOPES) {
            noScope.put(scope, server.extensionToken(scope));
        }
        var strangers = strangers(
                TestBailiwick.EXTENSION_AUDIENCE,
                ExtensionApi.SCOPES,
                "",
                "Bearer garbage",
                "Basic Ym9vdHN0cmFwOmJvb3RzdHJhcC1zZWNyZXQ=",
                "Bearer " + server.operatorKey().reveal(),
                "Bearer " + server.token(server.issuer() + "api/v2/"));
        for (var api : apis(EXTENSION_PREFIXES)) {
            for (var route : api.routes()) {
                var row = row(api, route);
                var others = ExtensionApi.SCOPES.stream()
                        .filter(scope -> !row.scopes.contains(scope))
                        .toArray(String[]::new);
                var withoutScope = "Bearer " + server.extensionToken(others);
                for (var prefix : api.prefixes()) {
                    strangers.forEach(credentials -> ask(prefix, route, row, credentials, 401));
                    ask(prefix, route, row, withoutScope, 403);
                    noScope.forEach((scope, token) ->
                            ask(prefix, route, row, "Bearer " + token, row.scopes.contains(scope) ? row.allowed : 403));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked)
                .isEqualTo(EXTENSION.size()
                        * EXTENSION_PREFIXES.size()
                        * (strangers.size() + 1 + ExtensionApi.SCOPES.size()));
    }

    @Test
    void theManagementApiAsksForATokenOfItsOwnWithOneOfTheScopes() throws IOException {
        var tokens = new LinkedHashMap<String, String>();
        var scopes = Files.readAllLines(Path.of("src/main/resources/management-scopes.txt"));
        scopes.forEach(scope -> tokens.put(scope, server.managementToken(scope)));
        var strangers = strangers(
                server.issuer() + "api/v2/",
                scopes,
                "",
                "Bearer garbage",
                "Bearer " + server.operatorKey().reveal(),
                "Bearer " + server.extensionToken());
        for (var api : apis(List.of(MANAGEMENT))) {
            for (var route : api.routes()) {
                if (route.access() instanceof Access.Anyone) {
                    continue;
                }
                var row = row(api, route);
                strangers.forEach(credentials -> ask(MANAGEMENT, route, row, credentials, 401));
                ask(MANAGEMENT, route, row, "Basic Ym9vdHN0cmFwOmJvb3RzdHJhcC1zZWNyZXQ=", 400);
                tokens.forEach((scope, token) ->
                        ask(MANAGEMENT, route, row, "Bearer " + token, row.scopes.contains(scope) ? row.allowed : 403));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isEqualTo(ManagementRows.ROWS.size() * (strangers.size() + 1 + scopes.size()));
    }

    @Test
    void whatTheManagementApiDoesNotDoYetNobodyHasTheScopeFor() throws IOException {
        var all = "Bearer "
                + server.managementToken(Files.readAllLines(Path.of("src/main/resources/management-scopes.txt"))
                        .toArray(String[]::new));
        for (var api : server.allApis()) {
            for (var route : api.routes()) {
                if (route.handler() instanceof Absent) {
                    var row = new Row(route.template().replaceAll("\\{\\w+}", "x"), "", 403);
                    ask(MANAGEMENT, route, row, "", 401);
                    ask(MANAGEMENT, route, row, all, 403);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isEqualTo(2 * (OPERATIONS - ManagementRows.ROWS.size()));
    }

    @Test
    void managementApiV1AsksForATokenOfItsOwn() {
        var admitted = server.managementV1Token(TestBailiwick.CLIENT, TestBailiwick.SECRET);
        var global = server.globalV1Token();
        var strangers = strangers(
                server.issuer() + "api/v2/",
                List.of("read:users"),
                "",
                "Bearer garbage",
                "Basic Ym9vdHN0cmFwOmJvb3RzdHJhcC1zZWNyZXQ=",
                "Bearer " + server.operatorKey().reveal(),
                "Bearer " + server.extensionToken(),
                "Bearer " + server.token(server.issuer() + "api/v2/"));
        for (var prefix : MANAGEMENT_V1) {
            for (var api : apis(List.of(prefix))) {
                for (var route : api.routes()) {
                    var row = row(api, route);
                    strangers.forEach(credentials -> ask(prefix, route, row, credentials, 401));
                    int others = row.scopes.contains(ManagementV1Rows.ADMITTED) ? row.allowed : 401;
                    ask(prefix, route, row, "bearer " + admitted, others);
                    ask(prefix, route, row, "bearer " + global, row.allowed);
                    var inQuery = new Row(row.path + "?access_token=" + admitted, row.body, row.allowed, row.scopes);
                    ask(prefix, route, inQuery, "", others);
                    var wrongInQuery = new Row(row.path + "?access_token=garbage", row.body, 401, row.scopes);
                    ask(prefix, route, wrongInQuery, "", 401);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isEqualTo(ManagementV1Rows.ROWS.size() * (strangers.size() + 4));
    }

    @Test
    void anApiKeyOpensThePolicyRouteAlone() {
        var key = server.apiKey();
        for (var api : apis(EXTENSION_PREFIXES)) {
            for (var route : api.routes()) {
                var row = row(api, route);
                int expected = route.template().equals("/users/{id}/policy/{client}") ? row.allowed : 401;
                ask("/authorization/api", route, row, "x-api-key", key, expected);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isEqualTo(EXTENSION.size());
    }

    @Test
    void theOperatorsRoutesAskForTheKeyInTheDataDirectory() {
        var key = server.operatorKey().reveal();
        var strangers = List.of(
                "",
                "Bearer ",
                "Bearer garbage",
                "Bearer " + key + "x",
                "Bearer " + key.substring(1),
                "Basic " + key,
                "Bearer " + server.extensionToken());
        for (var api : apis(List.of("/operator"))) {
            for (var route : api.routes()) {
                var row = row(api, route);
                strangers.forEach(credentials -> ask("/operator", route, row, credentials, 401));
                ask("/operator", route, row, "Bearer " + key, row.allowed);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isEqualTo(OPERATOR.size() * 8);
    }

    @Test
    void whatTheForgerMakesWouldBeBelieved() {
        var api = server.forger(server.issuer() + "api/v2/").honest(List.of("read:clients"));
        assertThat(server.call("GET", "/api/v2/clients", api, Optional.empty()).statusCode())
                .isEqualTo(200);
        var extension = server.forger(TestBailiwick.EXTENSION_AUDIENCE).honest(List.of("read:groups"));
        assertThat(server.call("GET", "/authorization/api/groups", extension, Optional.empty())
                        .statusCode())
                .isEqualTo(200);
    }

    /** The credentials that are told, and tokens that the server's own key has signed and that nobody may come with. */
    private static List<String> strangers(String audience, Collection<String> scopes, String... credentials) {
        return Stream.concat(
                        Stream.of(credentials),
                        server.forger(audience).strangers(scopes).stream().map(token -> "Bearer " + token))
                .toList();
    }

    private static List<Api> apis(List<String> prefixes) {
        return server.apis().stream()
                .filter(api -> api.prefixes().equals(prefixes))
                .toList();
    }

    /** The row of a protected route; a route without one, or of an edge that nobody knows here, is not tested. */
    private static Row row(Api api, Route route) {
        var rows = api.prefixes().equals(EXTENSION_PREFIXES)
                ? EXTENSION
                : api.prefixes().equals(List.of("/operator"))
                        ? OPERATOR
                        : api.prefixes().equals(List.of(MANAGEMENT))
                                ? ManagementRows.ROWS
                                : MANAGEMENT_V1.containsAll(api.prefixes())
                                        ? ManagementV1Rows.ROWS
                                        : Map.<String, Row>of();
        return Objects.requireNonNull(
                rows.get(name("", route)),
                () -> "no row for " + name(api.prefixes().getFirst(), route));
    }

    private static String name(String prefix, Route route) {
        return route.method() + " " + prefix + route.template();
    }

    private void ask(String prefix, Route route, Row row, String credentials, int expected) {
        ask(prefix, route, row, "Authorization", credentials, expected);
    }

    private void ask(String prefix, Route route, Row row, String header, String credentials, int expected) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + prefix + row.path))
                .header("Content-Type", "application/json")
                .method(route.method().name(), HttpRequest.BodyPublishers.ofString(row.body));
        if (!credentials.isEmpty()) {
            request.header(header, credentials);
        }
        var answer = server.send(request.build());
        asked++;
        if (answer.statusCode() != expected) {
            wrong.add(
                    name(prefix, route) + " with " + credentials + ": " + answer.statusCode() + " and not " + expected);
        }
    }
}
