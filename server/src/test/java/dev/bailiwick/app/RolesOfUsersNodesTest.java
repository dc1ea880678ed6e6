package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Roles and permissions of users who are changed from all sides at once: by two nodes where there can be two. */
@EachEngine
class RolesOfUsersNodesTest {

    private static final String MANAGEMENT = "https://" + Node.DOMAIN + "/api/v2/";
    private static final int ROUNDS = 8;

    private final Catalogue catalogue;
    private final Node here;
    private final Node there;
    private final String token;

    RolesOfUsersNodesTest(TestDatabase database, @TempDir Path directory) {
        catalogue = Catalogue.of(database, directory.resolve("one"));
        here = Node.start(Node.settings(database, directory.resolve("one"), Map.of()));
        there = database.engine() == Engine.SQLITE
                ? here
                : Node.start(Node.settings(database, directory.resolve("two"), Map.of()));
        token = json(here.token(here.firstClient(), MANAGEMENT))
                .path("access_token")
                .asString();
    }

    @AfterEach
    void stop() {
        there.close();
        here.close();
    }

    @Test
    void assignsEachRoleOnceWhoeverDoesItAtTheSameTime() throws Exception {
        bringIn("u");
        var roles = IntStream.range(0, 6).mapToObj(n -> role("r" + n)).toList();
        var work = new ArrayList<Callable<Integer>>();
        for (int n = 0; n < 20; n++) {
            var node = n % 2 == 0 ? here : there;
            var some = List.of(roles.get(n % 6), roles.get((n + 3) % 6), roles.get((n + 1) % 6));
            work.add(
                    n % 5 == 0
                            ? () -> status(node, "POST", "/roles/" + some.getFirst() + "/users", users("u"))
                            : () -> status(node, "POST", "/users/auth0%7Cu/roles", roles(some)));
        }

        assertThat(atOnce(work)).containsOnly(200, 204);

        assertThat(get(here, "/users/auth0%7Cu/roles").findValuesAsString("id"))
                .containsExactlyInAnyOrderElementsOf(roles);
        assertThat(there.management("GET", "/users/auth0%7Cu/roles", token, "").body())
                .isEqualTo(here.management("GET", "/users/auth0%7Cu/roles", token, "")
                        .body());
        var audited = catalogue.texts("SELECT after FROM audit_log WHERE action IN ('add tenant roles', 'add users')");
        assertThat(String.join(",", audited).split("\"").length / 2)
                .as("each assignment stands once in the audit log")
                .isEqualTo(roles.size());
    }

    @Test
    void leavesNothingOfAUserARoleOrAScopeThatIsDeletedMeanwhile() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var connection = made("/connections", "{\"name\":\"c%d\",\"strategy\":\"auth0\"}".formatted(round));
            bringIn("u" + round, "c" + round);
            bringIn("other" + round, "elsewhere");
            var role = role("gone" + round);
            var stays = role("stays" + round);
            var api = made(
                    "/resource-servers",
                    "{\"identifier\":\"urn:%d\",\"scopes\":[{\"value\":\"read:a\"}]}".formatted(round));
            var permissions =
                    "{\"permissions\":[{\"resource_server_identifier\":\"urn:%d\",\"permission_name\":\"read:a\"}]}"
                            .formatted(round);
            var user = "/users/auth0%7Cu" + round;
            var both = users("u" + round, "other" + round);
            var work = new ArrayList<Callable<Integer>>();
            for (var node : List.of(here, there)) {
                work.add(() -> status(node, "POST", user + "/roles", roles(List.of(role, stays))));
                work.add(() -> status(node, "POST", user + "/permissions", permissions));
                work.add(() -> status(node, "POST", "/roles/" + role + "/users", both));
                work.add(() -> status(node, "POST", "/roles/" + stays + "/permissions", permissions));
                work.add(() -> status(node, "DELETE", user + "/roles", roles(List.of(stays))));
                work.add(() -> status(node, "GET", user + "/permissions", ""));
                work.add(() -> status(node, "GET", "/roles/" + role + "/users", ""));
            }
            work.add(() -> status(there, "DELETE", "/roles/" + role, ""));
            work.add(() -> status(here, "DELETE", "/connections/" + connection, ""));
            work.add(() -> status(there, "DELETE", "/resource-servers/" + api, ""));

            assertThat(atOnce(work)).isSubsetOf(200, 201, 202, 204, 404);

            assertThat(status(here, "GET", "/roles/" + role, "")).isEqualTo(404);
            assertThat(status(here, "GET", user + "/roles", "")).isEqualTo(404);
            bringIn("u" + round, "elsewhere");
            assertThat(get(there, user + "/roles")).as("of who has the id next").isEmpty();
            assertThat(get(there, user + "/permissions")).isEmpty();
            assertThat(get(there, "/users/auth0%7Cother" + round + "/roles")).isEmpty();
        }

        assertThat(catalogue.texts("SELECT user_id FROM tenant_role_user")).isEmpty();
        assertThat(catalogue.texts("SELECT user_id FROM user_scope")).isEmpty();
    }

    @Test
    void tellsOnOneNodeAtOnceWhatWasChangedOnTheOther() {
        bringIn("u");
        var role = role("Keeper");
        for (int n = 0; n < 20; n++) {
            var writer = n % 2 == 0 ? here : there;
            var reader = n % 2 == 0 ? there : here;
            assertThat(status(writer, "POST", "/users/auth0%7Cu/roles", roles(List.of(role))))
                    .isEqualTo(204);
            assertThat(get(reader, "/users/auth0%7Cu/roles").findValuesAsString("id"))
                    .containsExactly(role);
            assertThat(get(reader, "/roles/" + role + "/users")).hasSize(1);
            status(reader, "DELETE", "/users/auth0%7Cu/roles", roles(List.of(role)));
            assertThat(get(writer, "/users/auth0%7Cu/effective-roles").path("roles"))
                    .isEmpty();
        }
    }

    private static List<Integer> atOnce(List<Callable<Integer>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var each : threads.invokeAll(work)) {
                statuses.add(each.get());
            }
            return statuses;
        }
    }

    private int status(Node node, String method, String path, String body) {
        return Again.untilAnswered(() -> node.management(method, path, token, body))
                .statusCode();
    }

    private JsonNode get(Node node, String path) {
        return json(node.management("GET", path, token, ""));
    }

    private String made(String path, String body) {
        return json(here.management("POST", path, token, body)).path("id").asString();
    }

    private String role(String name) {
        return made("/roles", "{\"name\":\"" + name + "\"}");
    }

    private void bringIn(String name) {
        bringIn(name, "elsewhere");
    }

    private void bringIn(String name, String connection) {
        var reply = Hosts.of(here.server()).operator("POST", "/default/users", """
                {"import_format":false,"connection":"%2$s","upsert":false,"users":[{"user_id":"auth0|%1$s",\
                "email":"%1$s@example.test","identities":[{"connection":"%2$s","provider":"auth0","user_id":"%1$s"}]}]}""".formatted(name, connection));
        assertThat(reply.body()).contains("\"created\":1");
    }

    private static String roles(List<String> ids) {
        return "{\"roles\":[\"" + String.join("\",\"", ids) + "\"]}";
    }

    private static String users(String... names) {
        return "{\"users\":[\"auth0|" + String.join("\",\"auth0|", names) + "\"]}";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return TestBailiwick.json(answer);
    }
}
