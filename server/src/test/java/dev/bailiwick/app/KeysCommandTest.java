package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bailiwick keys} and {@code bailiwick client}, with and without a running server. */
@EachEngine
class KeysCommandTest {

    private final TestDatabase database;
    private final Path directory;
    private final Settings settings;

    KeysCommandTest(TestDatabase database, @TempDir Path directory) {
        this.database = database;
        this.directory = directory;
        this.settings = settings("data");
    }

    @Test
    void rotatesAndRevokesWithoutAServer() {
        Node.start(settings).close();
        var before = lines("keys", "list");
        assertThat(before).hasSize(2);
        assertThat(before.get(0)).contains("  current   since ");
        assertThat(before.get(1)).contains("  next      since ");

        var after = lines("keys", "rotate");
        assertThat(after).hasSize(3);
        assertThat(kid(after.get(0))).isEqualTo(kid(before.get(1)));
        assertThat(after.get(2))
                .startsWith(kid(before.get(0)) + "  previous  since ")
                .contains("  accepted until ");

        assertThat(lines("keys", "revoke", kid(before.get(0))))
                .containsExactly("The key " + kid(before.get(0)) + " is revoked.");
        assertThat(lines("keys", "list", "--tenant", "default")).isEqualTo(after.subList(0, 2));
    }

    @Test
    @DisplayName("JW-01: a rotation is seen by every node with the next token, and its overlap too")
    void rotatesBesideRunningServers() {
        var first = Node.start(settings);
        var client = first.firstClient();
        first.close();
        age();
        var nodes = nodes();
        try {
            var old = nodes.getFirst().extensionToken(client);
            for (var node : nodes) {
                assertThat(kidOf(node.extensionToken(client))).isEqualTo(kidOf(old)); // what is cached, is cached
                assertThat(node.export(old).statusCode()).isEqualTo(200);
            }

            var rotated = lines("keys", "rotate");

            for (var node : nodes) {
                var token = node.extensionToken(client);
                assertThat(kidOf(token)).isEqualTo(kid(rotated.get(0))).isNotEqualTo(kidOf(old));
                assertThat(nodes).allSatisfy(other -> {
                    assertThat(other.export(token).statusCode()).isEqualTo(200);
                    assertThat(other.export(old).statusCode()).isEqualTo(200);
                    assertThat(other.get("/.well-known/jwks.json").path("keys").valueStream())
                            .extracting(key -> key.path("kid").asString())
                            .containsExactlyElementsOf(
                                    rotated.stream().map(KeysCommandTest::kid).toList());
                });
            }

            lines("keys", "revoke", kidOf(old));

            assertThat(nodes)
                    .allSatisfy(
                            node -> assertThat(node.export(old).statusCode()).isEqualTo(401));
            assertThat(run("keys", "revoke", kidOf(old)).status()).isEqualTo(1);
        } finally {
            nodes.forEach(Node::close);
        }
    }

    @Test
    void givesAClientAKeyAndTakesItAway() throws Exception {
        var pair = pair(2048);
        var file = file("key.pem", Pem.of(pair.getPublic()));
        try (var node = Node.start(settings)) {
            assertThat(asserted(node, pair, "k1")).isEqualTo(401);

            assertThat(lines("client", "add-key", "ci", file, "--kid", "k1"))
                    .containsExactly("The client ci has the key k1.");
            assertThat(asserted(node, pair, "k1")).isEqualTo(200);
            assertThat(lines("client", "add-key", "ci", file, "--alg", "PS256", "--no-secret"))
                    .singleElement()
                    .asString()
                    .matches("The client ci has the key [A-Za-z0-9_-]{43}\\.");
            assertThat(node.token(node.firstClient(), TestBailiwick.EXTENSION_AUDIENCE)
                            .statusCode())
                    .isEqualTo(401);
            var again = run("client", "add-key", "ci", file, "--kid", "k1");
            assertThat(again.status()).isEqualTo(1);
            assertThat(again.err())
                    .isEqualTo("bailiwick: credentials contains public keys that already exist in client\n");

            assertThat(lines("client", "remove-key", "ci", "k1")).containsExactly("The key k1 is removed.");
            assertThat(asserted(node, pair, "k1")).isEqualTo(401);
            assertThat(run("client", "remove-key", "ci", "k1").status()).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatIsNoKeyForAClient() throws Exception {
        var good = file("good.pem", Pem.of(pair(2048).getPublic()));
        var short_ = file("short.pem", Pem.of(pair(1024).getPublic()));
        var generator = KeyPairGenerator.getInstance("EC");
        var curve = file("curve.pem", Pem.of(generator.generateKeyPair().getPublic()));
        var secret =
                Base64.getMimeEncoder().encodeToString(pair(2048).getPrivate().getEncoded());
        var privateKey =
                file("private.pem", "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
        var garbage = file("garbage.pem", "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----\n");
        try (var node = Node.start(settings)) {
            for (var refused : List.of(
                    List.of("ci", short_),
                    List.of("ci", curve),
                    List.of("ci", privateKey),
                    List.of("ci", garbage),
                    List.of("ci", directory.resolve("absent").toString()),
                    List.of("ci", good, "--alg", "HS256"),
                    List.of("ci", good, "--kid", ""),
                    List.of("nobody", good),
                    List.of("ci", good, "--tenant", "nobody"))) {
                var command = new ArrayList<>(List.of("client", "add-key"));
                command.addAll(refused);
                var run = run(command.toArray(String[]::new));
                assertThat(run.status()).as("%s: %s", refused, run.err()).isEqualTo(1);
                assertThat(run.err()).doesNotContain("Exception").doesNotContain(secret.substring(0, 60));
            }
            assertThat(node.token(node.firstClient(), TestBailiwick.EXTENSION_AUDIENCE)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** As many servers on the database as there can be. */
    private List<Node> nodes() {
        var nodes = new ArrayList<Node>();
        nodes.add(Node.start(settings));
        if (database.engine() == Engine.POSTGRES) {
            nodes.add(Node.start(settings("other")));
        }
        return nodes;
    }

    private Settings settings(String data) {
        return Node.settings(
                database,
                directory.resolve(data),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known"));
    }

    /** Has the keys be older by a minute. */
    private void age() {
        try (var storage = Storage.tryOpen(settings, DataDirectory.at(settings.dataDirectory()))
                .orElseThrow()) {
            storage.database()
                    .change(tx -> tx.write("UPDATE signing_key SET published_at = published_at - 60000", _ -> {}));
        }
    }

    private static int asserted(Node node, KeyPair pair, String kid) throws Exception {
        var proof = new PrivateKeyJWT(
                new ClientID("ci"),
                URI.create("https://" + Node.DOMAIN + "/"),
                JWSAlgorithm.RS256,
                pair.getPrivate(),
                kid,
                null);
        var form = "grant_type=client_credentials&audience=" + TestBailiwick.EXTENSION_AUDIENCE
                + "&client_assertion_type=" + PrivateKeyJWT.CLIENT_ASSERTION_TYPE + "&client_assertion="
                + proof.getClientAssertion().serialize();
        return node.post("/oauth/token", form).statusCode();
    }

    private List<String> lines(String... command) {
        var run = run(command);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out().lines().toList();
    }

    private CommandLineRun run(String... command) {
        return CommandLineRun.of(settings, command);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static KeyPair pair(int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static String kid(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private static String kidOf(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(token, e);
        }
    }
}
