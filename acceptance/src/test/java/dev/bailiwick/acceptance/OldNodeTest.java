package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Management API v1 as npm {@code auth0} of 2013 to 2016 uses it: every method for connections, users and templates. */
class OldNodeTest {

    private static final NpmFolder FOLDER = new NpmFolder("node-2013");

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
    @ValueSource(strings = {"0.1.16", "0.5.0", "0.8.2", "0.8.5"})
    void theSdkDoesWhatItDidWithTheOriginal(String version) throws IOException, InterruptedException {
        var environment = Map.of(
                "NODE_EXTRA_CA_CERTS",
                server.ca().toString(),
                "DOMAIN",
                server.domain(),
                "CLIENT_ID",
                server.said("id"),
                "CLIENT_SECRET",
                server.said("secret"),
                "VERSION",
                version);
        var script = FOLDER.installed().resolve("management.mjs").toString();

        var run = Commands.run(environment, List.of("node", script));

        System.out.print("npm auth0 " + run.out());
        assertThat(run.status()).as(run.out() + run.err()).isZero();
    }
}
