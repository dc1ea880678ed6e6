package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static dev.bailiwick.web.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a well-behaved client sees. */
class HttpServerTest {

    private static TestServer server;
    private static HttpClient client;

    @BeforeAll
    static void start(@TempDir Path directory) throws GeneralSecurityException, IOException {
        server = new TestServer(directory);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.clientTls())
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void servesHttpsUnderACertificateOfItsOwnAuthority(String host) throws Exception {
        var url = URI.create("https://" + host + ":" + server.httpsPort() + "/echo/path/x");

        var response = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"id\":\"x\"");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void isNotTrustedByAClientThatDoesNotKnowTheAuthority() {
        var url = URI.create("https://localhost:" + server.httpsPort() + "/echo/path/x");
        try (var stranger = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> stranger.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void answersAClientThatWouldRatherSpeakHttp2() throws Exception {
        try (var modern = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
            assertThat(modern.send(HttpRequest.newBuilder(https("/echo/path/x")).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(modern.send(HttpRequest.newBuilder(http("/echo/path/x")).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void readsTheBodyOfADelete() throws Exception {
        var request = HttpRequest.newBuilder(https("/echo/body"))
                .method("DELETE", BodyPublishers.ofString("[\"a\",\"b\"]"))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void readsAChunkedBody() throws Exception {
        var request = HttpRequest.newBuilder(https("/echo/body"))
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("chunk by chunk".getBytes(StandardCharsets.UTF_8))))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("chunk by chunk");
    }

    @Test
    void answersAClientThatWaitsForContinue() throws Exception {
        var request = HttpRequest.newBuilder(http("/echo/body"))
                .expectContinue(true)
                .POST(BodyPublishers.ofString("awaited"))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("awaited");
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws IOException {
        var whole = ask(server.port(), get("/echo/path/x"));
        try (var raw = new RawClient(server.port())) {
            raw.send("HEAD /echo/path/x HTTP/1.1\r\nHost: acme.test\r\n\r\n");
            var head = raw.replyWithoutBody();
            raw.send(get("/echo/path/next"));

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo(whole.header("Content-Length"));
            assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
            assertThat(raw.reply().body()).contains("next");
        }
    }

    @Test
    void sendsNoContentWithoutATypeOrALengthOfIt() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send(get("/echo/nothing") + get("/echo/path/next"));
            var nothing = raw.reply();

            assertThat(nothing.status()).isEqualTo(204);
            assertThat(nothing.headers()).doesNotContainKeys("content-type", "content-length", "x-bailiwick-unsized");
            assertThat(nothing.body()).isEmpty();
            assertThat(raw.reply().body()).contains("next");
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send(get("/echo/path/1") + get("/echo/path/2") + get("/echo/path/3"));

            assertThat(raw.replies(3))
                    .extracting(RawClient.Reply::body)
                    .satisfiesExactly(
                            body -> assertThat(body).contains("\"1\""),
                            body -> assertThat(body).contains("\"2\""),
                            body -> assertThat(body).contains("\"3\""));
        }
    }

    @Test
    void endsTheConnectionWhenTheClientAsksForIt() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("GET /echo/path/x HTTP/1.1\r\nHost: acme.test\r\nConnection: close\r\n\r\n");

            assertThat(raw.reply().header("Connection")).isEqualTo("close");
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "acme.test:8443", "127.0.0.1:1", "[::1]:8080", "[::1]", "my_host", "ACME.test."})
    void takesEveryFormOfHost(String host) throws IOException {
        assertThat(ask(server.port(), "GET /echo/path/x HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void knowsACallerOnTheSameMachine() throws IOException {
        assertThat(ask(server.port(), get("/echo/loopback")).body()).isEqualTo("true");
    }

    @Test
    void answersOnLoopbackTooWhereverElseItListens() throws IOException, GeneralSecurityException {
        var health = HealthApi.of(() -> true);
        var router = TestServer.router(List.of(health));
        var elsewhere = InetAddress.getByName("127.0.0.2");

        try (var other = HttpServer.start(elsewhere, 0, 0, SSLContext.getDefault(), router)) {
            assertThat(ask(other.httpPort(), get("/health/ready")).body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void refusesToStartOnAPortThatIsTaken() throws GeneralSecurityException {
        var router = TestServer.router(List.of());
        var tls = SSLContext.getDefault();

        assertThatThrownBy(() -> HttpServer.start(InetAddress.getLoopbackAddress(), 0, server.port(), tls, router))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Port " + server.port());
    }

    private static URI https(String path) {
        return URI.create("https://localhost:" + server.httpsPort() + path);
    }

    private static URI http(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }
}
