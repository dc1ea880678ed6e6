package dev.bailiwick.acceptance;

import static dev.bailiwick.acceptance.Commands.bailiwick;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the documentation of the Authorization Extension tells its readers to type. */
class AuthorizationExtensionCallsTest {

    private static final String CONTAINER = "adf6e2f2b84784b57522e3b19dfc9201/api";

    private static final DocumentedCalls CALLS =
            new DocumentedCalls(Path.of("src/test/resources/authorization-extension"));

    private final List<String> wrong = new ArrayList<>();

    @Test
    void everyCallBringsTheAnswerThatIsDescribed(@TempDir Path directory) throws IOException, InterruptedException {
        try (var server = RunningBailiwick.start(directory.resolve("data"), Map.of());
                var http = HttpClient.newHttpClient()) {
            prepare(server);
            var extension = new Extension(server, http, Export.token(server, server.said("id"), server.said("secret")));
            for (var call : CALLS.all()) {
                make(call, extension);
            }
        }

        System.out.printf(
                "Authorization Extension: %d calls of curl, %d others, %d not as described%n",
                CALLS.count("curl"), CALLS.count("get"), wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(CALLS.count("curl")).as("as many as the page has").isEqualTo(21);
        assertThat(CALLS.count("get")).as("as many as the page has").isEqualTo(18);
    }

    /** What the page's samples take for granted and no call of it makes: a connection and a user. */
    private static void prepare(RunningBailiwick server) throws IOException, InterruptedException {
        var environment = RunningBailiwick.environment(server.data());
        var users = CALLS.directory().resolve("users.ndjson").toAbsolutePath().toString();
        for (var said : List.of(
                bailiwick(environment, "connection", "add", "google-oauth2", "--strategy", "google-oauth2"),
                bailiwick(environment, "import", "users", users))) {
            assertThat(said.status()).as(said.err()).isZero();
        }
    }

    private void make(JsonNode call, Extension extension) throws IOException, InterruptedException {
        extension.tell(
                "POST",
                "/configuration/import",
                Files.readString(CALLS.directory().resolve("world.json")));
        for (var step : call.path("given").values()) {
            var parts = step.asString().split(" ", 3);
            extension.tell(parts[0], parts[1], parts[2]);
        }
        var arguments = DocumentedCalls.arguments(call, extension.server.https() + CONTAINER, extension.token);
        var answer = Curl.call(extension.server, arguments);
        if (answer.status() != call.path("status").asInt()
                || !DocumentedCalls.isDescribed(call.path("answer"), answer.body())) {
            wrong.add(call + "\nbut was " + answer);
        }
        for (var read : call.path("then").properties()) {
            var found = extension.ask("GET", read.getKey(), "").body();
            if (!DocumentedCalls.isDescribed(read.getValue(), found)) {
                wrong.add(call + "\nbut then " + read.getKey() + " was " + found);
            }
        }
    }

    /** The same API by its other path, without curl. */
    private record Extension(RunningBailiwick server, HttpClient http, String token) {

        void tell(String method, String path, String body) throws IOException, InterruptedException {
            var answer = ask(method, path, body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        }

        HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
            return http.send(
                    HttpRequest.newBuilder(URI.create(server.http() + "authorization/api" + path))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
