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
class TenantCommandTest {

    private final Settings settings;

    TenantCommandTest(TestDatabase database, @TempDir Path directory) {
        this.settings = Node.settings(database, directory, Map.of());
    }

    @Test
    void makesListsAndDeletesWhileTheServerRuns() {
        try (var server = Server.start(settings)) {
            makesListsAndDeletes(server);
        }
    }

    @Test
    void makesListsAndDeletesWithoutAServer() {
        Server.start(settings).close();

        assertThat(create("acme", "--domain", "acme.example.test").out())
                .contains("Issuer          https://acme.example.test/");
        assertThat(run("list").out()).isEqualToIgnoringNewLines("default  auth.example.testacme     acme.example.test");
        assertThat(run("delete", "acme", "--yes").out()).isEqualToIgnoringNewLines("Tenant acme is deleted.");
        assertThat(run("list").out()).isEqualToIgnoringNewLines("default  auth.example.test");
    }

    @Test
    void makesATenantForTheNextStart(@TempDir Path files) throws IOException {
        Server.start(settings).close();
        var secret = Files.writeString(files.resolve("secret"), "known\n");
        var port = create("acme", "--port", "0", "--client-id", "ci", "--client-secret-file", secret.toString())
                .out()
                .replaceAll("(?s).*https://localhost:(\\d+)/.*", "$1");

        try (var server = Server.start(settings)) {
            assertThat(Hosts.of(server)
                            .token("localhost:" + port, "ci", "known", TestBailiwick.EXTENSION_AUDIENCE)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesInOneSentence() {
        assertThat(create("acme", "--domain", "a.test").err())
                .isEqualToIgnoringNewLines("bailiwick: Start the server once before the first further tenant.");

        try (var _ = Server.start(settings)) {
            refuses();
        }
        refuses();
    }

    private void refuses() {
        assertRefusal(create("default", "--domain", "a.test"), "Another tenant has the name default.");
        assertRefusal(
                create("acme", "--domain", "auth.example.test"), "Another tenant has the domain auth.example.test.");
        assertRefusal(create("acme"), "/domain is required, unless there is a port");
        assertRefusal(
                create("acme", "--port", "0", "--client-secret-file", "/nowhere"), "The file cannot be read: /nowhere");
        assertRefusal(run("delete", "nobody", "--yes"), "There is no tenant nobody.");
        assertRefusal(run("delete", "no body", "--yes"), "There is no tenant no body.");
        assertRefusal(
                run("delete", "default", "--yes"), "/name is that of the default tenant, which cannot be deleted");
        assertRefusal(run("delete", "default"), "There is nobody to ask. Give --yes to delete default.");
    }

    private void makesListsAndDeletes(Server server) {
        var hosts = Hosts.of(server);
        var made = create("acme", "--domain", "acme.example.test", "--client-id", "ci");
        var secret = made.out().replaceAll("(?s).*secret (\\S+) .*", "$1");

        assertThat(made.out()).contains("id     ci", "(shown this once)");
        assertThat(hosts.token("acme.example.test", "ci", secret, TestBailiwick.EXTENSION_AUDIENCE)
                        .status())
                .isEqualTo(200);
        assertThat(run("list").out()).isEqualToIgnoringNewLines("default  auth.example.testacme     acme.example.test");
        assertThat(run("delete", "acme", "--yes").out()).isEqualToIgnoringNewLines("Tenant acme is deleted.");
        assertThat(hosts.issuer("acme.example.test")).isEqualTo("https://auth.example.test/");
    }

    private static void assertRefusal(CommandLineRun run, String sentence) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualToIgnoringNewLines("bailiwick: " + sentence);
    }

    private CommandLineRun create(String name, String... options) {
        var arguments = new String[options.length + 2];
        arguments[0] = "create";
        arguments[1] = name;
        System.arraycopy(options, 0, arguments, 2, options.length);
        return run(arguments);
    }

    private CommandLineRun run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "tenant";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandLineRun.of(settings, all);
    }
}
