package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.TestDatabase.Engine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of what nobody can make: no database is asked for them. */
class EmptyListsTest {

    private static TestBailiwick server;
    private static Management api;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestBailiwick.start(Engine.SQLITE.open(directory), directory);
        api = Management.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answerAsTheOriginal() {
        Golden.of("get_hooks").holds(api.get("/hooks?page=0&per_page=100&include_totals=true"));
        Golden.of("get_actions").holds(api.get("/actions/actions?page=0&per_page=100"));
        Golden.of("get_custom-domains").holds(api.get("/custom-domains"));
        Golden.of("get_log-streams").holds(api.get("/log-streams"));
    }

    @Test
    void comeInTheStyleThatIsAskedFor() {
        assertThat(api.get("/hooks?enabled=true&triggerId=credentials-exchange&fields=id")
                        .body())
                .isEqualTo("[]");
        assertThat(api.get("/actions/actions").body()).isEqualTo("{\"actions\":[],\"per_page\":20}");
        assertThat(api.get(
                                "/actions/actions?page=2&per_page=0&deployed=true&installed=false&triggerId=post-login&actionName=a")
                        .body())
                .isEqualTo("{\"actions\":[],\"page\":2}");
        assertThat(api.get("/custom-domains?take=5&q=x&fields=domain&include_fields=false&sort=domain:1")
                        .body())
                .isEqualTo("{\"custom_domains\":[]}");
    }

    @Test
    void refuseWhatCannotBeAskedOfThem() {
        for (var wrong : List.of(
                "/hooks?x=y",
                "/hooks?enabled=yes",
                "/hooks?triggerId=post-login",
                "/hooks?fields=id&fields=name",
                "/hooks?per_page=101",
                "/actions/actions?page=-1",
                "/actions/actions?per_page=x",
                "/actions/actions?triggerId=other",
                "/actions/actions?deployed=1",
                "/actions/actions?include_totals=true",
                "/custom-domains?take=0",
                "/custom-domains?from=x",
                "/custom-domains?q=" + "x".repeat(1_001),
                "/custom-domains?sort=" + "x".repeat(16))) {
            assertThat(api.get(wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void stayEmptySinceNothingCanBeMade() {
        for (var list : List.of("/hooks", "/actions/actions", "/custom-domains", "/log-streams")) {
            assertThat(api.post(list, "{}").statusCode()).as(list).isEqualTo(403);
        }
        assertThat(api.post("/hooks", "{}").body())
                .isEqualTo(refusal(
                        403, "Forbidden", "Insufficient scope, expected any of: create:hooks", "insufficient_scope"));
    }
}
