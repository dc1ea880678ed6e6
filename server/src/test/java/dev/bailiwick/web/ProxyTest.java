package dev.bailiwick.web;

import static dev.bailiwick.web.RawClient.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed about the client. */
class ProxyTest {

    @Nested
    class BehindATrustedProxy {

        @TempDir
        private Path directory;

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "X-Forwarded-For: 203.0.113.9                        | 203.0.113.9",
                    "X-Forwarded-For: 1.1.1.1, 203.0.113.9, 10.1.2.3     | 203.0.113.9",
                    "X-Forwarded-For: 127.0.0.1, 203.0.113.9             | 203.0.113.9",
                    "X-Forwarded-For: 203.0.113.9:4711                   | 203.0.113.9",
                    "X-Forwarded-For: [2001:db8::1]:4711                 | 2001:db8:0:0:0:0:0:1",
                    "X-Forwarded-For: 10.1.2.3                           | 10.1.2.3",
                    "X-Forwarded-For: unknown                            | unknown",
                    "X-Forwarded-For: evil.example                       | unknown",
                    "X-Forwarded-For: 1.2.3                              | unknown",
                    "Forwarded: for=203.0.113.9                          | unknown",
                    "X-Real-IP: 203.0.113.9                              | unknown",
                    "X_Forwarded_For: 203.0.113.9                        | 127.0.0.1",
                })
        void takesTheRightMostAddressThatIsNoProxy(String header, String client) throws IOException {
            try (var server = behind("127.0.0.1, 10.0.0.0/8")) {
                assertThat(ask(server.port(), get("/echo/client", header)).body())
                        .isEqualTo("\"" + client + " acme.test\"");
            }
        }

        @Test
        void joinsRepeatedHeadersInTheirOrder() throws IOException {
            try (var server = behind("127.0.0.1")) {
                var headers = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-For: 203.0.113.10";

                assertThat(ask(server.port(), get("/echo/client", headers)).body())
                        .contains("203.0.113.10");
            }
        }

        @Test
        void findsTheTenantByTheHostThatTheNearestProxyNames() throws IOException {
            try (var server = behind("127.0.0.1")) {
                var headers = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Host: forged.test, real.test";

                assertThat(ask(server.port(), get("/echo/client", headers)).body())
                        .contains("real.test");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X-Forwarded-For: 203.0.113.9",
                    "X-Forwarded-For: 127.0.0.1",
                    "X-Forwarded-For: nonsense",
                    "X-Forwarded-Host: localhost",
                    "X-Forwarded-Proto: https",
                    "Forwarded: for=127.0.0.1",
                    "X-Real-IP: 127.0.0.1",
                    "Via: 1.1 proxy",
                })
        void opensNothingOfTheMachinesOwnToTheWorld(String header) throws IOException {
            try (var server = behind("127.0.0.1")) {
                assertThat(ask(server.port(), get("/health/live", header)).status())
                        .isEqualTo(404);
                assertThat(ask(server.port(), get("/echo/loopback", header)).body())
                        .isEqualTo("false");
                var unknownHost = "GET /echo/client HTTP/1.1\r\nHost: nowhere.test\r\n" + header + "\r\n\r\n";
                assertThat(ask(server.port(), unknownHost).status())
                        .isEqualTo(header.startsWith("X-Forwarded-Host") ? 200 : 404);
            }
        }

        @Test
        void stillAnswersTheMachineItself() throws IOException {
            try (var server = behind("127.0.0.1")) {
                assertThat(ask(server.port(), RawClient.get("/health/live")).status())
                        .isEqualTo(200);
            }
        }

        private TestServer behind(String proxies) {
            return new TestServer(directory, DoorRules.DEFAULT.with(TrustedProxies.parse(proxies)), TestServer.ROOM);
        }
    }

    @Nested
    class WithoutATrustedProxy {

        @Test
        void believesNobody(@TempDir Path directory) throws IOException {
            try (var server = new TestServer(directory)) {
                var headers = "X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Host: forged.test";

                assertThat(ask(server.port(), get("/echo/client", headers)).body())
                        .isEqualTo("\"127.0.0.1 acme.test\"");
            }
        }

        @Test
        void takesAForwardedRequestForNoneOfThisMachine(@TempDir Path directory) throws IOException {
            try (var server = new TestServer(directory)) {
                assertThat(ask(server.port(), get("/health/live", "X-Forwarded-For: 203.0.113.9"))
                                .status())
                        .isEqualTo(404);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "192.0.2.1/32, 192.0.2.1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, ::1, false",
    })
    void knowsWhatABlockHolds(String block, String address, boolean isHeld) {
        assertThat(TrustedProxies.parse(block).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(isHeld);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/x",
                "10.0.0",
                "300.1.1.1",
                "::1/129",
                "0.0.0.0/0",
                "10.0.0.0/-1",
                "[::1]",
                "10.0.0.1:80"
            })
    void refusesWhatIsNoAddress(String entry) {
        assertThatThrownBy(() -> TrustedProxies.parse("10.0.0.1, " + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry);
    }

    @Test
    void takesAnEmptyListForNobody() {
        assertThat(TrustedProxies.parse(" ")).isEqualTo(new TrustedProxies(List.of()));
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: acme.test\r\n" + headers + "\r\n\r\n";
    }
}
