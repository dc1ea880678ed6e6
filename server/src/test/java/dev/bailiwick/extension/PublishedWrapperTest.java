package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every method of igabesz/auth0-authorization-extension-wrapper 0.1.1 (GitHub, MIT): the requests that it makes through {@code
 * request} 2.83, header by header, and what it needs of the answers.
 */
@EachEngine
class PublishedWrapperTest {

    private static final String API = "/adf6e2f2b84784b57522e3b19dfc9201/api";
    private static final String USER = "/users/auth0%7C59396da1b3c34a15589c780d"; // as Node.js writes the bar

    private final TestBailiwick server;
    private String token = "";

    PublishedWrapperTest(Database database, @TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void managesPermissions() throws IOException {
        authenticate();

        var made = answer("POST", "/permissions", owned("RandomPermission", ""));
        var path = "/permissions/" + id(made);
        var changed = answer("PUT", path, owned("NEW NAME", ""));

        assertThat(changed.get("_id")).isEqualTo(made.get("_id"));
        assertThat(changed.get("name").asString()).isEqualTo("NEW NAME");
        assertThat(answer("GET", path, "").propertyNames()).containsExactly("_id", "name", "description");
        assertThat(answer("GET", "/permissions", "").get("permissions").get(0)).isEqualTo(changed);
        done("DELETE", path, "");
        assertThat(answer("GET", "/permissions", "").get("permissions")).isEmpty();
    }

    @Test
    void managesRoles() throws IOException {
        authenticate();

        var made = answer("POST", "/roles", owned("RandomRole", ",\"permissions\":[]"));
        var path = "/roles/" + id(made);
        var changed = answer("PUT", path, owned("NEW NAME", ",\"permissions\":[]"));

        assertThat(changed.get("_id")).isEqualTo(made.get("_id"));
        assertThat(changed.get("permissions").isArray()).isTrue();
        assertThat(answer("GET", path, "").propertyNames()).containsExactly("_id", "name", "description");
        assertThat(answer("GET", "/roles", "").get("roles").get(0)).isEqualTo(changed);
        done("DELETE", path, "");
        assertThat(answer("GET", "/roles", "").get("roles")).isEmpty();
    }

    @Test
    void managesGroups() throws IOException {
        authenticate();

        var made = answer("POST", "/groups", "{\"name\":\"RandomGroup\",\"description\":\"E\"}");
        var path = "/groups/" + id(made);
        var changed = answer("PUT", path, "{\"name\":\"NEW NAME\",\"description\":\"NEW DESCRIPTION\"}");

        assertThat(changed.get("description").asString()).isEqualTo("NEW DESCRIPTION");
        assertThat(answer("GET", path, "")).isEqualTo(changed);
        assertThat(answer("GET", "/groups", "").get("groups").get(0).get("_id")).isEqualTo(made.get("_id"));
        done("DELETE", path, "");
        assertThat(answer("GET", "/groups", "").get("groups")).isEmpty();
    }

    @Test
    void givesUsersRolesAndGroups() throws IOException {
        authenticate();
        var role = id(answer("POST", "/roles", owned("Test-role-for-users", ",\"permissions\":[]")));
        var group = id(answer("POST", "/groups", "{\"name\":\"Test-group-for-users\",\"description\":\"E\"}"));

        done("PATCH", USER + "/roles", "[\"" + role + "\"]");
        assertThat(answer("GET", USER + "/roles", "").get(0).get("name").asString())
                .isEqualTo("Test-role-for-users");
        done("DELETE", USER + "/roles", "[\"" + role + "\"]");
        assertThat(answer("GET", USER + "/roles", "")).isEmpty();

        done("PATCH", USER + "/groups", "[\"" + group + "\"]");
        assertThat(answer("GET", USER + "/groups", "").get(0).get("name").asString())
                .isEqualTo("Test-group-for-users");
        done("DELETE", "/groups/" + group + "/members", "[\"auth0|59396da1b3c34a15589c780d\"]");
        assertThat(answer("GET", USER + "/groups", "")).isEmpty();
    }

    private void authenticate() throws IOException {
        var form = "client_id=" + TestBailiwick.CLIENT + "&client_secret=" + TestBailiwick.SECRET
                + "&audience=urn%3Aauth0-authz-api&grant_type=client_credentials";
        var reply = RawClient.ask(
                server.port(), """
                POST /oauth/token HTTP/1.1
                host: localhost:%d
                content-type: application/x-www-form-urlencoded
                accept: application/json
                content-length: %d
                Connection: keep-alive

                """.formatted(server.port(), form.length()).replace("\n", "\r\n") + form);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        token = json(reply).get("access_token").asString();
    }

    private JsonNode answer(String method, String path, String body) throws IOException {
        var reply = send(method, path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return json(reply);
    }

    private void done(String method, String path, String body) throws IOException {
        var reply = send(method, path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(204);
    }

    private RawClient.Reply send(String method, String path, String body) throws IOException {
        var type = body.isEmpty() ? "" : "content-type: application/json\r\n";
        var length = method.equals("GET") ? "" : "content-length: " + body.length() + "\r\n";
        return RawClient.ask(
                server.port(),
                method + " " + API + path + " HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\nhost: localhost:"
                        + server.port() + "\r\naccept: application/json\r\n" + type + length
                        + "Connection: keep-alive\r\n\r\n" + body);
    }

    private static String owned(String name, String more) {
        return "{\"name\":\"%s\",\"description\":\"E\",\"applicationType\":\"client\",\"applicationId\":\"%s\"%s}"
                .formatted(name, TestBailiwick.CLIENT, more);
    }

    private static String id(JsonNode object) {
        return object.get("_id").asString();
    }

    private static JsonNode json(RawClient.Reply reply) {
        return Json.read(reply.body().getBytes(StandardCharsets.UTF_8));
    }
}
