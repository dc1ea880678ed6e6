package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class ApiKeyCommandTest {

    private final Path directory;
    private final Settings settings;

    ApiKeyCommandTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.settings = Node.settings(database, directory.resolve("data"), Map.of());
    }

    @Test
    void rotatesListsAndRevokesWhileTheServerRuns() {
        try (var server = Server.start(settings)) {
            var hosts = Hosts.of(server);
            rotatesListsAndRevokes();
            var key = rotate();

            assertThat(hosts.policy(key)).isEqualTo(200);
            run("api-key", "revoke", ids()[0]);
            assertThat(hosts.policy(key)).isEqualTo(401);
        }
    }

    @Test
    void rotatesListsAndRevokesWithoutAServer() {
        Server.start(settings).close();

        rotatesListsAndRevokes();
    }

    @Test
    void showsWhenAKeyWasUsedLast() {
        String key;
        try (var server = Server.start(settings)) {
            key = rotate();
            assertThat(Hosts.of(server).policy(key)).isEqualTo(200);
        }

        assertThat(run("api-key", "list").out()).contains("  last used 2").doesNotContain(key);
    }

    @Test
    void takesTheOriginalsKeyOver() throws IOException {
        try (var server = Server.start(settings)) {
            takesTheOriginalsKeyOver(server);
        }
    }

    @Test
    void refusesInOneSentence() throws IOException {
        try (var _ = Server.start(settings)) {
            assertRefusal(run("api-key", "revoke", "none"), "There is no api key none.");
            assertRefusal(run("api-key", "list", "--tenant", "nobody"), "There is no tenant nobody.");
            var file = file("export", "{}");
            assertRefusal(
                    run("import", "authorization-extension", file, "--client-secret-file", file),
                    "--client-secret-file and --extension-secret-file belong together.");
        }
    }

    private void takesTheOriginalsKeyOver(Server server) throws IOException {
        var document = file("export", "{\"configuration\":[{\"_id\":\"v1\",\"apikey\":\"c0ffee\"}]}");
        var left = run("import", "authorization-extension", document);
        assertThat(left.out()).endsWith("Its API key needs --client-secret-file and --extension-secret-file.\n");

        var taken = run(
                "import",
                "authorization-extension",
                document,
                "--client-secret-file",
                file("client", "client-secret\n"),
                "--extension-secret-file",
                file("extension", "extension-secret\n"));

        assertThat(taken.err()).isEmpty();
        assertThat(taken.out()).endsWith("Its API key is accepted now.\n");
        assertThat(Hosts.of(server).policy("4b709d3662db631e67fac796cccc14d24cc0c3330bd97da4a7d4bcf7b27b9fa8"))
                .isEqualTo(200);
    }

    private void rotatesListsAndRevokes() {
        assertThat(run("api-key", "list").out()).isEmpty();
        var first = rotate();
        var second = rotate();

        assertThat(first).matches("[0-9a-f]{64}").isNotEqualTo(second);
        var list = run("api-key", "list");
        assertThat(list.out().lines()).hasSize(2);
        assertThat(list.out().lines().toList().getFirst()).matches("[0-9a-f]{12}  since \\S+Z  never used");
        assertThat(list.out().lines().toList().getLast())
                .matches("[0-9a-f]{12}  since \\S+Z  never used  accepted until \\S+Z");
        for (var id : ids()) {
            assertThat(run("api-key", "revoke", id).out()).isEqualTo("The API key " + id + " is revoked.\n");
        }
        assertThat(run("api-key", "list").out()).isEmpty();
    }

    private String rotate() {
        var run = run("api-key", "rotate");
        assertThat(run.err()).isEqualTo("The key before is accepted for 24 more hours.\n");
        IssuedSecrets.note(run.out().strip());
        return run.out().strip();
    }

    private String[] ids() {
        return run("api-key", "list")
                .out()
                .lines()
                .map(line -> line.substring(0, 12))
                .toArray(String[]::new);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static void assertRefusal(CommandLineRun run, String sentence) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("bailiwick: " + sentence + "\n");
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.of(settings, arguments);
    }
}
