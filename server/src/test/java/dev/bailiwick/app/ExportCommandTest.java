package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export authorization-extension}, and back in again. */
@EachEngine
class ExportCommandTest {

    private static final String DOCUMENT = """
            {"groups":[{"_id":"g1","name":"Staff","description":"","members":["auth0|2","auth0|1"]},\
            {"_id":"g2","name":"Crew","description":"","members":[],"nested":["g1"]}],\
            "roles":[{"_id":"r","name":"R","description":"","applicationType":"client","applicationId":"a",\
            "users":["u"]}]}\
            """;

    private final Path directory;
    private final Settings settings;

    ExportCommandTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.settings = Node.settings(database, directory.resolve("data"), Map.of());
    }

    @Test
    void writesWhatWasImportedWhetherTheServerRunsOrNot() throws IOException {
        var document = Files.writeString(directory.resolve("document.json"), DOCUMENT);
        var running = directory.resolve("running.json");
        var stopped = directory.resolve("stopped.json");
        try (var _ = Node.start(settings)) {
            assertThat(run("import", document).status()).isZero();
            assertThat(run("export", running).out()).isEqualTo("Exported %,d bytes.%n".formatted(DOCUMENT.length()));
        }
        assertThat(run("export", stopped).status()).isZero();

        assertThat(running).hasContent(DOCUMENT);
        assertThat(stopped).hasContent(DOCUMENT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(running)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("data").toFile().list()).noneMatch(name -> name.startsWith("scratch"));
    }

    @Test
    void leavesAFileAloneThatIsThereAlready() throws IOException {
        Node.start(settings).close();
        var file = Files.writeString(directory.resolve("there.json"), "mine");

        var run = run("export", file);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("bailiwick: The file is there already: ");
        assertThat(file).hasContent("mine");
    }

    @Test
    void leavesNoFileOfATenantThatIsNotThere() throws IOException {
        var file = directory.resolve("export.json");
        try (var _ = Node.start(settings)) {
            assertRefused(run("export", file, "--tenant", "nobody"));
            assertRefused(run("import", Files.writeString(directory.resolve("d.json"), "{}"), "--tenant", "nobody"));
        }
        assertRefused(run("export", file, "--tenant", "nobody"));
        assertThat(file).doesNotExist();
    }

    private static void assertRefused(CommandLineRun run) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("bailiwick: There is no tenant nobody.");
    }

    private CommandLineRun run(String command, Path file, String... more) {
        var arguments = new String[3 + more.length];
        arguments[0] = command;
        arguments[1] = "authorization-extension";
        arguments[2] = file.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandLineRun.of(settings, arguments);
    }
}
