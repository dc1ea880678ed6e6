package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping: nobody's request is cut off, and nobody's idle connection is waited for. */
class HttpServerStopTest {

    private static final Duration LESS_THAN_GRACE = Duration.ofSeconds(8);

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void letsARequestInFlightFinish() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send(get("/echo/slow"));
            server.slowBegan.await();
            var stopping = Thread.ofPlatform().start(server::stop);
            Thread.sleep(1_000);

            assertThat(stopping.isAlive()).isTrue();
            server.slowMayEnd.countDown();
            assertThat(raw.reply().body()).isEqualTo("\"slow and whole\"");
            assertThat(raw.isEnded()).isTrue();
            assertThat(stopping.join(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    void takesNoNewConnectionsOnceStopped() {
        int port = server.port();
        server.close();

        assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
    }

    @Test
    void doesNotWaitForIdleConnections() throws IOException {
        try (var raw = new RawClient(server.port());
                var silent = new RawClient(server.port());
                var halfway = new RawClient(server.port());
                var _ = new Socket(InetAddress.getLoopbackAddress(), server.httpsPort())) {
            raw.send(get("/echo/path/x"));
            raw.reply();
            halfway.send("GET /echo/path/x HTTP/1.1\r\nHo");
            long begin = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LESS_THAN_GRACE);
            assertThat(raw.isEnded()).isTrue();
            assertThat(silent.isEnded()).isTrue();
        }
    }

    @Test
    void doesNotWaitForIdleConnectionsOverTls() throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
            var url = URI.create("https://localhost:" + server.httpsPort() + "/echo/path/x");
            client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
            long begin = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LESS_THAN_GRACE);
        }
    }

    @Test
    void letsARequestInFlightFinishOverTls() throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(server.clientTls()).build()) {
            var url = URI.create("https://localhost:" + server.httpsPort() + "/echo/slow");
            var answer = client.sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
            server.slowBegan.await();
            var stopping = Thread.ofPlatform().start(server::stop);
            Thread.sleep(1_000);
            server.slowMayEnd.countDown();

            assertThat(answer.join().body()).isEqualTo("\"slow and whole\"");
            assertThat(stopping.join(Duration.ofSeconds(3))).isTrue();
        }
    }

    @Test
    void mayBeStoppedTwice() {
        server.close();
        server.close();
    }
}
