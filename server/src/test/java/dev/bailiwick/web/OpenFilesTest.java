package dev.bailiwick.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All ports together stay within the limit of open files. */
class OpenFilesTest {

    private static final int OWN_PORTS = 3;
    private static final OpenFiles ROOM_FOR_TWO = new OpenFiles(256 + 4 * 2 * 33);

    @ParameterizedTest
    @ValueSource(ints = {512, 513, 1_024, 4_096, 65_536, Integer.MAX_VALUE})
    void areNeverMoreThanTheLimitAllows(int limit) {
        var files = new OpenFiles(limit);
        long own = (long) OWN_PORTS * files.connectionsOfOwnPort();
        long further = files.furtherPorts() * (OpenFiles.CONNECTIONS_OF_FURTHER_PORT + 1L);

        assertThat(own + further).isPositive().isLessThan(limit);
    }

    @Test
    void leaveNoRoomForFurtherPortsWhereThereAreHardlyAny() {
        assertThat(new OpenFiles(100).furtherPorts()).isZero();
    }

    @Test
    void areRefusedToAPortTooMany() throws Exception {
        var router = TestServer.router(List.of());
        var loopback = InetAddress.getLoopbackAddress();
        try (var server = HttpServer.start(loopback, 0, 0, SSLContext.getDefault(), router, ROOM_FOR_TWO);
                var taken = new ServerSocket(0, 1, loopback)) {
            assertThatThrownBy(() -> server.open(taken.getLocalPort(), router))
                    .hasMessageContaining("cannot be opened");
            int first = server.open(0, router);
            server.open(0, router);

            assertThatThrownBy(() -> server.open(0, router))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("open files");

            server.shut(first);
            server.shut(first);
            server.open(0, router);
            assertThatThrownBy(() -> server.open(0, router)).hasMessageContaining("open files");
        }
    }

    @Test
    void makeTheClientsOfAFurtherPortWait() throws Exception {
        var router = TestServer.router(List.of());
        var loopback = InetAddress.getLoopbackAddress();
        var clients = new ArrayList<Socket>();
        try (var server = HttpServer.start(loopback, 0, 0, SSLContext.getDefault(), router, ROOM_FOR_TWO)) {
            int port = server.open(0, router);
            for (int i = 0; i < OpenFiles.CONNECTIONS_OF_FURTHER_PORT; i++) {
                clients.add(new Socket(loopback, port));
            }
            try (var last = new Socket(loopback, port)) {
                last.getOutputStream().write("no TLS".getBytes(UTF_8));
                assertThat(isHeard(last, 1_000)).isFalse();

                clients.removeFirst().close();
                assertThat(isHeard(last, 15_000)).isTrue();
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    /** Whether the server hangs up on a client that speaks no TLS, rather than let it wait. */
    private static boolean isHeard(Socket client, int millis) throws IOException {
        client.setSoTimeout(millis);
        try {
            client.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
