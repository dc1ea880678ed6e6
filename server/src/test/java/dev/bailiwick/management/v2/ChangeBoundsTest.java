package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Desk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How little a change may bring, and how much of an object is kept. */
@EachEngine
class ChangeBoundsTest {

    private static final String NOTHING = "Payload validation error: 'Too few properties defined (0), minimum 1'.";

    private final Database database;
    private TestBailiwick server;
    private Desk desk;

    ChangeBoundsTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        desk = new Desk(server, server.token(server.issuer() + "api/v2/"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesAChangeOfNothingWhereTheOriginalDoes() {
        var client = "/clients/" + id("/clients", "{\"name\":\"n\"}", "client_id");
        var grant = "/client-grants/"
                + desk.shown("/client-grants?audience=urn:auth0-authz-api")
                        .path(0)
                        .path("id")
                        .asString();
        var connection = "/connections/" + id("/connections", "{\"name\":\"c\",\"strategy\":\"auth0\"}", "id");

        for (var path : new String[] {client, grant, connection, "/tenants/settings"}) {
            refused(desk.patch(path, "{}"), 400, NOTHING);
        }
        refused(
                desk.patch(connection + "/clients", "[]"),
                400,
                "Payload validation error: 'Array is too short (0), minimum 1'.");
    }

    @Test
    void takesAChangeOfNothingWhereTheOriginalDoes() {
        var api = "/resource-servers/" + id("/resource-servers", "{\"identifier\":\"urn:a\"}", "id");
        var role = "/roles/"
                + TestBailiwick.json(desk.post("/roles", "{\"name\":\"r\"}"))
                        .get("id")
                        .asString();

        for (var path : new String[] {api, role}) {
            var before = desk.shown(path);
            assertThat(TestBailiwick.json(desk.patch(path, "{}"))).isEqualTo(before);
        }
    }

    @Test
    void keepsNoClientThatIsTooLong() {
        var path = "/clients/" + id("/clients", "{\"name\":\"n\"}", "client_id");

        tooLong(
                "POST",
                "/clients",
                "{\"name\":\"n\",\"custom_login_page\":\"" + "x".repeat(70_000) + "\"}",
                65_536,
                "");
        assertThat(desk.shown("/clients", "name")).hasSize(3);
        desk.patch(path, "{\"custom_login_page\":\"" + "x".repeat(40_000) + "\"}");
        var before = desk.shown(path);
        tooLong("PATCH", path, "{\"callbacks\":" + urls(1_500) + "}", 65_536, "");
        assertThat(desk.shown(path)).isEqualTo(before);
    }

    @Test
    void keepsNoResourceServerThatIsTooLong() {
        var path = "/resource-servers/" + id("/resource-servers", "{\"identifier\":\"urn:a\"}", "id");
        var before = desk.shown(path);
        var details = "\"authorization_details\":[{\"type\":\"" + "x".repeat(70_000) + "\"}]";

        tooLong("POST", "/resource-servers", "{\"identifier\":\"urn:b\"," + details + "}", 65_536, "");
        tooLong("PATCH", path, "{" + details + "}", 65_536, "");

        assertThat(desk.get("/resource-servers/urn:b").statusCode()).isEqualTo(404);
        assertThat(desk.shown(path)).isEqualTo(before);
    }

    @Test
    void keepsNoConnectionThatIsTooLong() {
        var path = "/connections/" + id("/connections", "{\"name\":\"c\",\"strategy\":\"samlp\"}", "id");
        var before = desk.shown(path);
        var options = "\"options\":{\"script\":\"" + "x".repeat(262_144) + "\"}";
        var realms = "\"realms\":" + texts(1_000);

        tooLong("POST", "/connections", "{\"name\":\"d\",\"strategy\":\"samlp\"," + options + "}", 262_144, "options");
        tooLong("POST", "/connections", "{\"name\":\"d\",\"strategy\":\"auth0\"," + realms + "}", 65_536, "");
        tooLong("PATCH", path, "{" + options + "}", 262_144, "options");
        tooLong("PATCH", path, "{" + realms + "}", 65_536, "");

        assertThat(desk.shown("/connections?name=d")).isEmpty();
        assertThat(desk.shown(path)).isEqualTo(before);
        assertThat(desk.patch(path, "{\"options\":{\"script\":\"" + "x".repeat(262_144 - 13) + "\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsNoSettingsOfATenantThatAreTooLong() {
        var before = desk.shown("/tenants/settings");

        tooLong("PATCH", "/tenants/settings", "{\"allowed_logout_urls\":" + urls(4_000) + "}", 65_536, "");

        assertThat(desk.shown("/tenants/settings")).isEqualTo(before);
    }

    @Test
    void keepsNoClientGrantThatIsTooLong() {
        var path = "/client-grants/"
                + desk.shown("/client-grants?audience=urn:auth0-authz-api")
                        .path(0)
                        .path("id")
                        .asString();
        var before = desk.shown(path);

        tooLong("PATCH", path, "{\"scope\":" + texts(3_000) + "}", 262_144, "");

        assertThat(desk.shown(path)).isEqualTo(before);
    }

    @Test
    void takesNoSecretAndNoDescriptionThatIsTooLong() {
        var secret = "\"signing_alg\":\"HS256\",\"signing_secret\":\"" + "x".repeat(1_025) + "\"}";
        var words =
                "Payload validation error: 'String is too long (1025 chars), maximum 1024' on property signing_secret.";

        refused(desk.post("/resource-servers", "{\"identifier\":\"urn:a\"," + secret), 400, words);
        refused(desk.patch("/resource-servers/urn:auth0-authz-api", "{" + secret), 400, words);
        refused(
                desk.patch("/clients/bootstrap", "{\"client_secret\":\"" + "x".repeat(1_025) + "\"}"),
                400,
                "Payload validation error: 'String is too long (1025 chars), maximum 1024' on property client_secret.");
        refused(
                desk.post("/roles", "{\"name\":\"r\",\"description\":\"" + "x".repeat(65_537) + "\"}"),
                400,
                "Payload validation error: 'String is too long (65537 chars), maximum 65536' on property description.");
    }

    private void tooLong(String method, String path, String body, int most, String place) {
        var answer = method.equals("POST") ? desk.post(path, body) : desk.patch(path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(TestBailiwick.json(answer).get("message").asString())
                .matches("Payload validation error: 'Object is too long \\(\\d+ chars\\), maximum " + most + "'"
                        + (place.isEmpty() ? "" : " on property " + place) + "\\.");
        assertThat(TestBailiwick.json(answer).get("errorCode").asString()).isEqualTo("invalid_body");
    }

    private String id(String path, String body, String member) {
        return desk.made(path, body).get(member).asString();
    }

    private static String texts(int count) {
        return list(count, "x".repeat(90) + "%05d");
    }

    private static String urls(int count) {
        return list(count, "https://a.example.test/%05d");
    }

    private static String list(int count, String format) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
