package dev.bailiwick.acceptance;

import static dev.bailiwick.acceptance.Commands.bailiwick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    private final Path data;

    StartTest(@TempDir Path data) {
        this.data = data.resolve("data");
    }

    @Test
    void printsWhereEverythingIsAndAnswersThere() throws Exception {
        try (var server = RunningBailiwick.start(data, Map.of())) {
            assertThat(server.https()).matches("https://localhost:[1-9][0-9]*/");
            assertThat(server.http()).matches("http://localhost:[1-9][0-9]*/");
            assertThat(server.ca()).isEqualTo(data.resolve("ca.pem")).isRegularFile();
            assertThat(server.said("Data")).isEqualTo(data.toString());
            assertThat(server.said("id")).hasSize(32);
            assertThat(server.said("secret")).hasSize(64);
            var metadata = ".well-known/openid-configuration";
            try (var plain = HttpClient.newHttpClient();
                    var trusting = Trust.only(server.ca())) {
                var overHttp = plain.send(get(server.http() + metadata), BodyHandlers.ofString());
                var overHttps = trusting.send(get(server.https() + metadata), BodyHandlers.ofString());
                assertThat(overHttp.statusCode()).isEqualTo(200);
                assertThat(overHttps.body())
                        .isEqualTo(overHttp.body())
                        .contains("\"issuer\":\"" + server.https() + "\"");
                assertThat(plain.send(get(server.http() + "ca.pem"), BodyHandlers.ofString())
                                .body())
                        .isEqualTo(Files.readString(server.ca()));
                assertThatThrownBy(() -> plain.send(get(server.https() + metadata), BodyHandlers.ofString()))
                        .as("nobody else vouches for it")
                        .isInstanceOf(SSLHandshakeException.class);
            }
            assertThat(server.stop()).as("ended by SIGTERM").isEqualTo(143);
        }
    }

    @Test
    void issuesTheTokenThatTheDocumentAsksFor() throws IOException, InterruptedException {
        try (var server = RunningBailiwick.start(data, Map.of())) {
            var id = server.said("id");

            var answer = Curl.token(server, id, server.said("secret"));

            var token = answer.path("access_token").asString();
            var claims = Curl.claims(token);
            assertThat(answer.path("token_type").asString()).isEqualTo("Bearer");
            assertThat(answer.path("expires_in").isIntegralNumber()).isTrue();
            assertThat(claims.propertyNames())
                    .containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "scope", "gty", "azp");
            assertThat(claims.path("iss").asString()).isEqualTo(server.https());
            assertThat(claims.path("sub").asString()).isEqualTo(id + "@clients");
            assertThat(claims.path("aud").asString()).isEqualTo(server.https() + "api/v2/");
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isEqualTo(86_400);
            assertThat(claims.path("gty").asString()).isEqualTo("client-credentials");
            assertThat(claims.path("azp").asString()).isEqualTo(id);
            assertThat(claims.path("scope")).isEqualTo(answer.path("scope"));
            assertThat(server.printed()).as("TK-17: no token in the log").doesNotContain(token.substring(0, 40));
        }
    }

    @Test
    void keepsTokensAndTellsNoSecretWhenItStartsAgain() throws IOException, InterruptedException {
        String token;
        String secret;
        // The issuer is made of the domain, and the port is another at each start.
        var domain = Map.of("BAILIWICK_DOMAIN", "auth.example.test");
        try (var server = RunningBailiwick.start(data, domain)) {
            secret = server.said("secret");
            token = Export.token(server, server.said("id"), secret);
            server.stop();
        }
        try (var server = RunningBailiwick.start(data, domain)) {
            assertThat(server.printed()).doesNotContain(secret).doesNotContain("secret");
            assertThat(Export.of(server, token)).startsWith("{");
        }
    }

    @Test
    void refusesASecondServerOnTheSameDataInOneSentence() throws IOException, InterruptedException {
        try (var server = RunningBailiwick.start(data, Map.of())) {
            var second = bailiwick(RunningBailiwick.environment(data), "start");

            assertThat(second.status()).isEqualTo(1);
            assertThat(second.out()).isEmpty();
            assertThat(second.err())
                    .isEqualTo("bailiwick: Another server runs on this data directory: " + server.data() + "\n");
        }
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }
}
