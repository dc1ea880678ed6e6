package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tenants where several nodes have one database, which PostgreSQL alone allows. */
class TenantNodesTest {

    private final TestDatabase database = Engine.POSTGRES.make();
    private final Path directory;

    TenantNodesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void makesADeletedTenantUnreachableOnEveryNodeAtOnce() {
        try (var one = start("one");
                var two = start("two")) {
            var here = Hosts.of(one);
            var there = Hosts.of(two);
            here.found("acme");
            var token = there.extensionToken("acme");
            assertThat(there.issuer("acme.example.test")).isEqualTo("https://acme.example.test/");

            here.operator("DELETE", "/acme", "");

            assertThat(there.issuer("acme.example.test")).isEqualTo("https://auth.example.test/");
            assertThat(there.extension("acme", token, "GET", "/groups", "").status())
                    .isEqualTo(401);
            assertThat(there.operator("GET", "/acme", "").status()).isEqualTo(404);
        }
    }

    @Test
    void endsAnApiKeyOnEveryNodeAtOnce() {
        try (var one = start("one");
                var two = start("two")) {
            var here = Hosts.of(one);
            var there = Hosts.of(two);
            var key = Hosts.json(here.operator("POST", "/default/api-keys/rotate", ""))
                    .get("key")
                    .asString();
            assertThat(there.policy(key)).isEqualTo(200);
            var id = Hosts.json(there.operator("GET", "/default/api-keys", ""))
                    .get(0)
                    .get("id")
                    .asString();

            here.operator("DELETE", "/default/api-keys/" + id, "");

            assertThat(there.policy(key)).isEqualTo(401);
        }
    }

    @Test
    void opensAndClosesThePortsThatOtherNodesGiveAndTake() {
        try (var one = start("one")) {
            int port;
            try (var two = start("two")) {
                var made = Hosts.of(two).operator("POST", "", "{\"name\":\"acme\",\"port\":0}");
                assertThat(made.status()).as(made.body()).isEqualTo(201);
                port = Hosts.json(made).path("port").asInt();
            }
            Eventually.until(() -> TlsClient.isOpen(port));

            CommandLineRun.of(settings("three"), "tenant", "delete", "acme", "--yes");

            Eventually.until(() -> !TlsClient.isOpen(port));
            assertThat(Hosts.of(one).issuer("localhost:" + port)).isEqualTo("https://auth.example.test/");
        }
    }

    private Server start(String node) {
        return Server.start(settings(node), TestKeyPairs.inTurn());
    }

    private Settings settings(String node) {
        return Node.settings(database, directory.resolve(node), Map.of());
    }
}
