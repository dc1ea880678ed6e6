package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.Json;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
            var grant = grantOf(here, token);
            assertThat(scope(there, first)).contains("read:groups");

            for (int i = 0; i < 20; i++) {
                var scope = i % 2 == 0 ? "read:users" : "read:roles";
                var changed = here.management("PATCH", grant, token, "{\"scope\":[\"" + scope + "\"]}");
                assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
                assertThat(scope(there, first)).as("on the other node, at once").isEqualTo(scope);
            }

            here.management("DELETE", grant, token, "");
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

    @Test
    void losesNoChangeOfAClientGrantThatTwoNodesMakeAtOnce() throws Exception {
        try (var here = start("one");
                var there = start("two")) {
            var first = here.firstClient();
            var token = json(here.token(first, MANAGEMENT)).path("access_token").asString();
            var grant = grantOf(here, token);

            for (int i = 0; i < 20; i++) {
                var scope = "{\"scope\":[\"read:users\",\"n" + i + "\"]}";
                var details = "{\"authorization_details_types\":[\"n" + i + "\"]}";
                var answers = atOnce(List.of(
                        () -> here.management("PATCH", grant, token, scope),
                        () -> there.management("PATCH", grant, token, details)));

                assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 200);
                var after = json(here.management("GET", grant, token, ""));
                assertThat(after.path("scope").path(1).asString()).isEqualTo("n" + i);
                assertThat(after.path("authorization_details_types").path(0).asString())
                        .isEqualTo("n" + i);
                assertThat(scope(there, first)).as("on the other node, at once").isEqualTo("read:users n" + i);
            }
        }
    }

    @Test
    void issuesNothingByAGrantThatOneNodeChangesWhileTheOtherRemovesIt() throws Exception {
        try (var here = start("one");
                var there = start("two")) {
            var first = here.firstClient();
            var token = json(here.token(first, MANAGEMENT)).path("access_token").asString();
            var audience = "\"audience\":\"" + TestBailiwick.EXTENSION_AUDIENCE + "\"";
            var created = "{\"client_id\":\"" + first.id().value() + "\"," + audience + ",\"scope\":[\"read:users\"]}";
            here.management("DELETE", grantOf(here, token), token, "");

            for (int i = 0; i < 10; i++) {
                var made = json(here.management("POST", "/client-grants", token, created));
                var grant = "/client-grants/" + made.path("id").asString();
                var answers = atOnce(List.of(
                        () -> here.management("PATCH", grant, token, "{\"scope\":[\"read:roles\"]}"),
                        () -> there.management("DELETE", grant, token, "")));

                assertThat(answers.get(0).statusCode()).isIn(200, 404);
                assertThat(answers.get(1).statusCode()).isEqualTo(204);
                for (var node : List.of(here, there)) {
                    assertThat(node.management("GET", grant, token, "").statusCode())
                            .isEqualTo(404);
                    assertThat(node.token(first, TestBailiwick.EXTENSION_AUDIENCE)
                                    .statusCode())
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void followsAChangeOfAGrantThatIsForNoOneClientOnTheOtherNodeAtOnce() throws Exception {
        try (var here = start("one");
                var there = start("two")) {
            var token = json(here.token(here.firstClient(), MANAGEMENT))
                    .path("access_token")
                    .asString();
            var client = json(here.management(
                    "POST",
                    "/clients",
                    token,
                    "{\"name\":\"Theirs\",\"app_type\":\"non_interactive\",\"is_first_party\":false}"));
            var theirs = new FirstClient(
                    new ClientId(client.path("client_id").asString()),
                    new Secret(client.path("client_secret").asString()),
                    false);
            var created = "{\"default_for\":\"third_party_clients\",\"audience\":\"" + TestBailiwick.EXTENSION_AUDIENCE
                    + "\",\"scope\":[\"read:users\"]}";
            Callable<HttpResponse<String>> creation = () -> here.management("POST", "/client-grants", token, created);
            Callable<HttpResponse<String>> another = () -> there.management("POST", "/client-grants", token, created);

            for (int i = 0; i < 10; i++) {
                var answers = atOnce(List.of(creation, another));
                assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 409);
                var grants = "/client-grants?default_for=third_party_clients";
                var grant = "/client-grants/"
                        + json(there.management("GET", grants, token, ""))
                                .path(0)
                                .path("id")
                                .asString();
                assertThat(scope(there, theirs)).isEqualTo("read:users");

                here.management("PATCH", grant, token, "{\"scope\":[\"read:roles\"]}");
                assertThat(scope(there, theirs))
                        .as("on the other node, at once")
                        .isEqualTo("read:roles");
                here.management("DELETE", grant, token, "");
                assertThat(there.token(theirs, TestBailiwick.EXTENSION_AUDIENCE).statusCode())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void keepsOneConnectionOfANameThatNodesMakeAndDeleteAtOnce() throws Exception {
        try (var here = start("one");
                var there = start("two")) {
            var first = here.firstClient();
            var token = json(here.token(first, MANAGEMENT)).path("access_token").asString();
            var made = "{\"name\":\"staff\",\"strategy\":\"auth0\",\"enabled_clients\":[\""
                    + first.id().value() + "\"]}";
            var enabling = "[{\"client_id\":\"" + first.id().value() + "\",\"status\":true}]";

            for (int i = 0; i < 10; i++) {
                var present = json(here.management("POST", "/connections", token, made));
                var path = "/connections/" + present.path("id").asString();
                var answers = atOnce(List.of(
                        () -> here.management("DELETE", path, token, ""),
                        () -> there.management("POST", "/connections", token, made),
                        () -> there.management("PATCH", path, token, "{\"display_name\":\"d\"}"),
                        () -> here.management("PATCH", path + "/clients", token, enabling)));

                assertThat(answers.get(0).statusCode()).isEqualTo(202);
                assertThat(answers.get(1).statusCode()).isIn(201, 409);
                assertThat(answers.get(2).statusCode()).isIn(200, 404);
                assertThat(answers.get(3).statusCode()).isIn(204, 404);
                assertThat(there.management("GET", path, token, "").statusCode())
                        .isEqualTo(404);
                var left = json(there.management("GET", "/connections?name=staff", token, ""));
                assertThat(left).hasSize(answers.get(1).statusCode() == 201 ? 1 : 0);
                for (var one : left) {
                    here.management("DELETE", "/connections/" + one.path("id").asString(), token, "");
                }
            }
        }
    }

    private static String grantOf(Node node, String token) {
        return "/client-grants/"
                + json(node.management("GET", "/client-grants?audience=" + TestBailiwick.EXTENSION_AUDIENCE, token, ""))
                        .path(0)
                        .path("id")
                        .asString();
    }

    private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var answers = new ArrayList<HttpResponse<String>>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
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
