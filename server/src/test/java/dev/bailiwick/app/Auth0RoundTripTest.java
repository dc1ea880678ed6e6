package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A tenant as Auth0's tools write it goes through two tenants and comes out alike. */
@EachEngine
class Auth0RoundTripTest {

    private static final Path GIVEN = Path.of("src/test/resources/auth0");

    private final Path directory;
    private final Settings settings;

    Auth0RoundTripTest(TestDatabase database, @TempDir Path directory) {
        this.directory = directory;
        this.settings = Node.settings(
                database,
                directory.resolve("data"),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known"));
    }

    @Test
    void givesBackWhatItTookThroughASecondTenant() throws IOException {
        Node.start(settings).close();
        run(0, "tenant", "create", "first", "--domain", "first.example.test");
        run(0, "tenant", "create", "second", "--domain", "second.example.test");
        var rehearsed = run(0, "import", "auth0", GIVEN.toString(), "--tenant", "first", "--dry-run");
        var untouched = exported("untouched", "first");

        var imported = run(0, "import", "auth0", GIVEN.toString(), "--tenant", "first");
        var again = run(0, "import", "auth0", GIVEN.toString(), "--tenant", "first");
        var first = exported("first", "first");
        Map<String, String> second;
        try (var node = Node.start(settings)) {
            assertThat(node.server().httpPort()).isPositive();
            run(0, "import", "auth0", directory.resolve("first").toString(), "--tenant", "second", "--dry-run");
            run(0, "import", "auth0", directory.resolve("first").toString(), "--tenant", "second");
            second = exported("second", "second");
        }

        assertThat(rehearsed.out())
                .contains("created    clients/Shop.json")
                .contains("Users: 2 made, 0 changed; left out 0.")
                .endsWith("Nothing was changed.\n");
        assertThat(untouched.keySet()).doesNotContain("clients/Shop.json", "roles/Packer.json");
        assertThat(imported.out()).contains("Configuration: 12 made, 11 changed, 0 as before; left out 0.");
        assertThat(again.out())
                .contains("Configuration: 0 made, 0 changed, 23 as before; left out 0.")
                .contains("Users: 0 made, 2 changed; left out 0.");
        assertThat(second).as("the second export").isEqualTo(first);
        var given = files(GIVEN);
        var more = new TreeMap<>(first);
        more.keySet().removeAll(given.keySet());
        assertThat(untouched).as("what a new tenant has").containsAllEntriesOf(more);
        assertThat(first).containsKeys(given.keySet().toArray(String[]::new));
        given.forEach((file, text) -> assertThat(canonical(file, first.getOrDefault(file, "")))
                .as(file)
                .isEqualTo(canonical(file, text)));
    }

    private CommandLineRun run(int status, String... arguments) {
        var run = CommandLineRun.of(settings, arguments);
        assertThat(run.status())
                .as(String.join(" ", arguments) + "\n" + run.err())
                .isEqualTo(status);
        return run;
    }

    private Map<String, String> exported(String name, String tenant) throws IOException {
        var folder = directory.resolve(name);
        run(0, "export", "auth0", folder.toString(), "--tenant", tenant, "--with-secrets", "--with-password-hashes");
        return files(folder);
    }

    private static Map<String, String> files(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var all = Files.walk(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                texts.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }

    /** Of JSON the value, in which the order of members means nothing; of all else the text. */
    private static Object canonical(String file, String text) {
        return file.endsWith(".json") ? sorted(Json.readExactly(text.getBytes(StandardCharsets.UTF_8))) : text;
    }

    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, Object>();
            node.forEachEntry((name, value) -> members.put(name, sorted(value)));
            return members;
        }
        return node.isArray()
                ? node.valueStream().map(Auth0RoundTripTest::sorted).toList()
                : node;
    }
}
