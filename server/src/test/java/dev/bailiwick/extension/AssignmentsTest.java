package dev.bailiwick.extension;

import static dev.bailiwick.audit.AuditedChanges.IS_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Again;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A user's groups and roles, put in and taken out, and what they give (reference, section 1, users). */
@EachEngine
class AssignmentsTest {

    private static final String READER = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    private static final String WRITER = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
    private static final String GROUPS = "/users/gus/groups";
    private static final String ROLES = "/users/gus/roles";

    private final Database database;
    private SmallWorld world;

    AssignmentsTest(Database empty) {
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
    void putsAUserIntoGroupsByTheirIds() {
        assertDone(world.send("PATCH", GROUPS, list(SmallWorld.GUESTS, SmallWorld.NOWHERE, SmallWorld.STAFF, "Sales")));

        assertThat(names(GROUPS)).containsExactly("Staff", "Guests");
        assertThat(exported(SmallWorld.STAFF).get("members").toString()).isEqualTo("[\"gus\"]");
    }

    @Test
    void putsAUserIntoGroupsByTheirNamesWhereTheFirstIsOne() {
        assertDone(world.send("PATCH", GROUPS, list("Sales", "staff", "Nobody", SmallWorld.GUESTS)));

        assertThat(names(GROUPS)).containsExactly("Sales");
    }

    @Test
    void takesAUserOutOfGroups() {
        world.send("PATCH", GROUPS, list("Sales", "Staff", "Guests"));

        assertDone(world.send("DELETE", GROUPS, list("Staff", "Nobody")));
        assertDone(world.send("DELETE", GROUPS, list(SmallWorld.GUESTS, SmallWorld.NOWHERE)));
        assertDone(world.send("DELETE", GROUPS, list(SmallWorld.GUESTS)));

        assertThat(names(GROUPS)).containsExactly("Sales");
        assertThat(exported(SmallWorld.GUESTS).get("members").toString()).isEqualTo("[]");
    }

    @Test
    void assignsRolesByTheirIdsOrNamesInEveryApplication() {
        assertDone(world.send("PATCH", ROLES, list(WRITER, SmallWorld.NOWHERE)));
        assertThat(names(ROLES)).containsExactly("Writer");
        var twin = "{\"_id\":\"" + SmallWorld.STAFF + "\",\"name\":\"Reader\",\"applicationId\":\"app9\"},";
        world.send(
                "POST",
                "/configuration/import",
                SmallWorld.DOCUMENT.replace("\"roles\":[{\"_id\":\"aaaa", "\"roles\":[" + twin + "{\"_id\":\"aaaa"));

        assertDone(world.send("PATCH", ROLES, list("Reader", "writer")));

        assertThat(names(ROLES)).containsExactly("Reader", "Reader");
        assertThat(decided()).contains("Reader");
    }

    @Test
    void takesRolesOffAUser() {
        world.send("PATCH", ROLES, list(READER, WRITER));
        assertThat(decided()).contains("Reader");

        assertDone(world.send("DELETE", ROLES, list(READER)));
        assertDone(world.send("DELETE", ROLES, list(READER)));

        assertThat(names(ROLES)).containsExactly("Writer");
        assertThat(decided()).isEqualTo("{\"groups\":[],\"roles\":[],\"permissions\":[]}");
    }

    @Test
    void takesNoRoleWhereOneDoesNotExist() {
        world.send("PATCH", ROLES, list(READER, WRITER));

        var answer = world.send("DELETE", ROLES, list(READER, SmallWorld.NOWHERE));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":404,\"error\":\"NotFoundError\",\"message\":\"The record "
                        + SmallWorld.NOWHERE + " in roles does not exist.\"}");
        assertThat(names(ROLES)).containsExactly("Reader", "Writer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; \"value\" must be an array",
                "null; \"value\" must be an array",
                "[]; \"value\" must contain at least 1 items",
                "[\"\"]; \"[0]\" is not allowed to be empty",
                "[\"a\",1]; \"[1]\" must be a string"
            })
    void refusesABodyThatIsNoListOfTexts(String body, String message) {
        for (var path : List.of(GROUPS, ROLES)) {
            for (var method : List.of("PATCH", "DELETE")) {
                var answer = world.send(method, path, body);

                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(TestBailiwick.json(answer).get("message").asString())
                        .isEqualTo(
                                method.equals("DELETE") && path.equals(ROLES) && message.contains("[1]")
                                        ? "\"[0]\" must be a valid GUID"
                                        : message);
            }
        }
    }

    @Test
    void takesRolesOffByTheirIdsOnly() {
        assertThat(TestBailiwick.json(world.send("DELETE", ROLES, list("Reader")))
                        .get("message")
                        .asString())
                .isEqualTo("\"[0]\" must be a valid GUID");
    }

    @Test
    void refusesAUserWhomNoIndexHolds() {
        var answer = world.send("PATCH", "/users/" + "u".repeat(513) + "/groups", list("Sales"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"validation\":{\"source\":\"params\",\"keys\":[\"id\"]}");
    }

    @Test
    void expandsGroupsWithTheRolesAndPermissionsThatTheyGive() {
        var expanded = """
                {"groups":[\
                {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff","description":"Everybody"},\
                {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales","description":"Sellers"}],\
                "roles":[\
                {"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader","description":"Reads","applicationId":"app1",\
                "applicationType":"client",\
                "permissions":[{"_id":"dddddddd-dddd-4ddd-8ddd-dddddddddddd","name":"read","description":"May read"}]},\
                {"_id":"bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb","name":"Writer","description":"Writes","applicationId":"app2",\
                "applicationType":"client","permissions":[]}]}\
                """;

        assertThat(world.get("/users/auth0%7Cann/groups?expand").body()).isEqualTo(expanded);
        assertThat(world.get("/users/auth0%7Cann/groups?expand=true").body()).isEqualTo(expanded);
        assertThat(world.get("/users/auth0%7Cann/groups?expand=false").body()).isEqualTo(expanded);
        assertThat(world.get("/users/auth0%7Cann/groups?other=1").body()).startsWith("[{\"_id\":\"2222");
    }

    @Test
    void leavesRolesThatAreDirectlyTheUsersOutOfAnExpansion() {
        assertThat(world.get("/users/auth0%7Cbob/groups?expand=true").body()).isEqualTo("{\"groups\":[],\"roles\":[]}");
    }

    @Test
    void losesNoneOfManyGroupsThatOneUserIsPutIntoAtOnce() throws Exception {
        var groups = IntStream.range(0, 20)
                .mapToObj(i -> "{\"_id\":\"%08d-0000-4000-8000-000000000000\",\"name\":\"G%d\"}".formatted(i, i))
                .collect(Collectors.joining(",", "{\"groups\":[", "]}"));
        assertDone(world.send("POST", "/configuration/import", groups));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<HttpResponse<String>>>();
            IntStream.range(0, 20)
                    .forEach(i -> sent.add(threads.submit(
                            () -> Again.untilAnswered(() -> world.send("PATCH", GROUPS, list("G" + i))))));
            for (var answer : sent) {
                assertDone(answer.get());
            }
        }

        assertThat(names(GROUPS)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void leavesOneAuditEntryForAChangeAndNoneForNothing() {
        var before = entries();

        world.send("PATCH", GROUPS, list("Sales", "Guests"));
        world.send("PATCH", GROUPS, list("Sales", "Guests"));
        world.send("DELETE", ROLES, list(READER));
        world.send("DELETE", GROUPS, list("Sales"));

        assertThat(entries().stream().filter(entry -> !before.contains(entry)))
                .containsExactlyInAnyOrder(
                        "add groups user gus  [\"" + SmallWorld.SALES + "\",\"" + SmallWorld.GUESTS + "\"]",
                        "remove groups user gus [\"" + SmallWorld.SALES + "\"] ");
    }

    private List<String> entries() {
        return database.read(tx -> tx.list(
                "SELECT action, kind, object_id, before, after FROM audit_log WHERE " + IS_CHANGE + " ORDER BY id",
                _ -> {},
                (row, _) -> String.join(
                        " ",
                        row.getString("action"),
                        row.getString("kind"),
                        row.getString("object_id"),
                        row.getString("before"),
                        row.getString("after"))));
    }

    private String decided() {
        return world.send("POST", "/users/gus/policy/app1", "{\"connectionName\":\"x\"}")
                .body();
    }

    private JsonNode exported(String group) {
        return TestBailiwick.json(world.get("/configuration/export")).get("groups").values().stream()
                .filter(each -> each.get("_id").asString().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String path) {
        return TestBailiwick.json(world.get(path)).values().stream()
                .map(each -> each.get("name").asString())
                .toList();
    }

    private static String list(String... texts) {
        return "[\"" + String.join("\",\"", texts) + "\"]";
    }

    private static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode() + answer.body()).isEqualTo("204");
    }
}
