package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopTest {

    private static final long GRACE_SECONDS = 10;

    @Test
    void finishesTheRequestInFlight(@TempDir Path data) throws Exception {
        try (var server = RunningBailiwick.start(data.resolve("data"), Map.of());
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(server.http()).getPort())) {
            var body = "grant_type=client_credentials&client_id=" + server.said("id") + "&client_secret="
                    + server.said("secret") + "&audience=urn:auth0-authz-api";
            var head =
                    "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n";
            send(socket.getOutputStream(), head + body.substring(0, 20));
            awaitReading(server);

            var stopped = CompletableFuture.supplyAsync(() -> stop(server));
            Thread.sleep(1_000);
            assertThat(stopped).as("it waits for the request").isNotDone();
            send(socket.getOutputStream(), body.substring(20));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"access_token\":");
            assertThat(stopped.get(GRACE_SECONDS, TimeUnit.SECONDS)).isEqualTo(143);
        }
    }

    @Test
    void waitsForNobodyLongerThanItsGrace(@TempDir Path data) throws Exception {
        try (var server = RunningBailiwick.start(data.resolve("data"), Map.of());
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(server.http()).getPort())) {
            send(
                    socket.getOutputStream(),
                    "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx");
            Thread.sleep(500);

            long start = System.nanoTime();
            assertThat(server.stop()).isEqualTo(143);

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
                    .isLessThan(GRACE_SECONDS + 5);
        }
    }

    /** Waits until a request is being read. The one that asks for that does not count. */
    private static void awaitReading(RunningBailiwick server) throws IOException, InterruptedException {
        var metrics = HttpRequest.newBuilder(URI.create(server.http()).resolve("/metrics"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var deadline = Instant.now().plusSeconds(60);
            while (!http.send(metrics, BodyHandlers.ofString())
                    .body()
                    .contains("bailiwick_http_requests_in_flight 1")) {
                assertThat(Instant.now()).isBefore(deadline);
                Thread.sleep(50);
            }
        }
    }

    private static int stop(RunningBailiwick server) {
        try {
            return server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
