package dev.bailiwick.extension;

import static dev.bailiwick.audit.AuditedChanges.IS_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Again;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Members and roles of a group, put in and taken out (reference, section 1, groups). */
@EachEngine
class GroupWritesTest {

    private static final String MEMBERS = "/groups/" + SmallWorld.SALES + "/members";
    private static final String ROLES = "/groups/" + SmallWorld.GUESTS + "/roles";
    private static final String WRITER = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";

    private final Database database;
    private SmallWorld world;

    GroupWritesTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        world = new SmallWorld(database, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void putsUsersIntoAGroupOnceAndInTheirOrder() {
        assertDone(world.send("PATCH", MEMBERS, "[\"z\",\"auth0|ann\",\"b\",\"z\"]"));

        assertThat(members(SmallWorld.SALES))
                .containsExactly("auth0|ann", "ad|a/b", "ad|a\\b", "x@y.z", "a+b:c", "ü", "z", "b");
        assertThat(world.get("/users/z/groups").body()).contains("Sales");
    }

    @Test
    void takesUsersOutOfAGroupAndIgnoresStrangers() {
        assertDone(world.send("DELETE", MEMBERS, "[\"auth0|ann\",\"nobody\",\"ü\"]"));

        assertThat(members(SmallWorld.SALES)).containsExactly("ad|a/b", "ad|a\\b", "x@y.z", "a+b:c");
        assertThat(world.get("/users/auth0%7Cann/groups").body()).isEqualTo("[]");
    }

    @Test
    void assignsRolesAtTheNextDecision() {
        assertDone(world.send("PATCH", "/groups/" + SmallWorld.GUESTS + "/members", "[\"gus\"]"));
        assertDone(world.send("PATCH", ROLES, "[\"" + WRITER + "\",\"" + SmallWorld.NOWHERE + "\"]"));
        assertThat(world.get("/users/gus/roles/calculate").body()).contains("Writer");

        assertDone(world.send("DELETE", ROLES, "[\"" + WRITER + "\"]"));

        assertThat(world.get("/users/gus/roles/calculate").body()).isEqualTo("[]");
        assertThat(group(SmallWorld.GUESTS).get("roles").toString()).isEqualTo("[\"" + SmallWorld.NOWHERE + "\"]");
    }

    @Test
    void removesFromASetThatWasNeverUsed() {
        assertDone(world.send("DELETE", "/groups/" + SmallWorld.STAFF + "/members", "[\"a\"]"));
        assertDone(world.send("DELETE", ROLES, "[\"" + WRITER + "\"]"));

        assertThat(group(SmallWorld.STAFF).has("members")).isFalse();
        assertThat(group(SmallWorld.GUESTS).has("roles")).isFalse();
    }

    @Test
    void leavesAnEmptiedSetEmptyAndNotAbsent() {
        world.send("PATCH", ROLES, "[\"" + WRITER + "\"]");
        world.send("DELETE", ROLES, "[\"" + WRITER + "\"]");

        assertThat(group(SmallWorld.GUESTS).get("roles").toString()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "DELETE"})
    void namesTheGroupThatDoesNotExist(String method) {
        for (var set : List.of("/members", "/roles")) {
            var answer = world.send(method, "/groups/" + SmallWorld.NOWHERE + set, "[\"" + WRITER + "\"]");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("The record " + SmallWorld.NOWHERE + " in groups does not exist.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; \"value\" must be an array",
                "null; \"value\" must be an array",
                "'\"a\"'; \"value\" must be an array",
                "''; \"value\" must be an array",
                "[]; \"value\" must contain at least 1 items",
                "[\"\"]; \"[0]\" is not allowed to be empty",
                "[\"a\",1]; \"[1]\" must be a string",
                "[null]; \"[0]\" must be a string",
                "[[\"a\"]]; \"[0]\" must be a string"
            })
    void refusesABodyThatIsNoListOfTexts(String body, String message) {
        var before = world.export();
        for (var method : List.of("PATCH", "DELETE")) {
            var answer = world.send(method, MEMBERS, body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestBailiwick.json(answer).get("message").asString()).isEqualTo(message);
        }
        assertThat(world.export()).isEqualTo(before);
    }

    @Test
    void refusesAUserWhomNoIndexHolds() {
        var answer = world.send("PATCH", MEMBERS, "[\"a\",\"" + "ü".repeat(257) + "\"]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(members(SmallWorld.SALES)).doesNotContain("a");
    }

    @Test
    void assignsNothingButGuids() {
        var answer = world.send("PATCH", ROLES, "[\"" + WRITER + "\",\"x\"]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(TestBailiwick.json(answer).get("message").asString()).isEqualTo("\"[1]\" must be a valid GUID");
        assertThat(group(SmallWorld.GUESTS).has("roles")).isFalse();
    }

    @Test
    void losesNoneOfManyChangesAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<HttpResponse<String>>>();
            IntStream.range(0, 50)
                    .forEach(i -> sent.add(threads.submit(() -> Again.untilAnswered(
                            () -> world.send("PATCH", MEMBERS, "[\"m" + i + "\",\"n" + i + "\",\"shared\"]")))));
            for (var answer : sent) {
                assertDone(answer.get());
            }
        }

        assertThat(members(SmallWorld.SALES)).hasSize(6 + 101).doesNotHaveDuplicates();
    }

    @Test
    void takesManyUsersAtOnce() {
        var users =
                IntStream.range(0, 5_000).mapToObj(i -> "\"auth0|" + i + "\"").toList();

        assertDone(world.send("PATCH", MEMBERS, "[" + String.join(",", users) + "]"));
        assertThat(members(SmallWorld.SALES)).hasSize(5_006);
        assertDone(world.send("DELETE", MEMBERS, "[" + String.join(",", users) + "]"));
        assertThat(members(SmallWorld.SALES)).hasSize(6);
    }

    @Test
    void leavesOneAuditEntryForAChangeAndNoneForNothing() {
        long before = entries();

        world.send("PATCH", MEMBERS, "[\"a\",\"b\"]");
        assertThat(entries()).isEqualTo(before + 1);
        world.send("PATCH", MEMBERS, "[\"a\",\"b\"]");
        world.send("DELETE", MEMBERS, "[\"c\"]");
        world.send("DELETE", ROLES, "[\"" + WRITER + "\"]");
        assertThat(entries()).isEqualTo(before + 1);
    }

    private long entries() {
        return database.read(tx -> tx.first(
                        "SELECT COUNT(*) AS entries FROM audit_log WHERE " + IS_CHANGE,
                        _ -> {},
                        (row, _) -> row.getLong("entries")))
                .orElseThrow();
    }

    private List<String> members(String group) {
        return group(group).get("members").values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    private JsonNode group(String id) {
        return Json.read(world.export().getBytes(StandardCharsets.UTF_8)).get("groups").values().stream()
                .filter(group -> group.get("_id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode() + answer.body()).isEqualTo("204");
    }
}
