package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bailiwick.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EphemeralServerTest {

    private static final Settings PINNED =
            new Settings(Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "ci-secret"));

    @Test
    void tellsAllThatAProgramNeedsAndLeavesNothingBehind() throws Exception {
        Path data;
        try (var ephemeral = new EphemeralServer(PINNED)) {
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
    void doesNotStartAfterItWasStopped() {
        var ephemeral = new EphemeralServer(PINNED);
        ephemeral.close();

        assertThatIllegalStateException().isThrownBy(ephemeral::start);
    }
}
