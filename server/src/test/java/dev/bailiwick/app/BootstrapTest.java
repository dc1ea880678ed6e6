package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class BootstrapTest {

    private static final String OTHER_KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    private final TestDatabase database;
    private final Path directory;

    BootstrapTest(TestDatabase database, @TempDir Path directory) {
        this.database = database;
        this.directory = directory;
    }

    @Test
    void tellsTheFirstClientOnce() {
        FirstClient client;
        String token;
        String keys;
        String ca;
        try (var first = start(Map.of())) {
            client = first.firstClient();
            assertThat(Greeting.of(first.server()))
                    .contains(client.id().value(), client.secret().reveal());
            token = first.extensionToken(client);
            keys = first.get("/.well-known/jwks.json").toString();
            ca = first.server().directory().caCertificate().toString();
        }

        try (var second = start(Map.of())) {
            assertThat(second.server().firstClient()).isEmpty();
            assertThat(Greeting.of(second.server()))
                    .doesNotContain(client.secret().reveal())
                    .doesNotContain("secret")
                    .contains(ca);
            assertThat(second.get("/.well-known/jwks.json")).hasToString(keys);
            assertThat(second.export(token).statusCode()).isEqualTo(200);
            assertThat(second.token(client, TestBailiwick.EXTENSION_AUDIENCE).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void takesTheFirstClientFromTheSettings() {
        var given = Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known");

        try (var node = start(given)) {
            assertThat(node.firstClient().id().value()).isEqualTo("ci");
            assertThat(node.extensionToken(node.firstClient())).isNotEmpty();
        }
        try (var again = start(given)) {
            assertThat(again.server().firstClient()).isEmpty();
        }
    }

    @Test
    void takesForAClientsIdWhatThisApiCanName() {
        var fragment = settings(Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci#1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Node.start(Settings.read(environment(fragment), Optional.empty())))
                .withMessage(
                        "BAILIWICK_BOOTSTRAP_CLIENT_ID must be 1 to 256 characters that a URI may have before its fragment.");

        var address = "https://ci.example.test/client?x=1";
        try (var node = start(Map.of(Setting.BOOTSTRAP_CLIENT_ID, address))) {
            assertThat(node.firstClient().id().value()).isEqualTo(address);
            assertThat(node.extensionToken(node.firstClient())).isNotEmpty();
        }
    }

    @Test
    void followsTheDomain() {
        FirstClient client;
        String token;
        try (var before = start(Map.of())) {
            client = before.firstClient();
            token = before.extensionToken(client);
        }

        try (var after = start(Map.of(Setting.DOMAIN, "Moved.Example.test:443"))) {
            assertThat(after.get("/.well-known/openid-configuration")
                            .path("issuer")
                            .asString())
                    .isEqualTo("https://moved.example.test/");
            assertThat(after.token(client, "https://moved.example.test/api/v2/").statusCode())
                    .isEqualTo(200);
            assertThat(after.token(client, "https://auth.example.test/api/v2/").body())
                    .contains("Service not found");
            assertThat(after.export(token).statusCode())
                    .as("a token of the former issuer")
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesAnotherEncryptionKey() {
        start(Map.of()).close();

        assertThatThrownBy(() -> start(Map.of(Setting.KEY, OTHER_KEY)))
                .isInstanceOf(SecretBox.WrongKeyException.class)
                .hasMessage("The encryption key does not open what is stored.");
        start(Map.of()).close();
    }

    @Test
    void asksForTheKeyWhereNodesMustShareIt() {
        var settings = settings(Map.of(Setting.KEY, ""));
        var withoutKey = Settings.read(environment(settings), Optional.empty());

        if (database.engine() == Engine.POSTGRES) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Node.start(withoutKey))
                    .withMessage("With PostgreSQL BAILIWICK_KEY is required, and the same on every node.");
        } else {
            Node.start(withoutKey).close();
            assertThat(directory.resolve("encryption.key")).exists();
        }
    }

    @Test
    void opensNoDoorWhenItFails() {
        try (var running = start(Map.of())) {
            var taken = Map.of(
                    Setting.HTTP_PORT,
                    String.valueOf(running.server().httpPort()),
                    Setting.DATA_DIR,
                    directory.resolve("other").toString());
            assertThatThrownBy(() -> start(taken)).hasMessageContaining("cannot be opened");
            start(Map.of(Setting.DATA_DIR, directory.resolve("other").toString()))
                    .close();
        }
    }

    @Test
    void makesOneWorldWhenTwoNodesStartAtOnce() throws Exception {
        if (database.engine() == Engine.SQLITE) {
            return; // its file belongs to one process
        }
        try (var blank = Engine.POSTGRES.makeBlank();
                var threads = Executors.newFixedThreadPool(2)) {
            Callable<Node> one = () -> Node.start(Node.settings(blank, directory.resolve("one"), Map.of()));
            Callable<Node> two = () -> Node.start(Node.settings(blank, directory.resolve("two"), Map.of()));
            var nodes = threads.invokeAll(List.of(one, two)).stream()
                    .map(Future::resultNow)
                    .toList();
            try (var first = nodes.getFirst();
                    var second = nodes.getLast()) {
                var clients = nodes.stream()
                        .flatMap(node -> node.server().firstClient().stream())
                        .toList();
                assertThat(clients).hasSize(1);
                assertThat(first.get("/.well-known/jwks.json")).isEqualTo(second.get("/.well-known/jwks.json"));
                assertThat(first.get("/.well-known/jwks.json").path("keys")).hasSize(2);
                assertThat(first.server().directory().caCertificate())
                        .hasSameTextualContentAs(second.server().directory().caCertificate());
                assertThat(second.export(first.extensionToken(clients.getFirst()))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(first.export(second.extensionToken(clients.getFirst()))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private Node start(Map<Setting, String> more) {
        return Node.start(settings(more));
    }

    private Settings settings(Map<Setting, String> more) {
        return Node.settings(database, directory, more);
    }

    private static Map<String, String> environment(Settings settings) {
        return settings.values().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().variable(), Map.Entry::getValue));
    }
}
