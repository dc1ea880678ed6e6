package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class ConnectionCommandTest {

    private final Settings settings;

    ConnectionCommandTest(TestDatabase database, @TempDir Path directory) {
        this.settings = Node.settings(database, directory, Map.of());
    }

    @Test
    void addsAndListsWhileTheServerRuns() {
        try (var _ = Server.start(settings)) {
            addsAndLists();
        }
    }

    @Test
    void addsAndListsWithoutAServer() {
        Server.start(settings).close();

        addsAndLists();
    }

    private void addsAndLists() {
        assertThat(run("add", "corp.ad", "--strategy", "ad").out())
                .matches("The connection corp\\.ad has the id con_[A-Za-z0-9]{16}\\.\n");
        assertThat(run("list").out())
                .matches("con_\\w{16}  Username-Password-Authentication  auth0\ncon_\\w{16}  corp\\.ad  ad\n");

        assertRefusal(run("add", "corp.ad", "--strategy", "samlp"), "Another connection has the name corp.ad.");
        assertRefusal(
                run("add", "a b", "--strategy", "ad"),
                "/name must be 1 to 128 letters, digits, hyphens and dots, of which the last two stand alone between others");
        assertRefusal(
                run("add", "b", "--strategy", "Active Directory"),
                "/strategy must be lower-case letters, digits and hyphens");
        assertRefusal(run("list", "--tenant", "nobody"), "There is no tenant nobody.");
        assertThat(run("add", "b").status()).isEqualTo(2);
    }

    private static void assertRefusal(CommandLineRun run, String sentence) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("bailiwick: " + sentence + "\n");
    }

    private CommandLineRun run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "connection";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandLineRun.of(settings, all);
    }
}
