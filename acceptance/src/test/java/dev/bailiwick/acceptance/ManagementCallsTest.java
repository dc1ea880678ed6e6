package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of Auth0's page on tokens for the Management API: those of curl with their arguments as they stand there, and those of its
 * Python sample with the same URLs, headers and fields.
 */
class ManagementCallsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path SAMPLE = Path.of("src/test/resources/python/all_clients.py");

    private static RunningBailiwick server;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException, InterruptedException {
        server = RunningBailiwick.start(directory.resolve("data"), Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** The page leaves the endpoint open. With POST and no body it can only be one that needs none. */
    @Test
    void aTokenIsTakenWhereverItIsSent() throws IOException, InterruptedException {
        var client = Curl.call(
                server,
                "--json '{\"name\":\"Shop\"}' --header 'authorization: Bearer " + token() + "' " + server.https()
                        + "api/v2/clients");
        var id = JSON.readTree(client.body()).path("client_id").asString();

        var answer = Curl.call(
                server, """
                --request POST \\
                  --url {mgmtApiEndpoint} \\
                  --header 'authorization: Bearer {yourMgmtApiAccessToken}' \\
                  --header 'content-type: application/json'""".replace("{mgmtApiEndpoint}", server.https() + "api/v2/clients/" + id + "/rotate-secret")
                        .replace("{yourMgmtApiAccessToken}", token()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("client_id").asString()).isEqualTo(id);
    }

    @Test
    void allClientsAreListed() throws IOException, InterruptedException {
        var answer =
                Curl.call(server, """
                --request GET \\
                  --url 'https://{yourDomain}/api/v2/clients' \\
                  --header 'authorization: Bearer {yourAccessToken}' \\
                  --header 'content-type: application/json'""".replace("{yourDomain}", server.domain()).replace("{yourAccessToken}", token()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).values())
                .extracting(client -> client.path("client_id").asString())
                .contains(server.said("id"));
        assertThat(JSON.readTree(answer.body()).values())
                .extracting(client -> client.path("name").asString())
                .contains("All Applications");
    }

    @Test
    void thePythonSamplePrintsAllClients() throws IOException, InterruptedException {
        var environment = Map.of(
                "REQUESTS_CA_BUNDLE",
                server.ca().toString(),
                "DOMAIN",
                server.domain(),
                "CLIENT_ID",
                server.said("id"),
                "CLIENT_SECRET",
                server.said("secret"));

        var run = Commands.run(
                environment, List.of("python3", SAMPLE.toAbsolutePath().toString()));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("[{").contains("'name': 'All Applications'", "'" + server.said("id") + "'");
    }

    private static String token() throws IOException, InterruptedException {
        JsonNode answer = Curl.token(server, server.said("id"), server.said("secret"));
        return answer.path("access_token").asString();
    }
}
