package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EphemeralTest {

    private static final Path SOURCES = Path.of("src/test/resources");

    private final Path temporary;

    EphemeralTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void printsOneLineAndLeavesNothingBehindWhenItIsStopped() throws Exception {
        try (var server = EphemeralBailiwick.launch(temporary)) {
            var ready = server.ready();
            var data = Path.of(ready.path("data_dir").asString());

            assertThat(data).isDirectory().hasParent(temporary);
            assertThat(Path.of(ready.path("ca_file").asString()))
                    .hasContent(ready.path("ca_pem").asString());
            assertThat(server.stop()).as("ended by SIGTERM").isEqualTo(143);
            assertThat(server.printed().lines()).hasSize(1);
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void leavesNothingBehindWhenItIsStoppedBeforeItIsReady() throws Exception {
        for (int milliseconds : List.of(100, 300, 600)) {
            try (var server = EphemeralBailiwick.launch(temporary)) {
                Thread.sleep(milliseconds);
                server.stop();

                assertThat(left()).as("after %d ms", milliseconds).isEmpty();
            }
        }
    }

    @Test
    void refusesADataDirectoryInOneSentence() throws Exception {
        var refused = Commands.bailiwick(Map.of("BAILIWICK_DATA_DIR", temporary.toString()), "start", "--ephemeral");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo("bailiwick: BAILIWICK_DATA_DIR cannot be set for an ephemeral server, "
                        + "which has a place of its own for its data.\n");
    }

    @Test
    void runsTheExampleOfTheDocumentation() throws Exception {
        Commands.bailiwick(Map.of(), "--version"); // builds what is not built yet

        var run = Commands.run(Map.of(), List.of("node", "docs/tenant-per-test.mjs"));

        assertThat(run.status()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("first-test at localhost:", "a token of its own", "deleted");
    }

    @Test
    void makesATenantForEachOfTwoHundredTests() throws Exception {
        try (var server = EphemeralBailiwick.launch(temporary)) {
            var ready = server.ready();
            var run = NodeScripts.run(
                    "tenantPerTest",
                    Map.of(
                            "NODE_EXTRA_CA_CERTS",
                            ready.path("ca_file").asString(),
                            "OPERATOR_URL",
                            ready.path("operator_url").asString(),
                            "OPERATOR_TOKEN",
                            ready.path("operator_token").asString(),
                            "TENANTS",
                            "200"));

            System.out.print("200 tenants: " + run.out());
            assertThat(run.status()).as(run.out() + run.err()).isZero();
            var rows = Commands.run(
                    Map.of(),
                    List.of(
                            "python3",
                            SOURCES.resolve("python/rows_of_tenants.py")
                                    .toAbsolutePath()
                                    .toString(),
                            ready.path("data_dir").asString() + "/bailiwick.db"));
            assertThat(rows.status()).as(rows.err()).isZero();
            assertThat(rows.out()).matches("tables [1-9][0-9]+, tenants 1, rows of others 0\n");
        }
    }

    private List<Path> left() throws IOException {
        try (var files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("bailiwick-"))
                    .toList();
        }
    }
}
