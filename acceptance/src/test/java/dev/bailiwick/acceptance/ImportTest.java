package dev.bailiwick.acceptance;

import static dev.bailiwick.acceptance.Commands.bailiwick;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

    private static final int HEAP_BYTES = 72 << 20;

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

    /** More users than its heap has room for, through the running server: first to look, then in, then out again. */
    @Test
    void bringsInAndWritesOutMoreThanFitsIntoMemory() throws IOException, InterruptedException {
        var data = directory.resolve("data");
        var file = longDocument();
        assertThat(Files.size(file)).isGreaterThan(HEAP_BYTES);
        try (var server = RunningBailiwick.start(data, Map.of("BAILIWICK_JAVA_OPTIONS", "-Xmx" + HEAP_BYTES))) {
            var told = run(data, "import", file, "--dry-run");
            assertThat(told)
                    .startsWith("group       100 added, 0 changed, 0 removed")
                    .endsWith("Nothing was changed.\n");

            assertThat(run(data, "import", file))
                    .startsWith(
                            "Imported 100 groups, 0 roles, 0 permissions, 200,000 memberships; left out 100 repeats");

            assertThat(run(data, "import", file, "--dry-run")).startsWith("group       0 added, 0 changed, 0 removed");
            var first = directory.resolve("first.json");
            var second = directory.resolve("second.json");
            run(data, "export", first);
            assertThat(run(data, "import", first)).contains("200,000 memberships; left out 0 repeats");
            run(data, "export", second);
            assertThat(Files.mismatch(first, second)).isEqualTo(-1);
            server.stop();
        }
    }

    /** A hundred groups, whose last member is the first once more. */
    private Path longDocument() throws IOException {
        var file = directory.resolve("long.json");
        var name = "u".repeat(400);
        try (var out = Files.newBufferedWriter(file)) {
            out.write("{\"groups\":[");
            for (int group = 0; group < 100; group++) {
                out.write((group == 0 ? "" : ",") + "{\"members\":[");
                for (int member = 0; member < 2_000; member++) {
                    out.write("\"auth0|" + name + (group + member) + "\",");
                }
                out.write(
                        "\"auth0|" + name + group + "\"],\"_id\":\"g" + group + "\",\"name\":\"Group " + group + "\"}");
            }
            out.write("]}");
        }
        return file;
    }

    private static String run(Path data, String command, Path file, String... more)
            throws IOException, InterruptedException {
        var arguments = Stream.concat(Stream.of(command, "authorization-extension", file.toString()), Stream.of(more))
                .toArray(String[]::new);
        var run = bailiwick(RunningBailiwick.environment(data), arguments);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    private String imported(Path data, String group) throws IOException, InterruptedException {
        var file = Files.writeString(
                directory.resolve("export.json"), "{\"groups\": [{\"_id\": \"g1\", \"name\": \"" + group + "\"}]}");
        var run = bailiwick(RunningBailiwick.environment(data), "import", "authorization-extension", file.toString());
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }
}
