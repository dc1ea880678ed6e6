package dev.bailiwick.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Again;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills a server in the middle of an import job, which is then done to its end, without anybody twice or left out. */
class JobCrashTest {

    private static final int USERS = 3_000;
    private static final String BOUNDARY = "----form7d3a";

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private String token = "";

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void goesOnAfterARestartOnSqlite() throws Exception {
        try (var node = Installation.onSqlite(directory, List.of())) {
            start(node);
            var job = killedInTheMiddle(node);

            start(node);

            assertDone(node, job, "jdbc:sqlite:" + directory.resolve("data").resolve("bailiwick.db"));
        }
    }

    @Test
    void isTakenOverByAnotherNodeOnPostgres() throws Exception {
        try (var postgres = new KillablePostgres(directory.resolve("postgres"))) {
            postgres.start();
            var url = postgres.create("jobs");
            try (var first = Installation.onPostgres(directory.resolve("first"), List.of(), url);
                    var second = Installation.onPostgres(directory.resolve("second"), List.of(), url)) {
                start(first);
                var job = killedInTheMiddle(first);

                start(second);

                assertDone(second, job, url);
            }
        }
    }

    private static void start(Installation node) throws IOException, InterruptedException {
        node.server().start();
        node.server().awaitReady();
    }

    /** Returns the id of a job that was begun and not ended. */
    private String killedInTheMiddle(Installation node) throws InterruptedException {
        var form = "grant_type=client_credentials&client_id=bootstrap&client_secret=bootstrap-secret"
                + "&audience=https://" + Installation.DOMAIN + "/api/v2/";
        token = json(send(request(node, "/oauth/token", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))))
                .path("access_token")
                .asString();
        IssuedSecrets.note(token);
        var connection = get(node, "/connections").get(0).get("id").asString();
        var enabled = send(request(node, "/api/v2/connections/" + connection + "/clients", "application/json")
                .method("PATCH", BodyPublishers.ofString("[{\"client_id\":\"bootstrap\",\"status\":true}]")));
        assertSucceeded(enabled);
        var created = json(send(request(node, "/api/v2/jobs/users-imports", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(part("connection_id", connection)
                        + part("users\"; filename=\"users.json", users())
                        + "--" + BOUNDARY + "--\r\n"))));
        var job = created.get("id").asString();
        int done = 0;
        while (done == 0) {
            var state = get(node, "/jobs/" + job);
            assertThat(state.get("status").asString()).as("too late to kill it").isIn("pending", "processing");
            done = state.path("percentage_done").asInt();
            Thread.sleep(2);
        }
        node.server().kill();
        return job;
    }

    private void assertDone(Installation node, String job, String jdbcUrl) throws Exception {
        JsonNode state = get(node, "/jobs/" + job);
        long end = System.nanoTime() + 180_000_000_000L;
        while (!state.get("status").asString().equals("completed")) {
            assertThat(state.get("status").asString()).isEqualTo("processing");
            assertThat(System.nanoTime()).as("still " + state).isLessThan(end);
            Thread.sleep(100);
            state = get(node, "/jobs/" + job);
        }
        assertThat(state.get("summary").toString())
                .isEqualTo("{\"failed\":1,\"updated\":0,\"inserted\":" + (USERS - 1) + ",\"total\":" + USERS + "}");
        assertThat(get(node, "/jobs/" + job + "/errors").size()).isEqualTo(1);
        assertThat(count(jdbcUrl, "SELECT COUNT(*) FROM user_profile")).isEqualTo(USERS - 1);
        assertThat(count(jdbcUrl, "SELECT COUNT(*) FROM user_identifier WHERE type = 'email'"))
                .isEqualTo(USERS - 1);
        assertThat(count(jdbcUrl, "SELECT SUM(users) FROM user_count")).isEqualTo(USERS - 1);
        assertThat(count(jdbcUrl, "SELECT COUNT(*) FROM job_content")).isZero();
    }

    private static String users() {
        return IntStream.range(0, USERS)
                .mapToObj(n -> n == USERS - 1
                        ? "{\"email\":\"nowhere\"}"
                        : "{\"email\":\"user" + n + "@example.test\",\"user_metadata\":{\"n\":" + n + "}}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    private static String part(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    private static long count(String jdbcUrl, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private JsonNode get(Installation node, String path) {
        return json(Again.untilAnswered(() -> send(request(node, "/api/v2" + path, "application/json"))));
    }

    private HttpRequest.Builder request(Installation node, String path, String contentType) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.server().port() + path))
                .header("Content-Type", contentType);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertSucceeded(answer);
        return TestBailiwick.json(answer);
    }

    private static void assertSucceeded(HttpResponse<String> answer) {
        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
    }
}
