package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static dev.bailiwick.web.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time: cut off while others are served, and without a word in the log. */
class SlowClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String BODY = "POST /echo/body HTTP/1.1\r\nHost: acme.test\r\nContent-Length: 900\r\n\r\n";

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = new TestServer(directory, new DoorRules(TrustedProxies.NONE, PATIENCE), TestServer.ROOM);
    }

    @AfterEach
    void stop() {
        assertThat(server.complaints()).isEmpty();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /echo/path/x HTTP/1.1\r\n",
                "GET /echo/path/x HTTP/1.1\r\nHost: acme.test\r\nX: ",
                BODY,
                "POST /echo/body HTTP/1.1\r\nHost: acme.test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            })
    void areCutOffMidway(String beginning) throws IOException {
        try (var slow = new RawClient(server.port())) {
            slow.send(beginning);

            assertThat(slow.rest()).doesNotContain(" 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /echo/path/x HTTP/1.1\r\nHost: acme.test\r\nX: ", BODY})
    void areCutOffThoughTheySendAByteNowAndThen(String beginning) throws Exception {
        try (var slow = new RawClient(server.port())) {
            slow.send(beginning);
            assertThat(isCutWithin(slow, 10 * PATIENCE.toMillis())).isTrue();
        }
    }

    @Test
    void areCutOffInTheRequestThatFollowsAnother() throws Exception {
        try (var slow = new RawClient(server.port())) {
            slow.send(get("/echo/path/x") + "GET /echo");
            assertThat(slow.reply().status()).isEqualTo(200);

            assertThat(slow.isEnded()).isTrue();
        }
    }

    @Test
    void areCutOffInTheirTlsHandshake() throws IOException {
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), server.httpsPort())) {
            silent.setSoTimeout(15_000);

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void doNotKeepOthersWaiting() throws IOException {
        var slow = new ArrayList<RawClient>();
        for (int i = 0; i < 200; i++) {
            var client = new RawClient(server.port());
            client.send("GET /echo/path/x HTTP/1.1\r\n");
            slow.add(client);
        }

        assertThat(ask(server.port(), get("/echo/path/x")).status()).isEqualTo(200);
        for (var client : slow) {
            assertThat(client.isEnded()).isTrue();
            client.close();
        }
    }

    @Test
    void thatDoNotTakeTheirAnswerAreCutOff() throws Exception {
        try (var slow = new RawClient(server.port())) {
            slow.send(get("/echo/streamed/10000000"));
            for (int i = 0; i < 150 && server.traffic().inFlight() == 0; i++) {
                Thread.sleep(10);
            }
            for (int i = 0; i < 150 && server.traffic().inFlight() > 0; i++) {
                Thread.sleep(100);
            }

            assertThat(server.traffic().inFlight()).isZero();
        }
    }

    @Test
    void mayWaitBetweenTheirRequests() throws Exception {
        try (var idle = new RawClient(server.port())) {
            idle.send(get("/echo/path/1"));
            idle.reply();
            Thread.sleep(PATIENCE.multipliedBy(2));
            idle.send(get("/echo/path/2"));

            assertThat(idle.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void mayWaitForALongAnswer() throws Exception {
        try (var waiting = new RawClient(server.port())) {
            waiting.send(get("/echo/slow"));
            server.slowBegan.await();
            Thread.sleep(PATIENCE.multipliedBy(2));
            server.slowMayEnd.countDown();

            assertThat(waiting.reply().status()).isEqualTo(200);
        }
    }

    private static boolean isCutWithin(RawClient client, long millis) throws InterruptedException {
        for (long waited = 0; waited < millis; waited += 100) {
            try {
                client.send("a");
            } catch (IOException e) {
                return true;
            }
            Thread.sleep(100);
        }
        return false;
    }
}
