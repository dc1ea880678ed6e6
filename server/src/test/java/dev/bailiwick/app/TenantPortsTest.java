package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Listener ports of tenants, and the certificates of their hosts. */
@EachEngine
class TenantPortsTest {

    private final TestDatabase database;
    private final Path directory;

    TenantPortsTest(TestDatabase database, @TempDir Path directory) {
        this.database = database;
        this.directory = directory;
    }

    @Test
    void givesAPortToOneTenantAlone() throws IOException {
        try (var server = start(directory)) {
            var hosts = Hosts.of(server);
            var made = make(hosts, "{\"name\":\"acme\",\"port\":0}");
            int port = made.path("port").asInt();

            assertThat(made.path("domain").asString()).isEqualTo("localhost:" + port);
            for (var host : new String[] {"localhost:" + port, "auth.example.test", "nobody.test"}) {
                assertThat(issuer(port, "localhost", host)).isEqualTo("https://localhost:" + port + "/");
            }
            assertThat(hosts.issuer("localhost:" + port)).isEqualTo("https://localhost:" + port + "/");
        }
    }

    @Test
    void opensThePortAtEveryStartAndClosesItWithTheTenant() throws IOException {
        int port;
        try (var server = start(directory)) {
            port = make(Hosts.of(server), "{\"name\":\"acme\",\"domain\":\"acme.test\",\"port\":0}")
                    .path("port")
                    .asInt();
        }
        try (var server = start(directory)) {
            var hosts = Hosts.of(server);
            assertThat(issuer(port, "acme.test", "any.test")).isEqualTo("https://acme.test/");

            assertThat(hosts.operator("DELETE", "/acme", "").status()).isEqualTo(204);

            assertThat(isOpen(port)).isFalse();
            var again = hosts.operator("POST", "", "{\"name\":\"next\",\"port\":" + port + "}");
            assertThat(again.status()).as(again.body()).isEqualTo(201);
        }
    }

    @Test
    void refusesAPortThatIsTakenAndLeavesNothingBehind() throws IOException {
        try (var server = start(directory);
                var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var hosts = Hosts.of(server);
            int own =
                    make(hosts, "{\"name\":\"first\",\"port\":0}").path("port").asInt();

            var taken = hosts.operator("POST", "", "{\"name\":\"acme\",\"port\":" + other.getLocalPort() + "}");
            var anothers = hosts.operator("POST", "", "{\"name\":\"acme\",\"domain\":\"a.test\",\"port\":" + own + "}");
            var domain = hosts.operator("POST", "", "{\"name\":\"acme\",\"domain\":\"auth.example.test\",\"port\":0}");

            assertThat(taken.status()).isEqualTo(409);
            assertThat(taken.body()).contains("Another program has the port " + other.getLocalPort() + ".");
            assertThat(anothers.body()).contains("Another tenant has the port " + own + ".");
            assertThat(domain.status()).isEqualTo(409);
            assertThat(Hosts.json(hosts.operator("GET", "", "")).findValuesAsString("name"))
                    .containsExactly("default", "first");
        }
    }

    @Test
    void startsWithoutAPortThatAnotherProgramHas() throws IOException {
        int port;
        try (var server = start(directory)) {
            port = make(Hosts.of(server), "{\"name\":\"acme\",\"port\":0}")
                    .path("port")
                    .asInt();
        }
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var server = start(directory)) {
            assertThat(Hosts.of(server).issuer("localhost:" + port)).isEqualTo("https://localhost:" + port + "/");
        }
    }

    @Test
    void followsTheOtherNodes() {
        if (database.engine() == Engine.SQLITE) {
            return; // its file belongs to one process
        }
        try (var one = start(directory.resolve("one"))) {
            int port;
            try (var two = start(directory.resolve("two"))) {
                port = make(Hosts.of(two), "{\"name\":\"acme\",\"port\":0}")
                        .path("port")
                        .asInt();
            }
            Eventually.until(() -> isOpen(port));

            CommandLineRun.of(settings(directory.resolve("three")), "tenant", "delete", "acme", "--yes");

            Eventually.until(() -> !isOpen(port));
            assertThat(Hosts.of(one).issuer("localhost:" + port)).isEqualTo("https://auth.example.test/");
        }
    }

    @Test
    void provesItselfUnderTheHostsOfAllTenants() throws IOException {
        try (var server = start(directory)) {
            var hosts = Hosts.of(server);
            make(hosts, "{\"name\":\"acme\",\"domain\":\"acme.test:8443\"}");
            int port = server.httpsPort();

            assertThat(TlsClient.names(port, "acme.test", directory)).contains("acme.test");
            assertThat(TlsClient.names(port, "ACME.test", directory)).contains("acme.test");
            assertThat(TlsClient.names(port, "auth.example.test", directory))
                    .contains("auth.example.test")
                    .doesNotContain("acme.test");
            assertThat(TlsClient.names(port, "nobody.test", directory)).doesNotContain("nobody.test");

            hosts.operator("DELETE", "/acme", "");

            assertThat(TlsClient.names(port, "acme.test", directory)).doesNotContain("acme.test");
        }
    }

    private String issuer(int port, String tlsName, String host) throws IOException {
        var answer = TlsClient.get(port, tlsName, host, "/.well-known/openid-configuration", directory);
        return Json.read(answer.getBytes(StandardCharsets.UTF_8)).path("issuer").asString();
    }

    private static JsonNode make(Hosts hosts, String tenant) {
        var reply = hosts.operator("POST", "", tenant);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return Hosts.json(reply);
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Server start(Path node) {
        return Server.start(settings(node));
    }

    private Settings settings(Path node) {
        return Node.settings(database, node, Map.of());
    }
}
