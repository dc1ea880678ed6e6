package dev.bailiwick.extension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Eventually;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every method by which nicosabena/authorization-extension-tool (GitHub, ISC) talks to the extension, and what it downloads by
 * Management API v2: the requests that it makes through {@code got} 13 and {@code auth0} 4, with the headers of these, and what
 * it needs of the answers.
 */
@EachEngine
class PublishedToolTest {

    private static final String API = "/adf6e2f2b84784b57522e3b19dfc9201/api/";
    private static final String TELEMETRY = "eyJuYW1lIjoibm9kZS1hdXRoMCIsInZlcnNpb24iOiI0LjIuMCJ9";
    private static final String MEMBERS = "groups/" + SmallWorld.SALES + "/members";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Database database;
    private SmallWorld world;
    private String token = "";

    PublishedToolTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        world = new SmallWorld(database, directory);
        token = token("urn:auth0-authz-api");
    }

    @AfterEach
    void stop() {
        http.close();
        world.close();
    }

    @Test
    void readsGroupsRolesAndTheExport() throws IOException, InterruptedException {
        assertThat(answer("groups").get("groups").values())
                .extracting(group -> group.get("name").asString())
                .containsExactly("Staff", "Sales", "Guests");
        assertThat(answer("roles").get("roles").values())
                .extracting(role -> role.get("name").asString())
                .containsExactly("Reader", "Writer");
        assertThat(answer("configuration/export").propertyNames()).contains("groups", "roles", "permissions");
    }

    @Test
    void copiesMembersAndRemovesThemUntilNoneIsLeft() throws IOException, InterruptedException {
        var source = answer("groups").get("groups").get(1).get("members");

        done("PATCH", "groups/" + SmallWorld.GUESTS + "/members", source.toString());
        assertThat(answer("groups").get("groups").get(2).get("members")).isEqualTo(source);

        var shown = answer(MEMBERS).get("users");
        var ids = shown.values().stream().map(user -> user.get("user_id").toString());
        done("DELETE", MEMBERS, "[" + String.join(",", ids.toList()) + "]");
        assertThat(answer(MEMBERS).get("users")).isEmpty();
    }

    @Test
    void createsAMappingThatIsNotThereYet() throws IOException, InterruptedException {
        var mappings = "groups/" + SmallWorld.STAFF + "/mappings";
        var connections = "/operator/tenants/default/connections";
        var connection = "{\"name\":\"google-oauth2\",\"strategy\":\"google-oauth2\"}";
        var key = world.server().operatorKey().reveal();
        assertThat(world.server()
                        .call("POST", connections, key, Optional.of(connection))
                        .statusCode())
                .isEqualTo(201);
        assertThat(answer(mappings)).isEmpty();

        done("PATCH", mappings, "[{\"groupName\":\"Sales\",\"connectionName\":\"google-oauth2\"}]");

        // It takes the connection's name from what stands before the space.
        assertThat(answer(mappings).get(0).get("connectionName").asString()).isEqualTo("google-oauth2 (google-oauth2)");
        assertThat(answer(mappings).get(0).get("groupName").asString()).isEqualTo("Sales");
    }

    @Test
    void downloadsApplicationsAndUsers() throws IOException, InterruptedException {
        world.server().bringIn("{\"user_id\":\"auth0|ann\",\"email\":\"ann@example.test\",\"name\":\"Ann\"}");
        var managing = token("https://auth.example.test/api/v2/");

        var clients = managed(managing, "GET", "clients?fields=client_id%2Cname&include_fields=true", "");
        assertThat(clients.values())
                .isNotEmpty()
                .allSatisfy(client ->
                        assertThat(client.propertyNames()).containsExactlyInAnyOrder("tenant", "client_id", "name"));

        var begun = managed(managing, "POST", "jobs/users-exports", """
                {"fields":[{"name":"user_id"},{"name":"email"},{"name":"name"},{"name":"last_login"}],"format":"json"}""");
        var job = Eventually.first(
                () -> managed(managing, "GET", "jobs/" + begun.get("id").asString(), ""),
                found -> found.get("status").asString().equals("completed"));
        var location = URI.create(job.get("location").asString());
        var file = http.send(
                HttpRequest.newBuilder(
                                URI.create(world.server().url() + location.getRawPath() + "?" + location.getRawQuery()))
                        .header("user-agent", "got (https://github.com/sindresorhus/got)")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(file.statusCode()).isEqualTo(200);
        try (var lines = new GZIPInputStream(new ByteArrayInputStream(file.body()))) {
            assertThat(lines)
                    .hasContent("{\"user_id\":\"auth0|ann\",\"email\":\"ann@example.test\",\"name\":\"Ann\"}\n");
        }
    }

    /** The client credentials grant as {@code auth0} 4 asks for it. */
    private String token(String audience) throws IOException, InterruptedException {
        var form = "client_id=" + TestBailiwick.CLIENT + "&audience=" + URLEncoder.encode(audience, UTF_8)
                + "&client_secret=" + TestBailiwick.SECRET + "&grant_type=client_credentials";
        var request = HttpRequest.newBuilder(URI.create(world.server().url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", "node.js/22.0.0")
                .header("Auth0-Client", TELEMETRY)
                .POST(BodyPublishers.ofString(form))
                .build();
        var answer = http.send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(answer.body()).get("access_token").asString();
    }

    private JsonNode managed(String token, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(world.server().url() + "/api/v2/" + path))
                .header("User-Agent", "node.js/22.0.0")
                .header("Auth0-Client", TELEMETRY)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        var content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var answer = world.server().send(request.method(method, content).build());
        assertThat(answer.statusCode()).isBetween(200, 202);
        return TestBailiwick.json(answer);
    }

    private JsonNode answer(String path) throws IOException, InterruptedException {
        var answer = send("GET", path, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(plain(answer));
    }

    private void done(String method, String path, String body) throws IOException, InterruptedException {
        var answer = send(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    private HttpResponse<byte[]> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world.server().url() + API + path))
                .header("user-agent", "got (https://github.com/sindresorhus/got)")
                .header("authorization", "Bearer " + token)
                .header("accept", "application/json")
                .header("accept-encoding", "gzip, deflate, br");
        if (!body.isEmpty()) {
            request.header("content-type", "application/json");
        }
        var content = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return http.send(request.method(method, content).build(), BodyHandlers.ofByteArray());
    }

    private static byte[] plain(HttpResponse<byte[]> answer) throws IOException {
        var encoding = answer.headers().firstValue("content-encoding");
        if (!encoding.equals(Optional.of("gzip"))) {
            return answer.body();
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return plain.readAllBytes();
        }
    }
}
