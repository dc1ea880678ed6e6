package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/compatibility.md} lists every published operation of Management API v2, made from the route table, the golden files
 * and the tests that hold answers to them. When the list is no longer true, the right one lies in {@code target/operations.md}.
 */
class ManagementPageTest {

    private static final String TITLE = "## Operations of Management API v2\n";
    private static final Path PAGE = Path.of("../docs/compatibility.md");
    private static final Path MADE = Path.of("target/operations.md");
    private static final Path GOLDEN = Path.of("src/test/resources/management/v2");
    private static final Pattern HELD = Pattern.compile("(?:Golden\\.of|golden)\\(\\s*\"([^\"]+)\"");

    @Test
    void listsEveryOperationWithWhatIsThereAndTheTestThatHoldsIt(@TempDir Path directory) throws IOException {
        var built = built(directory);
        var tests = tests();
        var list = new StringBuilder(TITLE).append("\n| operation | state | contract test |\n|---|---|---|\n");
        var unheld = new TreeMap<String, String>();
        for (var line : Files.readAllLines(Path.of("src/main/resources/management/v2/operations.tsv"))) {
            var cells = line.split("\t", -1);
            var name = cells[0] + " " + cells[1];
            var id = cells[4];
            if (!built.contains(name)) {
                list.append("| `%s` | absent | |\n".formatted(name));
            } else if (tests.containsKey(id) && Files.exists(GOLDEN.resolve(id + ".json"))) {
                list.append("| `%s` | %s | `%s` |\n".formatted(name, state(id), tests.get(id)));
            } else {
                unheld.put(id, name);
            }
        }
        Files.writeString(MADE, list);

        assertThat(unheld)
                .as("operations without a golden file, or a test that holds answers to it")
                .isEmpty();
        assertThat(Files.readString(PAGE))
                .as("the list in " + MADE + " belongs at the end of " + PAGE)
                .endsWith(list);
    }

    /** What is built, or how much of it: a golden file may say what is missing. */
    private static String state(String id) throws IOException {
        var missing = Json.read(Files.readAllBytes(GOLDEN.resolve(id + ".json")))
                .path("partial")
                .asString("");
        return missing.isEmpty() ? "done" : "partial: " + missing;
    }

    private static Set<String> built(Path directory) throws IOException {
        try (var bailiwick = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
            return bailiwick.apis().stream()
                    .filter(api -> api.prefixes().equals(List.of("/api/v2")))
                    .flatMap(api -> api.routes().stream())
                    .map(route -> route.method() + " " + route.template())
                    .collect(Collectors.toSet());
        }
    }

    /** The first test, by name, that holds answers to each operation's golden file. */
    private static Map<String, String> tests() throws IOException {
        var found = new HashMap<String, String>();
        try (var files = Files.walk(Path.of("src/test/java/dev/bailiwick/management/v2"))) {
            for (var file : files.filter(path -> path.toString().endsWith("Test.java"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                var name = file.getFileName().toString().replace(".java", "");
                HELD.matcher(Files.readString(file)).results().forEach(match -> found.put(match.group(1), name));
            }
        }
        return found;
    }
}
