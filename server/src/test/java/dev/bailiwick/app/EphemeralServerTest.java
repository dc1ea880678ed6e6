package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bailiwick.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EphemeralServerTest {

    private static final Settings PINNED =
            new Settings(Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "ci-secret"));

    @Test
    void tellsAllThatAProgramNeedsAndLeavesNothingBehind() throws Exception {
        Path data;
        try (var ephemeral = new EphemeralServer(PINNED, Optional.empty())) {
            var server = ephemeral.start();
            var line = ReadyLine.of(server);

            assertThat(line).endsWith("}\n").doesNotContain("}\n{");
            assertThat(line.lines()).hasSize(1);
            var ready = Json.read(line.getBytes(StandardCharsets.UTF_8));
            assertThat(ready.propertyNames())
                    .containsExactly(
                            "https",
                            "http",
                            "domain",
                            "issuer",
                            "ca_file",
                            "ca_pem",
                            "client_id",
                            "client_secret",
                            "operator_url",
                            "operator_token",
                            "data_dir");
            var domain = "localhost:" + server.httpsPort();
            assertThat(ready.path("https").asString()).isEqualTo("https://" + domain + "/");
            assertThat(ready.path("http").asString()).isEqualTo("http://localhost:" + server.httpPort() + "/");
            assertThat(ready.path("domain").asString()).isEqualTo(domain);
            assertThat(ready.path("issuer").asString()).isEqualTo("https://" + domain + "/");
            assertThat(ready.path("client_id").asString()).isEqualTo("ci");
            assertThat(ready.path("client_secret").asString()).isEqualTo("ci-secret");
            assertThat(ready.path("operator_url").asString())
                    .isEqualTo("http://localhost:" + server.httpPort() + "/operator");
            assertThat(ready.path("operator_token").asString())
                    .isEqualTo(server.directory().operatorKey().reveal());
            data = Path.of(ready.path("data_dir").asString());
            assertThat(Files.readString(Path.of(ready.path("ca_file").asString())))
                    .isEqualTo(ready.path("ca_pem").asString())
                    .startsWith("-----BEGIN CERTIFICATE-----");
            var token = Hosts.of(server).token(domain, "ci", "ci-secret", TestBailiwick.EXTENSION_AUDIENCE);
            assertThat(token.status()).isEqualTo(200);
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void bringsASeedInWithIdsAndSecretsBeforeItIsReady(@TempDir Path seed) throws Exception {
        write(
                seed.resolve("clients/Shop.json"),
                "{\"name\":\"Shop\",\"client_id\":\"shop\",\"client_secret\":\"shop-secret-shop-secret\","
                        + "\"app_type\":\"non_interactive\",\"grant_types\":[\"client_credentials\"]}");
        write(
                seed.resolve("resource-servers/Things.json"),
                "{\"name\":\"Things\",\"identifier\":\"urn:things\",\"scopes\":[{\"value\":\"read:things\"}]}");
        write(
                seed.resolve("grants/Shop-Things.json"),
                "{\"client_id\":\"Shop\",\"audience\":\"urn:things\",\"scope\":[\"read:things\"]}");

        try (var ephemeral = new EphemeralServer(PINNED, Optional.of(seed))) {
            var server = ephemeral.start();

            var token = Hosts.of(server).token(server.domain(), "shop", "shop-secret-shop-secret", "urn:things");
            assertThat(token.status()).as(token.body()).isEqualTo(200);
            assertThat(token.body()).contains("read:things");
        }
    }

    @Test
    void doesNotStartAfterItWasStopped() {
        var ephemeral = new EphemeralServer(PINNED, Optional.empty());
        ephemeral.close();

        assertThatIllegalStateException().isThrownBy(ephemeral::start);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
