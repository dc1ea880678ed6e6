package dev.bailiwick.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class LoginPagesTest {

    private final Database database;
    private final TestBailiwick server;

    LoginPagesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("EN-01: the page of a ticket does not tell whether there is one, and uses none up")
    void tellsNothingOfTickets() {
        server.call(
                "POST",
                "/api/v2/connections",
                management(),
                Optional.of("{\"name\":\"users\",\"strategy\":\"auth0\"}"));
        server.bringIn("{\"user_id\":\"auth0|ann\",\"email\":\"ann@example.test\",\"identities\":[{"
                + "\"provider\":\"auth0\",\"user_id\":\"ann\",\"connection\":\"users\"}]}");
        var made = server.call(
                "POST", "/api/v2/tickets/password-change", management(), Optional.of("{\"user_id\":\"auth0|ann\"}"));
        var link = TestBailiwick.json(made).get("ticket").asString().replace("#", "");

        var known = get(link.substring(server.issuer().length() - 1));
        var unknown = get("/u/reset-verify?ticket=" + "x".repeat(32));
        var none = get("/u/reset-verify");

        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(List.of(unknown.body(), none.body())).containsOnly(known.body());
        assertThat(headers(unknown)).isEqualTo(headers(known)).isEqualTo(headers(none));
        List<String> kept = database.read(
                tx -> tx.list("SELECT digest FROM user_ticket", _ -> {}, (row, _) -> row.getString("digest")));
        assertThat(kept).hasSize(1);
    }

    @Test
    @DisplayName("AZ-12: no page is framed, kept or told of, and none runs or loads anything")
    void keepsPagesSafe() {
        for (var path : List.of("/u/reset-verify?ticket=x", "/u/email-verification?ticket=x", "/u/none")) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void repeatsNothingOfWhatItIsSent() {
        var answer = get("/u/reset-verify?ticket=%3Cscript%3Ealert(1)%3C/script%3E");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("script", "alert");
        assertThat(get("/u/%3Cscript%3E").statusCode()).isEqualTo(404);
        assertThat(get("/u/%3Cscript%3E").body()).doesNotContain("script");
    }

    private String management() {
        return server.token(server.issuer() + "api/v2/");
    }

    private HttpResponse<String> get(String path) {
        return server.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build());
    }

    private static Map<String, List<String>> headers(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase("x-request-id") || name.equalsIgnoreCase("date"));
        return headers;
    }
}
