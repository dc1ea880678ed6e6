package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.json.Json;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the log keeps of all that goes with an object that is removed. */
@EachEngine
class RemovalTracesTest {

    private static final String SEE = permission("read:a");
    private static final String CHANGE = permission("update:a");
    private static final String CREDENTIAL = "{\"credential_type\":\"public_key\",\"pem\":"
            + Json.text(Pem.of(new RsaKeyPairs().take().getPublic())) + "}";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;
    private String role = "";
    private String resourceServer = "";

    RemovalTracesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @BeforeEach
    void make() {
        server.bringIn("{\"user_id\":\"auth0|ann\"}", "{\"user_id\":\"auth0|bob\"}");
        resourceServer = made(
                "/resource-servers",
                "{\"identifier\":\"urn:a\",\"scopes\":[{\"value\":\"read:a\"},{\"value\":\"update:a\"}]}",
                "id");
        role = made("/roles", "{\"name\":\"Keeper\"}", "id");
        put("/roles/" + role + "/permissions", "{\"permissions\":[" + SEE + "," + CHANGE + "]}");
        put("/roles/" + role + "/users", "{\"users\":[\"auth0|bob\",\"auth0|ann\"]}");
        put("/users/auth0%7Cann/permissions", "{\"permissions\":[" + SEE + "]}");
    }

    @Test
    void aRoleLeavesItsPermissionsAndUsers() {
        api.delete("/roles/" + role);

        var before = before("tenant role", role, "delete");
        assertThat(before.get("permissions").toString()).isEqualTo("[" + SEE + "," + CHANGE + "]");
        assertThat(before.get("users").toString()).isEqualTo("[\"auth0|bob\",\"auth0|ann\"]");
        assertThat(before.has("users_total")).isFalse();
    }

    @Test
    void aResourceServerLeavesItsGrantsAndWhoHeldItsScopes() {
        var client = made("/clients", "{\"name\":\"Shop\"}", "client_id");
        var grant = made(
                "/client-grants",
                "{\"client_id\":\"" + client + "\",\"audience\":\"urn:a\",\"scope\":[\"read:a\",\"update:a\"]}",
                "id");

        api.delete("/resource-servers/" + resourceServer);

        var along = before("resource server", resourceServer, "delete").get("along");
        assertThat(along.get("client_grants").toString())
                .isEqualTo("[{\"id\":\"" + grant + "\",\"client_id\":\"" + client
                        + "\",\"subject_type\":\"client\",\"scope\":\"read:a update:a\"}]");
        assertThat(along.get("role_permissions").toString())
                .isEqualTo("[" + held("role_id", role, "read:a") + "," + held("role_id", role, "update:a") + "]");
        assertThat(along.get("user_permissions").toString())
                .isEqualTo("[" + held("user_id", "auth0|ann", "read:a") + "]");
    }

    @Test
    void aScopeLeavesWhoHeldIt() {
        api.patch("/resource-servers/" + resourceServer, "{\"scopes\":[{\"value\":\"update:a\"}]}");

        var before = before("resource server", resourceServer, "change");
        assertThat(before.get("scopes")).hasSize(2);
        assertThat(before.get("along").toString())
                .isEqualTo("{\"role_permissions\":[" + held("role_id", role, "read:a") + "],\"user_permissions\":["
                        + held("user_id", "auth0|ann", "read:a") + "]}");
        api.patch("/resource-servers/" + resourceServer, "{\"name\":\"A\"}");
        List<String> harmless = database.read(tx -> tx.list(
                "SELECT before AS text FROM audit_log WHERE kind = 'resource server' AND after LIKE '%\"A\"%'",
                _ -> {}, (row, _) -> row.getString("text")));
        assertThat(harmless).as("a change that takes nothing along").containsExactly("{}");
    }

    @Test
    void aClientLeavesItsGrantsKeysAndConnections() {
        var client = made("/clients", "{\"name\":\"Shop\"}", "client_id");
        var grant = made(
                "/client-grants",
                "{\"client_id\":\"" + client + "\",\"audience\":\"urn:a\",\"scope\":[\"read:a\"]}",
                "id");
        var credential = made("/clients/" + client + "/credentials", CREDENTIAL, "id");
        var kid = json(api.get("/clients/" + client + "/credentials/" + credential))
                .get("kid")
                .asString();
        var connection = made(
                "/connections",
                "{\"name\":\"Staff\",\"strategy\":\"auth0\",\"enabled_clients\":[\"" + client + "\"]}",
                "id");

        api.delete("/clients/" + client);

        assertThat(before("client", client, "delete").get("along").toString())
                .isEqualTo("{\"client_grants\":[{\"id\":\"" + grant
                        + "\",\"audience\":\"urn:a\",\"subject_type\":\"client\",\"scope\":\"read:a\"}],"
                        + "\"credentials\":[{\"credential_type\":\"public_key\",\"id\":\"" + credential
                        + "\",\"kid\":\"" + kid + "\"}],\"connections\":[\"" + connection + "\"]}");
    }

    private String made(String path, String body, String id) {
        var answer = api.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return json(answer).get(id).asString();
    }

    private void put(String path, String body) {
        var answer = api.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private JsonNode before(String kind, String id, String action) {
        List<String> texts = database.read(tx -> tx.list(
                "SELECT before AS text FROM audit_log WHERE kind = :kind AND object_id = :id AND action = :action",
                q -> q.bind("kind", kind).bind("id", id).bind("action", action),
                (row, _) -> row.getString("text")));
        assertThat(texts).hasSize(1);
        return Json.read(texts.getFirst().getBytes(StandardCharsets.UTF_8));
    }

    private static String permission(String name) {
        return "{\"permission_name\":\"" + name + "\",\"resource_server_identifier\":\"urn:a\"}";
    }

    private static String held(String by, String id, String scope) {
        return "{\"" + by + "\":\"" + id + "\",\"permission_name\":\"" + scope + "\"}";
    }
}
