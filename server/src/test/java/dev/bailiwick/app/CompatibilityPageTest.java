package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.SqliteDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/compatibility.md} is true: it says done of just those routes that are in the route table. */
class CompatibilityPageTest {

    private static final Path PAGE = Path.of("../docs/compatibility.md");
    private static final Pattern DONE = Pattern.compile("\\| `([A-Z]+ /[^`]*)` \\| done");

    @Test
    void saysDoneOfTheRoutesOfTheAuthorizationExtensionThatAreThere(@TempDir Path directory) throws IOException {
        try (var bailiwick = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
            var routes = bailiwick.apis().stream()
                    .filter(api -> api.prefixes().contains(TestBailiwick.EXTENSION)
                            || api.prefixes().contains("/authorization"))
                    .flatMap(api -> api.routes().stream())
                    .map(route -> route.method() + " " + route.template())
                    .toList();
            var done = DONE.matcher(section("Authorization Extension API"))
                    .results()
                    .map(CompatibilityPageTest::route);

            assertThat(done).containsExactlyInAnyOrderElementsOf(routes);
        }
    }

    @Test
    void saysDoneOfTheRoutesOfManagementApiV1ThatAreThere(@TempDir Path directory) throws IOException {
        try (var bailiwick = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
            var routes = bailiwick.apis().stream()
                    .filter(api -> api.prefixes().equals(List.of("/api"))
                            || api.prefixes().equals(List.of("/connections")))
                    .flatMap(api -> api.routes().stream()
                            .map(route -> route.method() + " " + api.prefixes().getFirst() + route.template()))
                    .toList();
            var done = DONE.matcher(section("Management API v1")).results().map(CompatibilityPageTest::route);

            assertThat(done).containsExactlyInAnyOrderElementsOf(routes);
        }
    }

    private static String route(MatchResult row) {
        return row.group(1);
    }

    private static String section(String title) throws IOException {
        var page = Files.readString(PAGE);
        int from = page.indexOf("## " + title);
        return page.substring(from, page.indexOf("\n## ", from));
    }
}
