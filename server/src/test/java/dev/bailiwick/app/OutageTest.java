package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.store.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database goes away, in the two ways in which it can, and comes back. The long form is {@code -Doutage.seconds=1,5,60}.
 */
class OutageTest {

    private static final List<Integer> SECONDS =
            List.of(System.getProperty("outage.seconds", "1,5").split(",")).stream()
                    .map(Integer::valueOf)
                    .toList();
    private static final int CLIENTS = 8;
    // Generous: what counts is that nobody waits for the database to come back, on however busy a machine.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final TestDatabase database = Engine.POSTGRES.makeBlank();
    private final URI address = URI.create(database.url().substring("jdbc:".length()));
    private final Wire wire = new Wire(address.getPort());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Node node;
    private String token;

    private record Reply(int status, boolean hasRetryAfter, Duration took) {}

    @BeforeEach
    void start(@TempDir Path directory) {
        var url = "jdbc:" + address.toString().replace(":" + address.getPort() + "/", ":" + wire.port() + "/");
        node = Node.start(Node.settings(database, directory, Map.of(Setting.DATABASE_URL, url)));
        token = node.extensionToken(node.firstClient());
    }

    @AfterEach
    void stop() {
        node.close();
        wire.close();
        http.close();
        database.close();
    }

    @Test
    @DisplayName("FA-05 answers 503 at once while the database refuses connections, and comes back by itself")
    void outlivesACutWire() throws Exception {
        for (int seconds : SECONDS) {
            outlives("cut", Wire::cut, Duration.ofSeconds(seconds));
        }
    }

    @Test
    @DisplayName("FA-05 answers 503 at once while the database says nothing, and comes back by itself")
    void outlivesASilentWire() throws Exception {
        for (int seconds : SECONDS) {
            outlives("silent", Wire::fallSilent, Duration.ofSeconds(seconds));
        }
    }

    private void outlives(String kind, Consumer<Wire> fault, Duration outage) throws Exception {
        assertThat(policy().status).isEqualTo(200);
        Queue<Reply> replies = new ConcurrentLinkedQueue<>();
        var over = new AtomicBoolean();
        long slowestReadiness;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            fault.accept(wire);
            long began = System.nanoTime();
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> {
                    while (!over.get()) {
                        replies.add(policy());
                        Thread.sleep(10);
                    }
                    return true;
                }));
            }
            slowestReadiness = probe("/health/ready", 503).toMillis();
            while (System.nanoTime() - began < outage.toNanos()) {
                assertThat(probe("/health/live", 200)).isLessThan(PATIENCE);
                assertThat(probe("/health/ready", 503)).isLessThan(PATIENCE);
                Thread.sleep(100);
            }
            over.set(true);
            for (var client : running) {
                client.get();
            }
        }
        wire.mend();
        long mended = System.nanoTime();
        while (policy().status != 200) {
            assertThat(System.nanoTime() - mended)
                    .isLessThan(Duration.ofSeconds(15).toNanos());
        }
        long back = (System.nanoTime() - mended) / 1_000_000;
        probe("/health/ready", 200);

        var slow = replies.stream().map(Reply::took).sorted().toList();
        System.out.printf(
                "%s for %d s: %d replies, median %d ms, p99 %d ms, longest %d ms; not ready after %d ms; back after %d ms%n",
                kind,
                outage.toSeconds(),
                slow.size(),
                slow.get(slow.size() / 2).toMillis(),
                slow.get(slow.size() * 99 / 100).toMillis(),
                slow.getLast().toMillis(),
                slowestReadiness,
                back);
        assertThat(replies).allMatch(reply -> reply.status == 503 && reply.hasRetryAfter);
        assertThat(slow.getLast()).isLessThan(PATIENCE);
    }

    private Reply policy() throws Exception {
        return ask(HttpRequest.newBuilder(URI.create(url() + TestBailiwick.EXTENSION + "/users/u/policy/app"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"connectionName\":\"ad\"}"))
                .build());
    }

    private Duration probe(String path, int expected) throws Exception {
        var reply = ask(HttpRequest.newBuilder(URI.create(url() + path)).build());
        assertThat(reply.status).as(path).isEqualTo(expected);
        return reply.took;
    }

    private Reply ask(HttpRequest request) throws Exception {
        long began = System.nanoTime();
        var answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        return new Reply(
                answer.statusCode(),
                answer.headers().firstValue("Retry-After").isPresent(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    private String url() {
        return "http://127.0.0.1:" + node.server().httpPort();
    }
}
