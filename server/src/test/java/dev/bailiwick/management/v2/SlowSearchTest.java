package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.SlowSearches;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a search of users that takes longer than any may. */
@EachEngine
class SlowSearchTest {

    private static final List<String> UNSERVED = List.of(
            "q=name:*nobody*",
            "q=NOT%20nickname:an*",
            "q=name:*nobody*&include_totals=true&page=1",
            "q=email:%22ann@corp.test%22&sort=name:1",
            "q=app_metadata.plan:%5Ba%20TO%20z%5D");

    private final Database database;

    SlowSearchTest(Database empty) {
        database = empty;
    }

    @Test
    void endsWhatNoIndexServesAndAnswersTheRest(@TempDir Path directory) {
        try (var server = TestBailiwick.start(new SlowSearches(database), directory)) {
            var api = Management.of(server);
            server.bringIn("{\"user_id\":\"ad|ann\",\"email\":\"ann@corp.test\",\"name\":\"Ann\"}");

            for (var query : UNSERVED) {
                assertThat(api.get("/users?" + query).body())
                        .as(query)
                        .isEqualTo(refusal(
                                503,
                                "Service Unavailable",
                                "The query exceeded the timeout. Please try refining your search criteria."
                                        + " See https://auth0.com/docs/best-practices/search-best-practices.",
                                ""));
            }
            for (var query : List.of("", "q=email:%22ann@corp.test%22", "q=name:an*&include_totals=true")) {
                assertThat(api.get("/users?" + query).body()).as(query).contains("ad|ann");
            }
        }
    }
}
