package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser is told about pages that want to call. */
class CorsTest {

    private static final String PAGE = "https://app.example.test";
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void namesThePageWhereEveryPageMayCall() throws IOException {
        var reply = ask(server.port(), get("/echo/path/x", "Origin: " + PAGE + "\r\n"));

        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(reply.header("Access-Control-Expose-Headers")).isEqualTo("X-Shown");
        assertThat(reply.header("Vary")).contains("Origin");
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
    }

    @Test
    void varyEvenWhereNoPageCalls() throws IOException {
        var reply = ask(server.port(), get("/echo/path/x", ""));

        assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(reply.header("Vary")).contains("Origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.test/path",
                "javascript:alert(1)",
                "https://a.test\u00e9",
                "https://a b",
                "<script>",
                "*"
            })
    void echoesNothingThatIsNoOrigin(String origin) throws IOException {
        var reply = ask(server.port(), get("/echo/path/x", "Origin: " + origin + "\r\n"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void letsThePageReadRefusals() throws IOException {
        var unknown = ask(server.port(), get("/echo/unknown", "Origin: " + PAGE + "\r\n"));
        var early = ask(server.port(), get("/echo/path/x", "Origin: " + PAGE + "\r\nContent-Length: x\r\n"));

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(early.status()).isEqualTo(400);
        assertThat(early.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    @Test
    void answersAPreflight() throws IOException {
        var reply = ask(server.port(), preflight("/echo/body", "DELETE"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("DELETE");
        assertThat(reply.header("Access-Control-Allow-Headers")).isEqualTo("Authorization,Content-Type");
        assertThat(reply.header("Access-Control-Max-Age")).isEqualTo("86400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo/unknown", "/other/document", "/health/live", "/unknown"})
    void refusesAPreflightWhereThereIsNothingToCall(String path) throws IOException {
        var reply = ask(server.port(), preflight(path, "GET"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-methods");
    }

    @Test
    void refusesAPreflightForAMethodThatTheRouteHasNot() throws IOException {
        var reply = ask(server.port(), preflight("/echo/path/x", "PATCH"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("echo");
    }

    @Test
    void saysTheSameToEveryPageAboutPublicDocuments() throws IOException {
        var unasked = ask(server.port(), get("/open/document", ""));

        assertThat(unasked.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(unasked.header("Vary")).doesNotContain("Origin");
        assertThat(ask(server.port(), preflight("/open/document", "GET")).header("Access-Control-Allow-Headers"))
                .isEqualTo("Accept");
    }

    @Test
    void saysNothingWhereNoPageMayCall() throws IOException {
        var reply = ask(server.port(), get("/other/document", "Origin: " + PAGE + "\r\n"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: acme.test\r\n" + headers + "\r\n";
    }

    private static String preflight(String target, String method) {
        return "OPTIONS " + target + " HTTP/1.1\r\nHost: acme.test\r\nOrigin: " + PAGE
                + "\r\nAccess-Control-Request-Method: " + method + "\r\n\r\n";
    }
}
