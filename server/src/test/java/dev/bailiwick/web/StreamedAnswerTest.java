package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static dev.bailiwick.web.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are written while they are sent. */
class StreamedAnswerTest {

    private static final int LENGTH_OF_ONE = 103;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void sendsAShortOneWhole() throws IOException {
        var reply = ask(server.port(), get("/echo/streamed/2"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.header("X-Request-Id")).isNotEmpty();
        assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(2 * LENGTH_OF_ONE + 1));
        assertThat(reply.body()).startsWith("[\"aaa").endsWith("aaa\"]");
    }

    @Test
    void sendsALongOneToItsEnd() throws Exception {
        for (int i = 0; i < 2; i++) {
            var response = fetch("/echo/streamed/100000");

            assertThat(response.headers().firstValue("Content-Length")).isEmpty();
            assertThat(response.body()).hasSize(100_000 * LENGTH_OF_ONE + 1).endsWith("aaa\"]");
        }
    }

    @Test
    void endsALongOneOnAConnectionThatIsToBeClosed() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("GET /echo/streamed/1000 HTTP/1.1\r\nHost: acme.test\r\nConnection: close\r\n\r\n");

            assertThat(raw.rest()).endsWith("aaa\"]\r\n0\r\n\r\n");
        }
    }

    @Test
    void writesNoBodyForHead() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send("HEAD /echo/streamed/1000 HTTP/1.1\r\nHost: acme.test\r\n\r\n" + get("/echo/path/next"));

            assertThat(raw.replyWithoutBody().header("Content-Length"))
                    .isEqualTo(String.valueOf(1_000 * LENGTH_OF_ONE + 1));
            assertThat(raw.reply().body()).contains("next");
        }
    }

    @Test
    void answersInTheDialectWhenAShortOneCannotBeWritten() throws IOException {
        var reply = ask(server.port(), get("/echo/broken/1"));

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).contains("echo", "Unexpected");
        assertThat(server.complaints()).singleElement().asString().contains(reply.header("X-Request-Id"));
    }

    @Test
    void answersInTheDialectWhenAShortOneIsRefusedWhileItIsWritten() throws IOException {
        var reply = ask(server.port(), get("/echo/refused/1"));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.body()).contains("echo", "Unavailable");
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void cutsALongOneOffThatIsRefusedWhileItIsWritten() {
        assertThatThrownBy(() -> fetch("/echo/refused/10000")).isInstanceOf(IOException.class);
        assertThat(server.complaints()).hasSize(1);
    }

    @Test
    void cutsALongOneOffThatCannotBeWritten() {
        assertThatThrownBy(() -> fetch("/echo/broken/10000")).isInstanceOf(IOException.class);
        assertThat(server.complaints()).hasSize(1);
    }

    @Test
    void logsTheRequestIdOfALongOneThatCannotBeWritten() throws IOException {
        try (var raw = new RawClient(server.port())) {
            raw.send(get("/echo/broken/10000"));
            var id = raw.replyWithoutBody().header("X-Request-Id");
            raw.rest();

            assertThat(id).isNotEmpty();
            assertThat(server.complaints()).singleElement().asString().contains(id);
        }
    }

    @Test
    void givesBackTheMemoryOfItsCompression() throws IOException {
        var compressing = Gzip.onto(OutputStream.nullOutputStream());
        var body = new HeldOutput(() -> compressing);
        body.write(new byte[100_000]);
        body.release();

        assertThatThrownBy(() -> compressing.write(new byte[100])).hasMessageContaining("closed");
    }

    @Test
    void saysNothingAboutAClientThatGoesAway() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(get("/echo/streamed/10000000"));
            Thread.sleep(100);
            raw.abort();
        }
        Thread.sleep(300);

        assertThat(server.complaints()).isEmpty();
        assertThat(ask(server.port(), get("/echo/path/x")).status()).isEqualTo(200);
    }

    private HttpResponse<String> fetch(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
