package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class ConnectionsTest {

    private static final String APPS = """
            {"name":"company.test","strategy":"google-apps","status":0,\
            "options":{"client_id":"c","client_secret":"s3cret","tenant_domain":"company.test","ext_groups":true,"mine":[1.10]}}""";

    private final Database database;
    private final TestBailiwick server;
    private final ManagementV1 api;

    ConnectionsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = ManagementV1.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsAConnectionWithAllThatFollowsFromIt() {
        var made = api.post("/api/connections", APPS);
        var connection = json(made);
        var ticket = connection.get("provisioning_ticket").asString();

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(connection.get("_id").asString()).matches("[0-9a-f]{24}");
        assertThat(ticket).matches("[A-Za-z0-9]{8}");
        assertThat(made.body()).isEqualTo("""
                {"_id":"%1$s","id":"%1$s","client_id":"bootstrap","name":"company.test","strategy":"google-apps",\
                "status":0,"options":{"client_id":"c","client_secret":"s3cret","tenant_domain":"company.test",\
                "ext_groups":true,"mine":[1.10],"email":true,"profile":true,\
                "scope":["https://www.googleapis.com/auth/userinfo.email",\
                "https://www.googleapis.com/auth/userinfo.profile"]},"provisioning_ticket":"%2$s",\
                "provisioning_ticket_url":"https://auth.example.test/p/google-apps/%2$s"}""".formatted(connection.get("_id").asString(), ticket));
        assertThat(api.get("/api/connections/company.test").body()).isEqualTo(made.body());
        assertThat(api.get("/api/Connections/company.test/").body()).isEqualTo(made.body());
        assertThat(api.get("/api/connections/" + connection.get("_id").asString())
                        .body())
                .isEqualTo(made.body());
        assertThat(json(api.get("/api/connections")).get(0)).isEqualTo(connection);
    }

    @Test
    void isMadeAtThePlaceThatTheDocumentNamesToo() {
        assertThat(api.post("/connections", APPS).statusCode()).isEqualTo(200);
        assertThat(api.post("/Connections/", APPS.replace("company.test\",\"strategy", "other\",\"strategy"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.open("/connections").statusCode()).isEqualTo(404);
    }

    @Test
    void isActiveUnlessItSaysOtherwise() {
        for (var status : List.of("", ",\"status\":1", ",\"status\":true", ",\"status\":\"True\"")) {
            assertThat(made("{\"name\":\"a\",\"strategy\":\"windowslive\"" + status + "}")
                            .get("status")
                            .toString())
                    .isEqualTo("1");
            api.delete("/api/connections/a");
            server.purge();
        }
        assertThat(made("{\"name\":\"a\",\"strategy\":\"windowslive\",\"status\":false}")
                        .get("status")
                        .toString())
                .isEqualTo("0");
        assertThat(api.post("/api/connections", "{\"name\":\"b\",\"strategy\":\"windowslive\",\"status\":[]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("status 1 is a connection that is enabled for a client in Management API v2")
    void isOneWorldWithTheSecondVersion() {
        var management = server.token(server.issuer() + "api/v2/");
        made("{\"name\":\"live\",\"strategy\":\"windowslive\",\"options\":{\"signin\":true}}");

        var seen = json(second("GET", "?name=live", management, "")).get(0);
        assertThat(seen.get("enabled_clients").toString()).isEqualTo("[\"bootstrap\"]");
        assertThat(seen.get("options").toString()).isEqualTo("{\"signin\":true,\"scope\":[\"wl.signin\"]}");
        assertThat(seen.get("id").asString()).startsWith("con_");

        second("PATCH", "/" + seen.get("id").asString(), management, "{\"enabled_clients\":[]}");
        assertThat(json(api.get("/api/connections/live")).get("status").toString())
                .isEqualTo("0");

        second(
                "POST",
                "",
                management,
                "{\"name\":\"corp\",\"strategy\":\"adfs\",\"enabled_clients\":[\"bootstrap\"],\"options\":{\"adfs_server\":\"a.test\"}}");
        var there = json(api.get("/api/connections/corp"));
        assertThat(there.get("status").toString()).isEqualTo("1");
        assertThat(there.get("_id").asString()).matches("[0-9a-f]{24}");
        assertThat(there.get("provisioning_ticket").asString()).matches("[A-Za-z0-9]{8}");
        assertThat(change("corp", "{\"status\":1}").get("status").toString()).isEqualTo("1");
    }

    /** In whichever order they come: what the second version enables is enabled, and a status takes nothing away from that. */
    @Test
    void losesNothingOfWhatTheSecondVersionChangesAtOnce() throws InterruptedException {
        var management = server.token(server.issuer() + "api/v2/");
        var other = json(server.call("POST", "/api/v2/clients", management, Optional.of("{\"name\":\"other\"}")))
                .get("client_id")
                .asString();
        made("{\"name\":\"live\",\"strategy\":\"windowslive\",\"status\":0}");
        var path = "/"
                + json(second("GET", "?name=live", management, "")).at("/0/id").asString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                second("PATCH", path, management, "{\"enabled_clients\":[]}");
                var options = "{\"status\":1,\"options\":{\"round\":" + round + "}}";
                var enabling = "{\"enabled_clients\":[\"" + other + "\"],\"display_name\":\"" + round + "\"}";
                threads.invokeAll(List.<Callable<HttpResponse<String>>>of(
                                () -> api.send("PUT", "/api/connections/live", "{\"status\":true}"),
                                () -> api.send("PUT", "/api/connections/live", options),
                                () -> second("PATCH", path, management, enabling)))
                        .forEach(each -> assertThat(each).succeedsWithin(Duration.ofSeconds(20)));

                var connection = json(second("GET", path, management, ""));
                assertThat(connection.get("enabled_clients").toString()).isEqualTo("[\"" + other + "\"]");
                assertThat(connection.get("display_name").asString()).isEqualTo(String.valueOf(round));
                assertThat(connection.at("/options/round").asInt()).isEqualTo(round);
                assertThat(json(api.get("/api/connections/live")).get("status").asInt())
                        .isEqualTo(1);
            }
            threads.invokeAll(List.<Callable<HttpResponse<String>>>of(
                    () -> api.send("PUT", "/api/connections/live", "{\"status\":0}"),
                    () -> second("PATCH", path, management, "{\"display_name\":\"off\"}")));
        }
        var off = json(second("GET", path, management, ""));
        assertThat(off.get("enabled_clients")).isEmpty();
        assertThat(off.get("display_name").asString()).isEqualTo("off");
    }

    @Test
    void changesWhatIsSentAndPutsOptionsInThePlaceOfAllThatThereAre() {
        made(APPS);

        var whole = json(api.get("/api/connections/company.test"));
        assertThat(change("company.test", whole.toString())).isEqualTo(whole);
        assertThat(change("company.test", "{\"status\":true}").get("status").toString())
                .isEqualTo("1");
        var changed =
                change("company.test", "{\"status\":true,\"options\":{\"tenant_domain\":\"b.test\",\"email\":false}}");
        assertThat(changed.get("options").toString())
                .isEqualTo("{\"tenant_domain\":\"b.test\",\"email\":false,\"profile\":true,"
                        + "\"scope\":[\"https://www.googleapis.com/auth/userinfo.profile\"]}");
        assertThat(changed.get("provisioning_ticket")).isEqualTo(whole.get("provisioning_ticket"));
        assertThat(change(whole.get("_id").asString(), "{}")).isEqualTo(changed);
    }

    @Test
    void refusesChangesWith400AndSaysWhy() {
        made(APPS);

        refused(api.post("/api/connections", APPS), "conflict", "A connection with the same name already exists");
        refused(api.post("/api/connections", "{\"strategy\":\"adfs\"}"), "invalid_request", "name is required");
        refused(api.post("/api/connections", "{\"name\":\"a\"}"), "invalid_request", "strategy is required");
        refused(
                api.post("/api/connections", "{\"name\":\"a\",\"strategy\":\"pigeon\"}"),
                "invalid_request",
                "The strategy pigeon does not exist");
        refused(
                api.post(
                        "/api/connections",
                        "{\"name\":\"a\",\"strategy\":\"google-apps\",\"options\":{\"tenant_domain\":\"no domain\"}}"),
                "invalid_request",
                "no domain is not a valid google apps domain");
        refused(
                api.post("/api/connections", "{\"name\":\"a\",\"strategy\":\"adfs\",\"options\":[]}"),
                "invalid_request",
                "options must be an object");
        refused(api.send("PUT", "/api/connections/none", "{}"), "not_found", "connection not found");
        refused(
                api.send("PUT", "/api/connections/company.test", "{\"name\":\"other\"}"),
                "invalid_request",
                "The name of a connection cannot be changed");
        refused(
                api.send("PUT", "/api/connections/company.test", "{\"strategy\":\"adfs\"}"),
                "invalid_request",
                "The strategy of a connection cannot be changed");
        for (var name : List.of("a b", "a/b", "..", "-a", "a.", "x".repeat(129))) {
            assertThat(api.post("/api/connections", "{\"name\":\"" + name + "\",\"strategy\":\"adfs\"}")
                            .statusCode())
                    .as(name)
                    .isEqualTo(400);
        }
        assertThat(json(api.get("/api/connections"))).hasSize(2);
    }

    @Test
    void tellsWhyTheServerOfAConnectionCouldNotBeAsked() {
        var made = made("""
                {"name":"corp","strategy":"adfs","options":{"adfs_server":"169.254.169.254/latest","tenant_domain":"corp.test"}}""");

        assertThat(made.get("options").get("thumbprints").toString()).isEqualTo("[]");
        assertThat(made.get("options").get("metadata_error").asString())
                .isEqualTo("The address of the federation metadata leads to an address that is not asked.");
        assertThat(json(api.get("/api/connections/corp"))).isEqualTo(made);
    }

    @Test
    void listsSocialOnesOrThoseOfCompanies() {
        made(APPS);
        made("{\"name\":\"live\",\"strategy\":\"windowslive\"}");

        assertThat(names("")).containsExactly("company.test", "live", "Username-Password-Authentication");
        assertThat(names("?only_socials=true&social=true")).containsExactly("live");
        assertThat(names("?only_socials=False&only_enterprise=True")).containsExactly("company.test");
        assertThat(names("?only_socials=False&only_enterprise=False")).hasSize(3);
        assertThat(names("?only_socials=&name=live")).containsExactly("live");
        assertThat(api.get("/api/connections?only_socials=maybe").statusCode()).isEqualTo(400);
    }

    @Test
    void listsAllHoweverManyThereAre() {
        for (int each = 0; each < 250; each++) {
            made("{\"name\":\"live-" + each + "\",\"strategy\":\"windowslive\"}");
        }

        assertThat(names(""))
                .hasSize(251)
                .doesNotHaveDuplicates()
                .startsWith("live-0", "live-1", "live-10")
                .endsWith("live-99", "Username-Password-Authentication");
    }

    @Test
    void deletesByNameOrIdAndTellsWhatIsGone() {
        var id = made(APPS).get("_id").asString();

        assertThat(api.send("DELETE", "/api/connections/company.test/", "{}").body())
                .isEqualTo("{\"removed\":\"" + id + "\"}");
        var again = api.delete("/api/connections/company.test");
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).isEqualTo(refusal("not_found", "connection not found"));
        assertThat(api.get("/api/connections/" + id).statusCode()).isEqualTo(404);

        var other = made("{\"name\":\"live\",\"strategy\":\"windowslive\"}")
                .get("_id")
                .asString();
        assertThat(api.delete("/api/connections/" + other).statusCode()).isEqualTo(200);
    }

    @Test
    void namesTheStrategies() {
        var strategies = json(api.get("/api/strategies"));

        assertThat(strategies.valueStream().map(each -> each.get("name").asString()))
                .contains("adfs", "google-apps", "google-oauth2", "office365", "windowslive", "auth0");
        assertThat(strategies
                        .valueStream()
                        .filter(each -> each.get("isSocial").asBoolean())
                        .map(each -> each.get("name").asString()))
                .contains("google-oauth2", "windowslive")
                .doesNotContain("google-apps", "adfs", "office365", "auth0");
    }

    @Test
    void completesOptionsByTheTemplateOfTheStrategy() {
        var path = "/api/connection-templates/google-oauth2";
        assertThat(api.get(path).body()).isEqualTo("{}");
        assertThat(api.send("PUT", path, "{\"client_id\":\"shared\",\"client_secret\":\"s3cret\",\"email\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get(path).body())
                .isEqualTo("{\"client_id\":\"shared\",\"client_secret\":\"s3cret\",\"email\":true}");

        var made = made("{\"name\":\"g\",\"strategy\":\"google-oauth2\",\"options\":{\"client_id\":\"own\"}}");
        assertThat(made.get("options").toString())
                .isEqualTo("{\"client_id\":\"own\",\"client_secret\":\"s3cret\",\"email\":true,"
                        + "\"scope\":[\"https://www.googleapis.com/auth/userinfo.email\"]}");
        assertThat(change("g", "{\"options\":{\"email\":false}}").get("options").toString())
                .isEqualTo("{\"email\":false,\"client_id\":\"shared\",\"client_secret\":\"s3cret\",\"scope\":[]}");

        assertThat(api.delete(path).body()).isEqualTo("{}");
        assertThat(api.get(path).body()).isEqualTo("{}");
        assertThat(api.delete(path).statusCode()).isEqualTo(200);
        var none = refusal("not_found", "strategy not found");
        assertThat(api.get("/api/connection-templates/pigeon").body()).isEqualTo(none);
        assertThat(api.send("PUT", "/api/connection-templates/pigeon", "{}").body())
                .isEqualTo(none);
        assertThat(api.delete("/api/connection-templates/pigeon").body()).isEqualTo(none);
    }

    @Test
    void refusesATemplateThatNoConnectionCouldHave() {
        refusesTemplate("google-oauth2", "{\"email\":\"yes\"}", "options.email must be true or false");
        refusesTemplate("google-oauth2", "{\"scope\":\"openid\"}", "options.scope must be an array");
        refusesTemplate("office365", "{\"basic_profile\":1}", "options.basic_profile must be true or false");
        refusesTemplate(
                "google-apps", "{\"tenant_domain\":\"no domain\"}", "no domain is not a valid google apps domain");
        refusesTemplate("google-apps", "{\"tenant_domain\":7}", "undefined is not a valid google apps domain");
        refusesTemplate("adfs", "{\"adfs_server\":7}", "options.adfs_server must be a string");
        refusesTemplate(
                "adfs", "{\"thumbprints\":[\"x\"]}", "options.thumbprints must be an array of digests in hexadecimal");
        refusesTemplate(
                "adfs",
                "{\"signInEndpoint\":\"javascript:alert(1)\"}",
                "options.signInEndpoint must be a URL of http or https");
        refusesTemplate(
                "adfs",
                "{\"adfs_server\":\"a.test\",\"fedMetadataXml\":\"<a/>\"}",
                "options.fedMetadataXml cannot be set together with adfs_server");
        refusesTemplate(
                "auth0",
                "{\"attributes\":{\"email\":{\"profile_required\":true,\"signup\":{\"status\":\"inactive\"}}}}",
                "attribute email must also be required on signup");
    }

    private void refusesTemplate(String strategy, String template, String detail) {
        var path = "/api/connection-templates/" + strategy;

        var refused = api.send("PUT", path, template);

        assertThat(refused.statusCode()).as(template).isEqualTo(400);
        assertThat(json(refused).get("detail").asString()).isEqualTo(detail);
        assertThat(api.get(path).body()).isEqualTo("{}");
    }

    @Test
    void keepsOfATemplateWhatItDoesNotKnow() {
        var template = "{\"tenant_domain\":null,\"ext_groups\":true,\"mine\":[1],\"client_id\":\"c\"}";

        assertThat(api.send("PUT", "/api/connection-templates/google-apps", template)
                        .body())
                .isEqualTo(template);
        assertThat(api.send("PUT", "/api/connection-templates/adfs", "{\"fedMetadataXml\":\"no metadata\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.send("PUT", "/api/connection-templates/adfs", "{\"adfs_server\":\"nobody.invalid\"}")
                        .statusCode())
                .as("nobody is asked")
                .isEqualTo(200);
    }

    @Test
    void hidesSecretsInTheDatabaseAndInTheAuditLog() {
        made(APPS);
        var path = "/api/connection-templates/google-oauth2";
        api.send("PUT", path, "{\"client_secret\":\"s3cret\"}");
        api.send("PUT", path, "{\"client_secret\":\"s3cret\"}");
        api.delete(path);
        api.send("PUT", path, "{\"client_secret\":\"s3cret\"}");

        assertThat(texts("SELECT options AS text FROM connection UNION ALL SELECT options FROM connection_template")
                        .toString())
                .doesNotContain("s3cret");
        var audited =
                texts("SELECT action || before || after AS text FROM audit_log WHERE kind = 'connection template'");
        assertThat(audited).hasSize(3).first().asString().isEqualTo("change{\"client_secret\":\"…\"}");
        assertThat(texts("SELECT before || after AS text FROM audit_log").toString())
                .doesNotContain("s3cret");
    }

    @Test
    void tellsWhoeverHasATicketWhatToEnterAtTheServer() {
        var url = json(api.post("/api/connections", "{\"name\":\"corp\",\"strategy\":\"adfs\"}"))
                .get("provisioning_ticket_url")
                .asString()
                .replace("https://auth.example.test", "");

        var page = api.open(url);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body())
                .contains(
                        "urn:auth0:default:corp",
                        "https://auth.example.test/login/callback",
                        "Add-AdfsRelyingPartyTrust");
        assertThat(api.open(url.replace("/adfs/", "/google-apps/")).statusCode())
                .isEqualTo(404);
        assertThat(api.open(url + "x").statusCode()).isEqualTo(404);
        api.delete("/api/connections/corp");
        assertThat(api.open(url).statusCode()).isEqualTo(404);

        for (var strategy : List.of("google-apps", "office365")) {
            var other = made("{\"name\":\"" + strategy + "\",\"strategy\":\"" + strategy
                    + "\",\"options\":{\"tenant_domain\":\"a.test\"}}");
            assertThat(api.open("/p/" + strategy + "/"
                                    + other.get("provisioning_ticket").asString())
                            .body())
                    .contains("https://auth.example.test/login/callback");
        }
        for (var strategy : List.of("windowslive", "ad", "pingfederate", "samlp")) {
            assertThat(made("{\"name\":\"" + strategy + "\",\"strategy\":\"" + strategy + "\"}")
                            .has("provisioning_ticket"))
                    .as("what Management API v2 shows alone, or nobody")
                    .isFalse();
        }
    }

    private JsonNode made(String body) {
        var answer = api.post("/api/connections", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private JsonNode change(String name, String body) {
        var answer = api.send("PUT", "/api/connections/" + name, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> second(String method, String path, String token, String body) {
        var answer = server.call(
                method, "/api/v2/connections" + path, token, body.isEmpty() ? Optional.empty() : Optional.of(body));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    private List<String> names(String query) {
        return json(api.get("/api/connections/" + query))
                .valueStream()
                .map(each -> each.get("name").asString())
                .toList();
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }

    private static void refused(HttpResponse<String> answer, String error, String detail) {
        assertThat(answer.body()).isEqualTo(refusal(error, detail));
        assertThat(answer.statusCode()).isEqualTo(400);
    }
}
