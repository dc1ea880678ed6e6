package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static dev.bailiwick.web.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and queries arrive at the handler as the client sent them. */
class RawPathTest {

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "auth0|1, auth0|1",
        "auth0%7C1, auth0|1",
        "a%2Fb, a/b",
        "a%5Cb, a\\b",
        "a\\b, a\\b",
        "a@b, a@b",
        "a%40b, a@b",
        "a+b, a+b",
        "a%20b, a b",
        "urn:a:b, urn:a:b",
        "a;a=b, a;a=b",
        ";a=b, ;a=b",
        "..;, ..;",
        "%2e%2e, ..",
        "..%2F..%2Fetc, ../../etc",
        "{a}, {a}",
        "%C3%A9, é",
        "%25zz, %zz",
        "https:%2F%2Fx.test%2F, https://x.test/",
    })
    void handsOverASegmentOfThePath(String raw, String decoded) throws IOException {
        var reply = ask(server.port(), get("/echo/path/" + raw));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(id(reply)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%4", "%00", "a%00b", "%C3", "%ff", "a\u00e9", "\u00c3\u00a9", "\u00ff"})
    void refusesAMalformedPathInTheDialectOfItsPrefix(String raw) throws IOException {
        var reply = ask(server.port(), get("/echo/path/" + raw));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("echo", "Unreadable");
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/echo/path/a/../b", "/echo/path/..;/path/a", "/echo/path//a", "/echo/path/", "/echo//path/a"})
    void resolvesNoDotsAndMergesNoSlashes(String target) throws IOException {
        assertThat(ask(server.port(), get(target)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo/path/a#b", "/echo/path/a#b#c", "/echo/path/a?q=1#b"})
    void refusesAFragmentBecauseWhatIsLeftMayNameSomethingElse(String target) throws IOException {
        assertThat(ask(server.port(), get(target)).status()).isEqualTo(400);
    }

    @Test
    void readsTheRawQuery() throws IOException {
        var reply = ask(server.port(), get("/echo/path/x?a=1%262&b=c+d&e&a=|&f=%2B;g"));

        assertThat(Json.read(reply.body().getBytes(StandardCharsets.UTF_8)).get("query"))
                .isEqualTo(Json.read("""
                        {"a": ["1&2", "|"], "b": ["c d"], "e": [""], "f": ["+;g"]}
                        """.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%00", "a=\u00c3\u00a9", "%=1"})
    void refusesAMalformedQuery(String query) throws IOException {
        var reply = ask(server.port(), get("/echo/path/x?" + query));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("echo", "Unreadable");
    }

    @ParameterizedTest
    @CsvSource({"/echo/none, echo", "/other/none, other", "/other, other", "/elsewhere, Not Found", "/, Not Found"})
    void refusesAnUnknownPathInTheDialectOfItsPrefix(String path, String words) throws IOException {
        var reply = ask(server.port(), get(path));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains(words);
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    }

    private static String id(RawClient.Reply reply) {
        return Json.read(reply.body().getBytes(StandardCharsets.UTF_8))
                .get("id")
                .asString();
    }
}
