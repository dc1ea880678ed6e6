package dev.bailiwick.extension;

import static dev.bailiwick.app.TestBailiwick.EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The extension's own API, switched off and on (reference, section 1, routes not in the source document). */
@EachEngine
class ResourceServerTest {

    private static final String PATH = "/configuration/resource-server";
    private static final String ON = "{\"apiAccess\":true,\"token_lifetime\":86400}";
    private static final String OFF = "{\"apiAccess\":false}";

    private final Database database;
    private TestBailiwick server;
    private String token;

    ResourceServerTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        token = server.extensionToken();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isOnFromTheBeginning() {
        assertThat(state()).isEqualTo(ON);
    }

    @Test
    void refusesEveryTokenOnceItIsOff() {
        var apiKey = server.apiKey();
        assertDone(send("DELETE", ""));

        var refused = server.call("GET", EXTENSION + "/groups", token, Optional.empty());
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"message\":\"Invalid credentials\"");
        assertThat(ask().body()).contains("Service not found");
        assertThat(state()).isEqualTo(OFF);
        assertThat(policy(apiKey)).as("a key is no token").isEqualTo(200);
    }

    @Test
    void isSwitchedOffTwice() {
        assertDone(send("DELETE", ""));
        assertDone(send("DELETE", ""));
        assertDone(send("PATCH", OFF));

        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'resource server'"))
                .containsExactly("delete");
    }

    @Test
    void comesBackForWhoeverSwitchesItOn() {
        assertDone(send("PATCH", OFF));

        var answer = send("POST", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var added = TestBailiwick.json(answer);
        assertThat(added)
                .as("as the Management API writes it")
                .isEqualTo(TestBailiwick.json(server.call(
                        "GET",
                        "/api/v2/resource-servers/" + added.get("id").asString(),
                        server.managementToken("read:resource_servers"),
                        Optional.empty())));
        assertThat(added.get("id").asString()).matches("[0-9a-f]{24}");
        assertThat(added.get("name").asString()).isEqualTo("auth0-authorization-extension-api");
        assertThat(added.get("identifier").asString()).isEqualTo("urn:auth0-authz-api");
        assertThat(added.get("scopes")).hasSize(22);
        assertThat(added.get("scopes").get(0).toString()).isEqualTo("{\"value\":\"read:users\"}");
        assertThat(added.get("signing_alg").asString()).isEqualTo("RS256");
        assertThat(state()).isEqualTo(ON);
        assertThat(server.call("GET", EXTENSION + "/groups", server.extensionToken(), Optional.empty())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void grantsNoMoreThanTheTokenSays() {
        var little = server.extensionToken("create:resource-server", "read:groups");
        assertDone(send("DELETE", ""));

        assertThat(server.call("POST", EXTENSION + PATH, little, Optional.empty())
                        .statusCode())
                .isEqualTo(200);

        assertThat(texts(
                        "SELECT g.scope AS text FROM client_grant g JOIN resource_server r ON r.tenant_id = g.tenant_id"
                                + " AND r.id = g.resource_server_id WHERE r.identifier = 'urn:auth0-authz-api'"))
                .containsExactly("read:groups create:resource-server");
    }

    @Test
    void refusesASecondOne() {
        var answer = send("POST", "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("""
                {"statusCode":409,"error":"Conflict",\
                "message":"A resource server with the same identifier already exists."}""");
    }

    @Test
    void setsHowLongTokensLive() {
        assertDone(send("PATCH", "{\"apiAccess\":true,\"token_lifetime\":600}"));
        assertThat(state()).isEqualTo("{\"apiAccess\":true,\"token_lifetime\":600}");
        assertThat(ask().body()).contains("\"expires_in\":600");

        assertDone(send("PATCH", "{\"apiAccess\":\"TRUE\",\"token_lifetime\":\"700\"}"));
        assertThat(state()).contains("700");
        assertDone(send("PATCH", "{\"apiAccess\":true}"));
        assertThat(state()).isEqualTo(ON);
        assertDone(send("DELETE", ""));
        assertDone(send("PATCH", "{\"apiAccess\":true,\"token_lifetime\":60}"));
        assertThat(state()).contains("60}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; \"value\" must be of type object",
                "{}; \"apiAccess\" is required",
                "{\"apiAccess\":\"yes\"}; \"apiAccess\" must be a boolean",
                "{\"apiAccess\":null}; \"apiAccess\" must be a boolean",
                "{\"apiAccess\":true,\"token_lifetime\":\"x\"}; \"token_lifetime\" must be a number",
                "{\"apiAccess\":true,\"token_lifetime\":null}; \"token_lifetime\" must be a number",
                "{\"apiAccess\":true,\"token_lifetime\":1.5}; \"token_lifetime\" must be an integer",
                "{\"apiAccess\":true,\"token_lifetime\":-1}; \"token_lifetime\" must be greater than or equal to 0",
                "{\"apiAccess\":true,\"token_lifetime\":1e12}; \"token_lifetime\" must be less than or equal to 2592000",
                "{\"apiAccess\":true,\"token_lifetime\":\"NaN\"}; \"token_lifetime\" must be a number",
                "{\"apiAccess\":true,\"token_lifetime\":1e400}; \"token_lifetime\" must be a number",
                "{\"apiAccess\":false,\"x\":1}; \"x\" is not allowed"
            })
    void refusesAnythingElse(String body, String message) {
        var answer = send("PATCH", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBailiwick.json(answer).get("message").asString()).isEqualTo(message);
        assertThat(state()).isEqualTo(ON);
    }

    @Test
    void asksForItsScopesEvenWhenItIsOff() {
        var other = server.extensionToken("read:groups");
        assertDone(send("DELETE", ""));

        for (var method : List.of("GET", "POST", "PATCH", "DELETE")) {
            assertThat(server.call(method, EXTENSION + PATH, other, Optional.empty())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.call(method, EXTENSION + PATH, "garbage", Optional.empty())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private String state() {
        return server.call("GET", EXTENSION + PATH, token, Optional.empty()).body();
    }

    private HttpResponse<String> send(String method, String body) {
        return server.call(method, EXTENSION + PATH, token, Optional.of(body));
    }

    private HttpResponse<String> ask() {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + TestBailiwick.CLIENT
                        + "&client_secret=" + TestBailiwick.SECRET + "&audience=urn:auth0-authz-api"))
                .build());
    }

    private int policy(String apiKey) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + EXTENSION + "/users/u/policy/app"))
                        .header("Content-Type", "application/json")
                        .header("x-api-key", apiKey)
                        .POST(BodyPublishers.ofString("{\"connectionName\":\"ad\"}"))
                        .build())
                .statusCode();
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode() + answer.body()).isEqualTo("204");
    }
}
