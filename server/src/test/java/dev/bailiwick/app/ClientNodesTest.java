package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Clients and what they are granted where several nodes have one database, which PostgreSQL alone allows. */
class ClientNodesTest {

    private static final String MANAGEMENT = "https://" + Node.DOMAIN + "/api/v2/";

    private final TestDatabase database = Engine.POSTGRES.make();
    private final Path directory;

    ClientNodesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void followsAChangeOfAClientGrantOnTheOtherNodeAtOnce() {
        try (var here = start("one");
                var there = start("two")) {
            var first = here.firstClient();
            var token = json(here.token(first, MANAGEMENT)).path("access_token").asString();
            var grant = json(here.management(
                            "GET", "/client-grants?audience=" + TestBailiwick.EXTENSION_AUDIENCE, token, ""))
                    .path(0)
                    .path("id")
                    .asString();
            assertThat(scope(there, first)).contains("read:groups");

            for (int i = 0; i < 20; i++) {
                var scope = i % 2 == 0 ? "read:users" : "read:roles";
                var changed =
                        here.management("PATCH", "/client-grants/" + grant, token, "{\"scope\":[\"" + scope + "\"]}");
                assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
                assertThat(scope(there, first)).as("on the other node, at once").isEqualTo(scope);
            }

            here.management("DELETE", "/client-grants/" + grant, token, "");
            assertThat(there.token(first, TestBailiwick.EXTENSION_AUDIENCE).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void refusesASecretThatWasRotatedAndAClientThatWasDeletedOnTheOtherNodeAtOnce() {
        try (var here = start("one");
                var there = start("two")) {
            var first = here.firstClient();
            var token = json(here.token(first, MANAGEMENT)).path("access_token").asString();
            var path = "/clients/" + first.id().value();
            assertThat(there.token(first, MANAGEMENT).statusCode()).isEqualTo(200);

            here.management("POST", path + "/rotate-secret", token, "");
            assertThat(there.token(first, MANAGEMENT).statusCode()).isEqualTo(401);

            here.management("DELETE", path, token, "");
            assertThat(there.management("GET", path, token, "").statusCode()).isEqualTo(404);
        }
    }

    private static String scope(Node node, FirstClient client) {
        return json(node.token(client, TestBailiwick.EXTENSION_AUDIENCE))
                .path("scope")
                .asString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private Node start(String node) {
        return Node.start(Node.settings(database, directory.resolve(node), Map.of()));
    }
}
