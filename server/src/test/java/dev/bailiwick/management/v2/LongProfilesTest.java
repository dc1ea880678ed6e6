package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of the longest profiles is read as fast as it is sent, and not before. */
@EachEngine
class LongProfilesTest {

    /** More than a connection takes while nobody reads. */
    private static final int USERS = 24;

    private static final int LONG = 1_000_000;

    private final TestBailiwick server;
    private final Management api;

    LongProfilesTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areNotHeldForWhoeverReadsThemSlowly() throws IOException, InterruptedException {
        var text = "y".repeat(LONG);
        IntStream.range(0, USERS).forEach(n -> server.bringIn("""
                        {"user_id":"ad|%02d","email":"same@corp.test","app_metadata":{"long":"%s"}}""".formatted(n, text)));
        for (var path : new String[] {"/users?include_totals=true", "/users-by-email?email=same@corp.test"}) {
            var change = "changed while " + path + " was read";
            try (var client = HttpClient.newHttpClient();
                    var body = client.send(
                                    HttpRequest.newBuilder(URI.create(server.url() + "/api/v2" + path))
                                            .header("Authorization", "Bearer " + api.token())
                                            .build(),
                                    BodyHandlers.ofInputStream())
                            .body()) {
                var beginning = body.readNBytes(200);

                assertThat(api.patch("/users/ad%7C23", "{\"user_metadata\":{\"note\":\"" + change + "\"}}")
                                .statusCode())
                        .isEqualTo(200);

                var rest = body.readAllBytes();
                var whole = new String(beginning, StandardCharsets.UTF_8) + new String(rest, StandardCharsets.UTF_8);
                var answer = Json.read(whole.getBytes(StandardCharsets.UTF_8));
                var users = path.contains("totals") ? answer.get("users") : answer;
                assertThat(users.size()).isEqualTo(USERS);
                assertThat(users.get(USERS - 1).get("user_metadata").get("note").asString())
                        .isEqualTo(change);
            }
        }
        assertThat(api.get("/users?fields=user_id&per_page=2&page=11").body())
                .isEqualTo("[{\"user_id\":\"ad|22\"},{\"user_id\":\"ad|23\"}]");
    }
}
