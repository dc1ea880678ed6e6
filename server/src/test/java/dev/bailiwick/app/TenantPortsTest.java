package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.crash.Ports;
import dev.bailiwick.json.Json;
import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        int port = Ports.free();
        try (var server = start(directory)) {
            make(Hosts.of(server), "{\"name\":\"acme\",\"domain\":\"acme.test\",\"port\":" + port + "}");
        }
        try (var server = start(directory)) {
            var hosts = Hosts.of(server);
            assertThat(issuer(port, "acme.test", "any.test")).isEqualTo("https://acme.test/");

            hosts.remove("acme");

            var again = hosts.operator("POST", "", "{\"name\":\"next\",\"port\":" + port + "}");
            assertThat(again.status()).as(again.body()).isEqualTo(201);
            hosts.remove("next");
            Eventually.until(() -> !TlsClient.isOpen(port));
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
    void startsWithoutAPortThatAnotherProgramHasAndOpensItLater() throws IOException {
        int port = Ports.free();
        try (var server = start(directory)) {
            make(Hosts.of(server), "{\"name\":\"acme\",\"port\":" + port + "}");
        }
        Server server;
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            server = start(directory);
        }
        try (server) {
            assertThat(Hosts.of(server).issuer("localhost:" + port)).isEqualTo("https://localhost:" + port + "/");
            Eventually.until(() -> TlsClient.isOpen(port));
            assertThat(issuer(port, "localhost", "any.test")).isEqualTo("https://localhost:" + port + "/");
        }
    }

    @Test
    void deletesATenantWhenAskedThroughItsOwnPort() throws IOException {
        try (var server = start(directory)) {
            int port = make(Hosts.of(server), "{\"name\":\"acme\",\"port\":0}")
                    .path("port")
                    .asInt();
            var key = server.directory().operatorKey().reveal();

            var answer = TlsClient.ask(
                    port,
                    "localhost",
                    Hosts.request("localhost", "DELETE", "/operator/tenants/acme", key, 0),
                    directory);

            assertThat(answer).matches("(?s)HTTP/1\\.1 20[24] .*");
            Eventually.until(() -> !TlsClient.isOpen(port));
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

    private Server start(Path node) {
        return Server.start(Node.settings(database, node, Map.of()), TestKeyPairs.inTurn());
    }
}
