package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.RawClient;
import dev.bailiwick.web.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent to whichever route: refused in the right words, never a failure of ours, and nothing changes. */
class MalformedTest {

    private static final String WORLD = "{\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"description\":\"\","
            + "\"members\":[\"u\"]}],\"roles\":[],\"permissions\":[],\"configuration\":[{\"_id\":\"v1\"}]}";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final TestBailiwick server;
    private final String token;
    private final List<String> wrong = new ArrayList<>();

    MalformedTest(@TempDir Path directory) {
        server = TestBailiwick.start(Engine.SQLITE.open(directory), directory);
        token = server.extensionToken();
    }

    @BeforeEach
    void importTheWorld() {
        assertThat(server.call("POST", "/authorization/api/configuration/import", token, Optional.of(WORLD))
                        .statusCode())
                .isEqualTo(204);
    }

    @AfterEach
    void nothingIsChanged() {
        try (server) {
            assertThat(server.call("GET", "/authorization/api/configuration/export", token, Optional.empty())
                            .body())
                    .isEqualTo(WORLD);
        }
    }

    @Test
    void refusesEveryMalformedBody() throws IOException {
        for (var api : server.apis()) {
            for (var route : api.routes()) {
                for (var body : Malformed.bodies().entrySet()) {
                    ask(
                            api,
                            route,
                            path(api, route, "u"),
                            "Content-Type: application/json\r\n",
                            body.getValue(),
                            body.getKey());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesEveryMalformedBodyUnderEveryContentType() throws IOException {
        for (var api : server.apis()) {
            for (var route : api.routes().stream()
                    .filter(route -> !route.method().name().equals("GET"))
                    .toList()) {
                for (var type : Malformed.contentTypes()) {
                    for (var body : Malformed.bodies().entrySet()) {
                        var header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
                        ask(api, route, path(api, route, "u"), header, body.getValue(), type + " " + body.getKey());
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesEveryMalformedPathAndQuery() throws IOException {
        for (var api : server.apis()) {
            for (var route : api.routes()) {
                for (var id : Malformed.ids()) {
                    ask(api, route, path(api, route, id), "", "x", id);
                    ask(api, route, api.prefixes().getLast() + "/" + id, "", "x", id);
                }
                for (var query : Malformed.queries()) {
                    ask(api, route, path(api, route, "u") + "?" + query, "", "x", query);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private void ask(Api api, Route route, String path, String headers, String body, String what) throws IOException {
        var credentials =
                api.prefixes().contains("/operator") ? server.operatorKey().reveal() : token;
        long began = System.nanoTime();
        var reply = RawClient.ask(
                server.port(),
                route.method() + " " + path + " HTTP/1.1\r\nHost: auth.example.test\r\nAuthorization: Bearer "
                        + credentials + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        boolean late = System.nanoTime() - began > LONGEST.toNanos();
        if (late || reply.status() >= 500 || (reply.status() >= 400 && !isOfDialect(api, reply))) {
            wrong.add("%s %s with %s: %d %s"
                    .formatted(
                            route.method(),
                            path.substring(0, Math.min(100, path.length())),
                            what.substring(0, Math.min(100, what.length())),
                            reply.status(),
                            late ? "late" : reply.body()));
        }
    }

    private static String path(Api api, Route route, String id) {
        return api.prefixes().getFirst() + route.template().replaceAll("\\{\\w+}", id.replace("$", "\\$"));
    }

    private static boolean isOfDialect(Api api, RawClient.Reply reply) {
        try {
            var body = JSON.readTree(reply.body());
            var names = new TreeSet<>(body.propertyNames());
            names.removeAll(List.of("validation", "attributes", "error_uri"));
            boolean isOAuth = api.prefixes().stream()
                    .anyMatch(prefix -> prefix.equals("/oauth") || prefix.equals("/.well-known"));
            return isOAuth
                    ? names.equals(new TreeSet<>(List.of("error", "error_description")))
                    : names.equals(new TreeSet<>(List.of("error", "message", "statusCode")))
                            && body.get("statusCode").asInt() == reply.status();
        } catch (JacksonException e) {
            return false;
        }
    }
}
