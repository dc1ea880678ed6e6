package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Management API as npm {@code auth0} uses it, which knows nothing but the domain, the client and the CA. */
class NodeManagementTest {

    private static RunningBailiwick server;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException, InterruptedException {
        server = RunningBailiwick.start(directory.resolve("data"), Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clients",
                "clientGrants",
                "resourceServers",
                "connections",
                "roles",
                "users",
                "userBelongings",
                "jobs",
                "tenants",
                "grants",
                "logs",
                "refusals",
                "keys"
            })
    void theSdkDoesWhatItDoesWithAuth0(String script) throws IOException, InterruptedException {
        var run = NodeScripts.run(script, server);

        System.out.print("npm auth0: " + run.out());
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }
}
