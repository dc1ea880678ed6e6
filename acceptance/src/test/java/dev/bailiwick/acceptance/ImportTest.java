package dev.bailiwick.acceptance;

import static dev.bailiwick.acceptance.Commands.bailiwick;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

    private final Path directory;

    ImportTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void bringsAnExportInWhetherTheServerRunsOrNot() throws IOException, InterruptedException {
        var data = directory.resolve("data");
        var domain = Map.of("BAILIWICK_DOMAIN", "auth.example.test");
        String token;
        try (var server = RunningBailiwick.start(data, domain)) {
            token = Export.token(server, server.said("id"), server.said("secret"));

            assertThat(imported(data, "Staff")).startsWith("Imported 1 groups");

            assertThat(Export.of(server, token)).contains("\"Staff\"");
            server.stop();
        }

        assertThat(imported(data, "Crew")).startsWith("Imported 1 groups");

        try (var server = RunningBailiwick.start(data, domain)) {
            assertThat(Export.of(server, token)).contains("\"Crew\"").doesNotContain("\"Staff\"");
        }
    }

    private String imported(Path data, String group) throws IOException, InterruptedException {
        var file = Files.writeString(
                directory.resolve("export.json"), "{\"groups\": [{\"_id\": \"g1\", \"name\": \"" + group + "\"}]}");
        var run = bailiwick(RunningBailiwick.environment(data), "import", "authorization-extension", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }
}
