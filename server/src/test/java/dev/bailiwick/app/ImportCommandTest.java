package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        FirstClient client;
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
        FirstClient client;
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
    void tellsWhatWouldChangeAndChangesNothing() throws IOException {
        FirstClient client;
        try (var node = Node.start(settings)) {
            client = node.firstClient();
            tellsWhatWouldChange();
            assertThat(exported(node, client)).isEqualTo("{}");
        }
        tellsWhatWouldChange();
        try (var node = Node.start(settings)) {
            assertThat(exported(node, client)).isEqualTo("{}");
        }
    }

    private void tellsWhatWouldChange() throws IOException {
        var run = CommandLineRun.of(
                settings,
                "import",
                "authorization-extension",
                "--dry-run",
                file(GOOD).toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("""
                group       1 added, 0 changed, 0 removed
                role        0 added, 0 changed, 0 removed
                permission  0 added, 0 changed, 0 removed
                switch      0 added, 0 changed, 0 removed
                added    group       g1  Staff
                Nothing was changed.
                """);
    }

    @Test
    void asksForATenantThatIsThere() throws IOException {
        var run = run(file(GOOD));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("bailiwick: There is no tenant default.");
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

    private String exported(Node node, FirstClient client) {
        return node.export(node.extensionToken(client)).body();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("export.json"), text);
    }

    private CommandLineRun run(Path file) {
        return CommandLineRun.of(settings, "import", "authorization-extension", file.toString());
    }
}
