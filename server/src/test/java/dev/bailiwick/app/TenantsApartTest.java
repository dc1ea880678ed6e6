package dev.bailiwick.app;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.management.v2.Absent;
import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Method;
import dev.bailiwick.web.RawClient;
import dev.bailiwick.web.Route;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No id, page, audience or search of one tenant reaches another: over all routes that tenants have. */
@EachEngine
class TenantsApartTest {

    private static final String OWNED =
            "{\"name\":\"n\",\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\"a\"}";
    private static final String PERMISSIONS =
            "{\"permissions\":[{\"resource_server_identifier\":\"{identifier}\",\"permission_name\":\"read:a\"}]}";

    /** A body that each route with an id would do something with, if it found that. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("PUT /authorization/api/groups/{id}", "{\"name\":\"n\",\"description\":\"d\"}"),
            entry("DELETE /authorization/api/groups/{id}", ""),
            entry("PATCH /authorization/api/groups/{id}/mappings", "[{\"groupName\":\"g\",\"connectionName\":\"c\"}]"),
            entry("DELETE /authorization/api/groups/{id}/mappings", "[\"{mapping}\"]"),
            entry("PATCH /authorization/api/groups/{id}/members", "[\"u\"]"),
            entry("DELETE /authorization/api/groups/{id}/members", "[\"auth0|foreign\"]"),
            entry("PATCH /authorization/api/groups/{id}/nested", "[\"{group}\"]"),
            entry("DELETE /authorization/api/groups/{id}/nested", "[\"{group}\"]"),
            entry("PATCH /authorization/api/groups/{id}/roles", "[\"{role}\"]"),
            entry("DELETE /authorization/api/groups/{id}/roles", "[\"{role}\"]"),
            entry("PUT /authorization/api/roles/{id}", OWNED),
            entry("DELETE /authorization/api/roles/{id}", ""),
            entry("PUT /authorization/api/permissions/{id}", OWNED),
            entry("DELETE /authorization/api/permissions/{id}", ""),
            entry("PATCH /authorization/api/users/{id}/groups", "[\"{group}\"]"),
            entry("DELETE /authorization/api/users/{id}/groups", "[\"{group}\"]"),
            entry("PATCH /authorization/api/users/{id}/roles", "[\"{role}\"]"),
            entry("DELETE /authorization/api/users/{id}/roles", "[\"{role}\"]"),
            entry(
                    "POST /authorization/api/users/{id}/policy/{client}",
                    "{\"connectionName\":\"foreign\",\"groups\":[\"x\"]}"),
            entry("PUT /api/rules/{name}", "{\"script\":\"y\"}"),
            entry("DELETE /api/rules/{name}", ""),
            entry("PUT /api/connections/{connection}", "{\"status\":0}"),
            entry("DELETE /api/connections/{connection}", ""),
            entry("PUT /api/connection-templates/{strategy}", "{}"),
            entry("DELETE /api/connection-templates/{strategy}", ""),
            entry("PUT /api/clients/{id}", "{\"name\":\"n\"}"),
            entry("PATCH /api/clients/{id}", "{\"name\":\"n\"}"),
            entry("DELETE /api/clients/{id}", ""),
            entry("PATCH /api/users/{id}", "{\"blocked\":true}"),
            entry("DELETE /api/users/{id}", ""),
            entry("PUT /api/users/{id}/metadata", "{\"a\":1}"),
            entry("PATCH /api/users/{id}/metadata", "{\"a\":1}"),
            entry("POST /api/users/{id}/publickey", "{\"device\":\"d\",\"public_key\":\"k\"}"),
            entry("POST /api/users/{id}/public_key", "{\"device\":\"d\",\"public_key\":\"k\"}"),
            entry("DELETE /api/users/{id}/publickey", ""),
            entry("DELETE /api/users/{id}/public_key", ""),
            entry("DELETE /api/users/{id}/refresh_tokens/{token}", ""),
            entry("PUT /api/users/{id}/email", "{\"email\":\"new@example.test\"}"),
            entry("PUT /api/users/{id}/password", "{\"password\":\"Correct-Horse-9\"}"),
            entry("POST /api/users/{id}/send_verification_email", ""),
            entry("POST /api/users/{id}/change_password_ticket", "{}"),
            entry("POST /api/users/{id}/verification_ticket", "{}"),
            entry("PATCH /api/v2/clients/{id}", "{\"name\":\"n\"}"),
            entry("DELETE /api/v2/clients/{id}", ""),
            entry("POST /api/v2/clients/{id}/rotate-secret", ""),
            entry("POST /api/v2/clients/{client_id}/credentials", Belongings.CREDENTIAL),
            entry(
                    "PATCH /api/v2/clients/{client_id}/credentials/{credential_id}",
                    "{\"expires_at\":\"2099-01-01T00:00:00.000Z\"}"),
            entry("DELETE /api/v2/clients/{client_id}/credentials/{credential_id}", ""),
            entry("PATCH /api/v2/client-grants/{id}", "{\"scope\":[]}"),
            entry("DELETE /api/v2/client-grants/{id}", ""),
            entry("PATCH /api/v2/resource-servers/{id}", "{\"name\":\"n\"}"),
            entry("DELETE /api/v2/resource-servers/{id}", ""),
            entry("PATCH /api/v2/connections/{id}", "{\"display_name\":\"n\"}"),
            entry("DELETE /api/v2/connections/{id}", ""),
            entry("PATCH /api/v2/connections/{id}/clients", "[{\"client_id\":\"{client}\",\"status\":true}]"),
            entry("PATCH /api/v2/email-templates/{templateName}", "{\"enabled\":false}"),
            entry(
                    "PUT /api/v2/email-templates/{templateName}",
                    "{\"template\":\"{email template}\",\"body\":\"\",\"from\":\"\",\"subject\":\"\",\"syntax\":\"\",\"enabled\":false}"),
            entry("PATCH /api/v2/rules/{id}", "{\"enabled\":false}"),
            entry("DELETE /api/v2/rules/{id}", ""),
            entry("PUT /api/v2/rules-configs/{key}", "{\"value\":\"v\"}"),
            entry("DELETE /api/v2/rules-configs/{key}", ""),
            entry("PATCH /api/v2/roles/{id}", "{\"description\":\"n\"}"),
            entry("DELETE /api/v2/roles/{id}", ""),
            entry("POST /api/v2/roles/{id}/permissions", PERMISSIONS),
            entry("DELETE /api/v2/roles/{id}/permissions", PERMISSIONS),
            entry("PATCH /api/v2/users/{id}", "{\"blocked\":true}"),
            entry("DELETE /api/v2/users/{id}", ""),
            entry("POST /api/v2/users/{id}/identities", "{\"provider\":\"auth0\",\"user_id\":\"another\"}"),
            entry("DELETE /api/v2/users/{id}/identities/{provider}/{user_id}", ""),
            entry("DELETE /api/v2/connections/{id}/users", ""),
            entry(
                    "POST /api/v2/users/{id}/authentication-methods",
                    "{\"type\":\"phone\",\"phone_number\":\"+15550101\"}"),
            entry("PUT /api/v2/users/{id}/authentication-methods", "[]"),
            entry("DELETE /api/v2/users/{id}/authentication-methods", ""),
            entry("PATCH /api/v2/users/{id}/authentication-methods/{authentication_method_id}", "{\"name\":\"n\"}"),
            entry("DELETE /api/v2/users/{id}/authentication-methods/{authentication_method_id}", ""),
            entry("DELETE /api/v2/users/{id}/authenticators", ""),
            entry("DELETE /api/v2/users/{id}/multifactor/{provider}", ""),
            entry("POST /api/v2/users/{id}/multifactor/actions/invalidate-remember-browser", ""),
            entry("POST /api/v2/users/{id}/recovery-code-regeneration", ""),
            entry(
                    "POST /api/v2/users/{id}/risk-assessments/clear",
                    "{\"connection\":\"foreign\",\"assessors\":[\"new-device\"]}"),
            entry("POST /api/v2/users/{id}/revoke-access", ""),
            entry("DELETE /api/v2/users/{user_id}/sessions", ""),
            entry("DELETE /api/v2/users/{user_id}/refresh-tokens", ""),
            entry("DELETE /api/v2/users/{id}/federated-connections-tokensets/{tokenset_id}", ""),
            entry("POST /api/v2/roles/{id}/users", "{\"users\":[\"auth0|foreign\"]}"),
            entry("POST /api/v2/users/{id}/roles", "{\"roles\":[\"{tenant role}\"]}"),
            entry("DELETE /api/v2/users/{id}/roles", "{\"roles\":[\"{tenant role}\"]}"),
            entry("POST /api/v2/users/{id}/permissions", PERMISSIONS),
            entry("DELETE /api/v2/users/{id}/permissions", PERMISSIONS),
            entry("PUT /api/v2/keys/signing/{kid}/revoke", ""),
            entry("DELETE /api/v2/grants/{id}", ""),
            entry("PATCH /api/v2/branding/themes/{themeId}", Belongings.THEME),
            entry("DELETE /api/v2/branding/themes/{themeId}", ""),
            entry("PATCH /api/v2/branding/phone/providers/{id}", "{\"disabled\":true}"),
            entry("DELETE /api/v2/branding/phone/providers/{id}", ""),
            entry("PATCH /api/v2/branding/phone/templates/{id}", "{\"disabled\":true}"),
            entry("PATCH /api/v2/branding/phone/templates/{id}/reset", ""),
            entry("DELETE /api/v2/branding/phone/templates/{id}", ""),
            entry("PUT /api/v2/prompts/{prompt}/custom-text/{language}", "{\"login\":{\"title\":\"t\"}}"),
            entry("PUT /api/v2/prompts/{prompt}/partials", "{}"),
            entry("PATCH /api/v2/prompts/{prompt}/screen/{screen}/rendering", "{\"rendering_mode\":\"advanced\"}"),
            entry("PUT /api/v2/guardian/factors/{name}", "{\"enabled\":true}"),
            entry("DELETE /api/v2/device-credentials/{id}", ""),
            entry("DELETE /api/v2/user-blocks/{id}", ""));

    /** What some routes want in the query. */
    private static final Map<String, String> QUERIES = Map.of(
            "/users/{id}/policy/{client}/explain",
            "?connectionName=foreign",
            "/users/{id}/effective-permissions",
            "?resource_server_identifier={identifier}",
            "/users/{id}/effective-permissions/sources/effective-roles",
            "?resource_server_identifier={identifier}&permission_name=read:a",
            "/users/{id}/effective-roles/sources/groups",
            "?role_id={tenant role}");

    /** Bodies that would tie something of one's own to what is foreign. */
    private static final List<Map.Entry<String, String>> TIES = List.of(
            entry(
                    "/api/v2/client-grants",
                    "{\"client_id\":\"{client}\",\"audience\":\"https://globex.example.test/api/v2/\",\"scope\":[]}"),
            entry("/api/v2/client-grants", "{\"client_id\":\"ci\",\"audience\":\"{identifier}\",\"scope\":[]}"),
            entry(
                    "/api/v2/client-grants",
                    "{\"default_for\":\"third_party_clients\",\"audience\":\"{identifier}\",\"scope\":[]}"),
            entry("/api/v2/connections", "{\"name\":\"own\",\"strategy\":\"ad\",\"enabled_clients\":[\"{client}\"]}"),
            entry("/api/v2/tickets/password-change", "{\"user_id\":\"auth0|foreign\"}"),
            entry("/api/v2/tickets/password-change", "{\"user_id\":\"auth0|own\",\"client_id\":\"{client}\"}"),
            entry(
                    "/api/v2/tickets/password-change",
                    "{\"email\":\"foreign@example.test\",\"connection_id\":\"{connection}\"}"),
            entry("/api/v2/tickets/email-verification", "{\"user_id\":\"auth0|{account}\"}"),
            entry("/api/v2/tickets/email-verification", "{\"user_id\":\"auth0|own\",\"client_id\":\"{client}\"}"),
            entry("/api/v2/jobs/verification-email", "{\"user_id\":\"auth0|{account}\"}"),
            entry("/api/v2/jobs/verification-email", "{\"user_id\":\"auth0|own\",\"client_id\":\"{client}\"}"),
            entry("/api/v2/jobs/users-exports", "{\"connection_id\":\"{connection}\"}"),
            entry("/api/v2/users", "{\"connection\":\"{connection name}\",\"email\":\"a@example.test\"}"),
            entry("/api/v2/roles/{own role}/users", "{\"users\":[\"auth0|own\",\"auth0|{account}\"]}"),
            entry("/api/v2/users/auth0%7Cown/roles", "{\"roles\":[\"{tenant role}\"]}"),
            entry("/api/v2/users/auth0%7Cown/permissions", PERMISSIONS),
            entry("/api/v2/users/auth0%7Cown/identities", "{\"provider\":\"auth0\",\"user_id\":\"{account}\"}"),
            entry(
                    "/api/v2/users/auth0%7Cown/identities",
                    "{\"provider\":\"auth0\",\"user_id\":\"another\",\"connection_id\":\"{connection}\"}"));

    /** A form that brings users in by a foreign connection. */
    private static final String FORM = """
            --b\r
            Content-Disposition: form-data; name="connection_id"\r
            \r
            {connection}\r
            --b\r
            Content-Disposition: form-data; name="users"; filename="u.json"\r
            \r
            [{"email":"a@example.test"}]\r
            --b--\r
            """;

    /** The same for what one has made oneself. */
    private static final Map<String, String> TIES_OF_OWN = Map.of(
            "PATCH /connections/{own connection}",
            "{\"enabled_clients\":[\"{client}\"]}",
            "PATCH /connections/{own connection}/clients",
            "[{\"client_id\":\"{client}\",\"status\":true}]",
            "POST /roles/{own role}/permissions",
            PERMISSIONS,
            "PATCH /clients/ci",
            "{\"client_authentication_methods\":{\"private_key_jwt\":{\"credentials\":[{\"id\":\"{credential}\"}]}}}");

    /** Lists that go on behind a checkpoint where there are two of a kind. */
    private static final Set<String> WALKED = Set.of(
            "/clients",
            "/client-grants",
            "/connections",
            "/connections/{id}/clients",
            "/clients/{id}/connections",
            "/roles/{id}/users");

    /** Searches and filters that find what is foreign where it is one's own. */
    private static final List<String> SEARCHES = List.of(
            "/clients?app_type=regular_web",
            "/clients?fields=client_id&is_global=false",
            "/client-grants?audience=https%3A%2F%2Fforeign.test%2F",
            "/client-grants?client_id={client}",
            "/client-grants?subject_type=client",
            "/client-grants?default_for=third_party_clients",
            "/resource-servers?identifiers=https%3A%2F%2Fforeign.test%2F",
            "/connections?name=foreign",
            "/connections?strategy=ad",
            "/roles?name_filter=Foreign",
            "/logs?q=client_id:ci&per_page=100",
            "/logs?q=log_id:{log}");

    /** Those that find the foreign user. */
    private static final List<String> OF_USERS = List.of(
            "/users?q=email:%22foreign@example.test%22",
            "/users?q=user_id:%22{user}%22",
            "/users?q=identities.user_id:foreign",
            "/users?q=*:*&sort=email:1&include_totals=true",
            "/users?q=NOT%20email:own*",
            "/users?connection=c",
            "/users-by-email?email=foreign@example.test",
            "/roles/{tenant role}/users");

    private final Server server;
    private final Hosts hosts;
    private final Catalogue catalogue;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> tokens = new HashMap<>();
    private int asked;

    TenantsApartTest(TestDatabase database, @TempDir Path directory) {
        server = Server.start(Node.settings(database, directory, Map.of()), TestKeyPairs.inTurn());
        hosts = Hosts.of(server);
        catalogue = Catalogue.of(database, directory);
    }

    @BeforeEach
    void found() {
        hosts.found("acme");
        hosts.found("globex");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anIdOfAnotherTenantIsAsGoodAsNobodys() {
        var foreign = Belongings.of(hosts, "acme");
        var before = catalogue.contentOf("acme");
        each((api, route) -> {
            if (route.template().contains("{")) {
                var own = token("globex", api);
                compare(
                        route,
                        ask("globex", api, route, own, foreign),
                        foreign,
                        ask("globex", api, route, own, foreign.ofNobody()));
            }
        });

        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(2 * BODIES.size());
        assertThat(catalogue.contentOf("acme")).isEqualTo(before);
        each((api, route) -> {
            boolean isThere =
                    !route.template().matches("/connections/\\{id}/status|/jobs/\\{id}/(errors|files/\\{file})");
            if (isThere && route.method() == Method.GET && route.template().contains("{")) {
                int status =
                        ask("acme", api, route, token("acme", api), foreign).status();
                assertThat(status)
                        .as("its own tenant finds it by %s", route.template())
                        .isEqualTo(200);
            }
        });
    }

    @Test
    void whatIsListedIsOnesOwn() {
        var foreign = Belongings.of(hosts, "acme");
        each((api, route) -> {
            boolean isEverybodys = route.template().equals("/strategies");
            if (route.method() == Method.GET && !route.template().contains("{") && !isEverybodys) {
                var all = Belongings.prefix(api) + route.template();
                tellsNothing(foreign, all, api);
            }
        });
        var owner = Belongings.management(hosts, "acme");
        var stranger = Belongings.management(hosts, "globex");
        for (var search : SEARCHES) {
            var path = Belongings.MANAGEMENT + foreign.filled(search);
            var found = hosts.ask("acme.example.test", "GET", path, owner, "");
            assertThat(foreign.ids().values())
                    .as("whose it is finds it by %s: %s", search, found)
                    .anyMatch(id -> found.status() == 200 && found.body().contains("\"" + id + "\""));
            assertThat(tellsNothing(foreign, path, stranger)).as(search).isEqualTo(200);
        }
        for (var search : OF_USERS) {
            var path = Belongings.MANAGEMENT + foreign.filled(search);
            var found = hosts.ask("acme.example.test", "GET", path, owner, "");
            assertThat(found.body()).as(search).contains("auth0|foreign");
            tellsNothing(foreign, path, stranger);
        }
        var following = Belongings.MANAGEMENT + foreign.filled("/logs?from={log}&take=100");
        assertThat(tellsNothing(foreign, following, stranger)).isEqualTo(200);
        for (var search :
                List.of("/users?q=foreign@example.test", "/groups?q=Staff&field=name", "/roles?q=Reader&field=name")) {
            var found = hosts.extension("globex", hosts.extensionToken("globex"), "GET", search, "");
            assertThat(found.body()).as(search).doesNotContain("Staff", "Reader", "auth0|foreign");
        }

        assertThat(wrong).isEmpty();
        assertThat(asked).isPositive();
    }

    @Test
    void aPlaceInAListOfAnotherTenantIsNoneInOnesOwn() {
        var foreign = Belongings.of(hosts, "acme");
        addSeconds(foreign);
        var own = Belongings.of(hosts, "globex");
        var walked = new TreeSet<String>();
        each((api, route) -> {
            if (route.method() == Method.GET) {
                var list = foreign.path(api, route);
                var page = hosts.ask("acme.example.test", "GET", list + "?take=1", token("acme", api), "");
                if (page.status() == 200
                        && page.body().startsWith("{")
                        && Hosts.json(page).path("next").isString()) { // a signing key has one that is none
                    walked.add(route.template());
                    var rest = "?take=100&from=" + Hosts.json(page).get("next").asString();
                    var others = hosts.ask(
                            "globex.example.test", "GET", own.path(api, route) + rest, token("globex", api), "");
                    assertThat(others.status()).as(route.template()).isEqualTo(400);
                    assertThat(hosts.ask("acme.example.test", "GET", list + rest, token("acme", api), "")
                                    .status())
                            .isEqualTo(200);
                }
            }
        });

        assertThat(walked).containsAll(WALKED);
    }

    /** So that lists with one of them go on. */
    private void addSeconds(Belongings first) {
        var second = made("acme", "/clients", "{\"name\":\"Second\"}", "client_id");
        made("acme", "/connections", first.filled("""
                {"name":"second","strategy":"ad","enabled_clients":["{client}"]}"""), "id");
        hosts.operator("POST", "/acme/users", """
                {"import_format":false,"connection":"c","upsert":false,"users":[{"user_id":"auth0|second"}]}""");
        for (var more : Map.of(
                        "PATCH /connections/{connection}/clients",
                        "[{\"client_id\":\"" + second + "\",\"status\":true}]",
                        "POST /roles/{tenant role}/users",
                        "{\"users\":[\"auth0|second\"]}")
                .entrySet()) {
            assertThat(management("acme", first.filled(more.getKey()), more.getValue())
                            .status())
                    .as(more.getKey())
                    .isBetween(200, 204);
        }
    }

    @Test
    void nothingOfOnesOwnCanBeTiedToWhatIsForeign() {
        var foreign = Belongings.of(hosts, "acme");
        var before = catalogue.contentOf("acme");
        hosts.operator("POST", "/globex/users", """
                {"import_format":false,"connection":"c","upsert":false,"users":[{"user_id":"auth0|own",\
                "email":"own@example.test","identities":[{"provider":"auth0","user_id":"own",\
                "connection":"Username-Password-Authentication"}]}]}""");
        var connection = made("globex", "/connections", "{\"name\":\"own\",\"strategy\":\"ad\"}", "id");
        var role = made("globex", "/roles", "{\"name\":\"Own\"}", "id");
        for (var tie : TIES) {
            var path = tie.getKey().substring(Belongings.MANAGEMENT.length()).replace("{own role}", role);
            refusesAsNobodys("POST " + path, tie.getValue(), foreign);
        }
        TIES_OF_OWN.forEach((request, body) -> refusesAsNobodys(
                request.replace("{own connection}", connection).replace("{own role}", role), body, foreign));
        var token = Belongings.management(hosts, "globex");
        isRefusedAsNobodys(
                foreign,
                FORM,
                named -> hosts.form("globex.example.test", "/api/v2/jobs/users-imports", token, named.filled(FORM)));

        assertThat(catalogue.contentOf("acme")).isEqualTo(before);
    }

    private void refusesAsNobodys(String request, String body, Belongings foreign) {
        isRefusedAsNobodys(foreign, request, named -> management("globex", request, named.filled(body)));
    }

    private static void isRefusedAsNobodys(
            Belongings foreign, Object tie, Function<Belongings, RawClient.Reply> asked) {
        var tied = asked.apply(foreign);
        var nobodys = asked.apply(foreign.ofNobody());
        assertThat(tied.status())
                .as(tie + " " + tied.body())
                .isEqualTo(nobodys.status())
                .isBetween(400, 409);
        assertThat(foreign.withoutIds(tied.body())).isEqualTo(foreign.ofNobody().withoutIds(nobodys.body()));
    }

    private String made(String tenant, String path, String body, String member) {
        return Hosts.json(management(tenant, "POST " + path, body)).get(member).asString();
    }

    private RawClient.Reply management(String tenant, String request, String body) {
        var words = request.split(" ", 2);
        return hosts.ask(
                tenant + ".example.test",
                words[0],
                Belongings.MANAGEMENT + words[1],
                tokens.computeIfAbsent(tenant + Belongings.MANAGEMENT, _ -> Belongings.management(hosts, tenant)),
                body);
    }

    @Test
    void noTokenOfOneTenantOpensAnother() {
        var foreign = Belongings.of(hosts, "acme");
        for (var audience : List.of(foreign.filled("{identifier}"), "https://acme.example.test/api/v2/")) {
            var refused = hosts.token("globex", audience);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("Service not found: " + audience);
        }
        each((api, route) -> {
            if (!(route.access() instanceof Access.Anyone)) {
                int status =
                        ask("globex", api, route, token("acme", api), foreign).status();
                assertThat(status).as(route.method() + " " + route.template()).isEqualTo(401);
            }
        });
    }

    private interface Visit {
        void to(Api api, Route route);
    }

    private void each(Visit visit) {
        apis().forEach(api -> api.routes().stream()
                .filter(route -> !(route.handler() instanceof Absent))
                .forEach(route -> visit.to(api, route)));
    }

    /** Those of tenants, for programs. */
    private Stream<Api> apis() {
        return server.apis().stream()
                .filter(api -> api.prefixes().contains(TestBailiwick.EXTENSION)
                        || api.prefixes().contains(Belongings.MANAGEMENT)
                        || api.prefixes().contains(Belongings.MANAGEMENT_V1));
    }

    private String token(String tenant, Api api) {
        var prefix = Belongings.prefix(api);
        return tokens.computeIfAbsent(tenant + prefix, _ -> switch (prefix) {
            case Belongings.MANAGEMENT -> Belongings.management(hosts, tenant);
            case Belongings.MANAGEMENT_V1 -> hosts.managementV1Token(tenant);
            default -> hosts.extensionToken(tenant);
        });
    }

    private RawClient.Reply ask(String tenant, Api api, Route route, String token, Belongings objects) {
        asked++;
        var name = route.method() + " " + Belongings.prefix(api) + route.template();
        boolean hasBody = route.method() != Method.GET && route.template().contains("{");
        var body = hasBody ? Objects.requireNonNull(BODIES.get(name), () -> "no body for " + name) : "";
        var query = QUERIES.getOrDefault(route.template(), "");
        return hosts.ask(
                tenant + ".example.test",
                route.method().name(),
                objects.path(api, route) + objects.filled(query),
                token,
                objects.filled(body));
    }

    private void compare(Route route, RawClient.Reply of, Belongings foreign, RawClient.Reply nobodys) {
        if (of.status() != nobodys.status()
                || !foreign.withoutIds(of.body()).equals(foreign.ofNobody().withoutIds(nobodys.body()))) {
            wrong.add(route.method() + " " + route.template() + ": " + of + " and not " + nobodys);
        }
    }

    private void tellsNothing(Belongings foreign, String path, Api api) {
        var _ = tellsNothing(foreign, path, token("globex", api));
    }

    /** Returns the status. */
    private int tellsNothing(Belongings foreign, String path, String token) {
        asked++;
        var reply = hosts.ask("globex.example.test", "GET", path, token, "");
        foreign.ids().forEach((kind, id) -> {
            if (reply.body().contains("\"" + id.replace("%7C", "|") + "\"")) {
                wrong.add(path + " tells of a " + kind + ": " + reply.body());
            }
        });
        return reply.status();
    }
}
