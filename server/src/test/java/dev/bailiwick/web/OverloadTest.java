package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static dev.bailiwick.web.RawClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More requests at once than there is room for. */
class OverloadTest {

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = new TestServer(directory, DoorRules.DEFAULT, 1);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areTurnedAwayAtOnceInTheDialectAndCounted() throws Exception {
        try (var slow = new RawClient(server.port())) {
            slow.send(get("/echo/slow"));
            server.slowBegan.await();
            var refused = ask(server.port(), get("/echo/path/x"));

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body()).contains("echo", "Unavailable");
            assertThat(server.traffic().shed()).isEqualTo(1);
            assertThat(server.traffic().inFlight()).isEqualTo(1);
        }
    }

    @Test
    void keepNobodyFromAskingForTheServersHealth() throws Exception {
        try (var slow = new RawClient(server.port())) {
            slow.send(get("/echo/slow"));
            server.slowBegan.await();

            assertThat(ask(server.port(), get("/health/live")).status()).isEqualTo(200);
        }
    }

    @Test
    void areForgottenOnceThereIsRoomAgain() throws Exception {
        try (var slow = new RawClient(server.port())) {
            slow.send(get("/echo/slow"));
            server.slowBegan.await();
            ask(server.port(), get("/echo/path/x"));
            server.slowMayEnd.countDown();
            slow.reply();

            assertThat(soon("/echo/path/x")).isEqualTo(200);
        }
    }

    @Test
    void leaveNoBodyBehindThatMightBeTakenForARequest() throws Exception {
        try (var slow = new RawClient(server.port());
                var refused = new RawClient(server.port())) {
            slow.send(get("/echo/slow"));
            server.slowBegan.await();
            refused.send("POST /echo/body HTTP/1.1\r\nHost: acme.test\r\nContent-Length: 900\r\n\r\n");

            assertThat(refused.reply().status()).isEqualTo(503);
            assertThat(refused.isEnded()).isTrue();
        }
    }

    @Test
    void roomIsGivenBackWhateverBecomesOfAnAnswer() throws Exception {
        for (var path : new String[] {"/echo/broken/1", "/echo/broken/10000", "/echo/unknown", "/echo/streamed/1000"}) {
            try (var client = new RawClient(server.port())) {
                client.send(get(path).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
                client.rest();
            }
            assertThat(soon("/echo/path/x")).isEqualTo(200);
        }
    }

    /** The room is free a moment after the answer is there. */
    private int soon(String path) throws IOException, InterruptedException {
        int status = 503;
        for (int i = 0; i < 100 && status == 503; i++) {
            status = ask(server.port(), get(path)).status();
            Thread.sleep(20);
        }
        return status;
    }
}
