package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class ImportCommandTest {

    private static final String GOOD = """
            {"groups": [{"_id": "g1", "name": "Staff", "members": ["auth0|1", "auth0|1"]}]}
            """;
    private static final String FAULTY = """
            {"groups": [{"_id": "g2", "name": "Crew"}, {"name": "Nameless"}]}
            """;

    private final Path directory;
    private final Settings settings;

    ImportCommandTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.settings = Node.settings(
                database,
                directory.resolve("data"),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known"));
    }

    @Test
    void importsWithoutAServer() throws IOException {
        Bootstrap.FirstClient client;
        try (var node = Node.start(settings)) {
            client = node.firstClient();
        }

        var run = run(file(GOOD));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("Imported 1 groups, 0 roles, 0 permissions, 1 memberships; left out 1 repeats");
        assertThat(run.err()).as("a small file needs no progress").isEmpty();
        try (var node = Node.start(settings)) {
            assertThat(exported(node, client)).contains("Staff");
        }
    }

    @Test
    void importsThroughTheRunningServer() throws IOException {
        try (var node = Node.start(settings)) {
            var run = run(file(GOOD));

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out())
                    .startsWith("Imported 1 groups, 0 roles, 0 permissions, 1 memberships; left out 1 repeats");
            assertThat(exported(node, node.firstClient())).contains("Staff");
        }
    }

    @Test
    void changesNothingByAFaultyFile() throws IOException {
        Bootstrap.FirstClient client;
        String before;
        try (var node = Node.start(settings)) {
            client = node.firstClient();
            run(file(GOOD));
            before = exported(node, client);

            refusesTheFaultyFile();

            assertThat(exported(node, client)).isEqualTo(before);
        }

        refusesTheFaultyFile();

        try (var node = Node.start(settings)) {
            assertThat(exported(node, client)).isEqualTo(before);
        }
    }

    @Test
    void asksForAFirstStart() throws IOException {
        var run = run(file(GOOD));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("bailiwick: Start the server once before the first import.");
    }

    @Test
    void asksForAFileThatIsThere() {
        var run = run(directory.resolve("nowhere.json"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("The file cannot be read: ").contains("nowhere.json");
    }

    @Test
    void tellsHowFarALargeFileIsRead() throws IOException {
        Node.start(settings).close();
        var groups = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"_id\": \"group-%05d\", \"name\": \"Group number %05d of many\"}".formatted(i, i))
                .collect(Collectors.joining(",", "{\"groups\": [", "]}"));

        var run = run(file(groups));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Imported 20,000 groups");
        assertThat(run.err()).contains("read 50 % of").contains("read 100 % of").contains("writing …");
    }

    private void refusesTheFaultyFile() throws IOException {
        var run = run(file(FAULTY));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("bailiwick: /groups/1/_id ");
        assertThat(run.err().lines()).hasSize(1);
    }

    private String exported(Node node, Bootstrap.FirstClient client) {
        return node.export(node.extensionToken(client)).body();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("export.json"), text);
    }

    /** What a command leaves behind. */
    private record Run(int status, String out, String err) {}

    private Run run(Path file) {
        var environment = new HashMap<String, String>();
        settings.values().forEach((setting, value) -> environment.put(setting.variable(), value));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var ownOut = System.out;
        var ownErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int status = Commands.run(environment, "import", "authorization-extension", file.toString());
            return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(ownOut);
            System.setErr(ownErr);
        }
    }
}
