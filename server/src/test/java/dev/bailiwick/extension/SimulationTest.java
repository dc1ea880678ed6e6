package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Catalogue;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes would do, told before they are made. */
@EachEngine
class SimulationTest extends StructureTest {

    private static final String NEW_ROLE = "12345678-0000-4000-8000-000000000001";
    private static final String NEW_PERMISSION = "12345678-0000-4000-8000-000000000002";
    private static final String SALES_ROLES = "/groups/" + SmallWorld.SALES + "/roles";
    private static final String NOTHING = "{\"users\":0,\"applications\":[],\"firstUsers\":[],\"moreUsers\":0,"
            + "\"mappings\":[],\"moreMappings\":0}";

    private final Catalogue catalogue;
    private Map<String, List<String>> before = Map.of();

    SimulationTest(TestDatabase fresh, Database empty) {
        super(empty);
        this.catalogue = new Catalogue(fresh.engine(), fresh.url());
    }

    @BeforeEach
    void remember() {
        before = rows();
    }

    @AfterEach
    @Override
    void stop() {
        assertThat(rows()).isEqualTo(before);
        super.stop();
    }

    @Test
    void tellsWhoGainsWhatByNewMembers() {
        assertOk(
                simulate(
                        change("PATCH", "/groups/" + SmallWorld.GUESTS + "/members", "[\"new\",\"auth0|bob\"]"),
                        change("PATCH", "/groups/" + SmallWorld.GUESTS + "/nested", "[\"" + SmallWorld.STAFF + "\"]"),
                        change("PATCH", "/groups/" + SmallWorld.STAFF + "/members", "[\"new\"]")),
                """
                {"users":1,"applications":[{"applicationId":"app1","users":1,\
                "roles":[{"name":"Reader","gained":1,"lost":0}],\
                "permissions":[{"name":"read","gained":1,"lost":0}]}],\
                "firstUsers":[{"user_id":"new","applications":[{"applicationId":"app1",\
                "gained":{"roles":["Reader"],"permissions":["read"]},"lost":{"roles":[],"permissions":[]}}]}],\
                "moreUsers":0,"mappings":[],"moreMappings":0}""");
    }

    @Test
    void tellsWhoLosesWhatWithARoleOfAGroup() {
        var told = TestBailiwick.json(simulate(change("DELETE", SALES_ROLES, "[\"" + WRITER + "\"]")));

        assertThat(told.get("users").asInt()).isEqualTo(6);
        assertThat(told.get("applications").toString())
                .isEqualTo("[{\"applicationId\":\"app2\",\"users\":6,"
                        + "\"roles\":[{\"name\":\"Writer\",\"gained\":0,\"lost\":6}],\"permissions\":[]}]");
        assertThat(told.get("firstUsers").values().stream()
                        .map(user -> user.get("user_id").asString()))
                .containsExactly("a+b:c", "ad|a/b", "ad|a\\b", "auth0|ann", "x@y.z", "ü");
    }

    @Test
    void countsNobodyWhoKeepsWhatOneWayGivesAndAnotherTakes() {
        assertOk(simulate(change("DELETE", SALES_ROLES, "[\"" + READER + "\"]")), NOTHING);
    }

    @Test
    void letsLaterChangesNameWhatEarlierOnesCreate() {
        var told = TestBailiwick.json(simulate(
                creation(NEW_PERMISSION, "/permissions", owned("approve", "")),
                creation(NEW_ROLE, "/roles", owned("Approver", ",\"permissions\":[\"" + NEW_PERMISSION + "\"]")),
                change("PATCH", "/users/zoe/roles", "[\"" + NEW_ROLE + "\"]")));

        assertThat(told.get("applications").toString())
                .isEqualTo("[{\"applicationId\":\"app3\",\"users\":1,"
                        + "\"roles\":[{\"name\":\"Approver\",\"gained\":1,\"lost\":0}],"
                        + "\"permissions\":[{\"name\":\"approve\",\"gained\":1,\"lost\":0}]}]");
    }

    @Test
    void takesNoIdThatIsThereAlready() {
        assertThat(simulate(creation(READER, "/groups", "{\"name\":\"g\"}")).body())
                .isEqualTo(refused(0, 400, """
                        {"statusCode":400,"error":"Bad Request","message":"\\"id\\" is the id of something that is there",\
                        "validation":{"source":"payload","keys":["id"]}}"""));
    }

    @Test
    void tellsOfANewNameAsOfALossAndAGain() {
        var told = TestBailiwick.json(
                simulate(
                        change(
                                "PUT",
                                "/roles/" + WRITER,
                                "{\"name\":\"Author\",\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\"app2\"}")));

        assertThat(told.get("applications").get(0).get("roles").toString())
                .isEqualTo(
                        "[{\"name\":\"Author\",\"gained\":6,\"lost\":0},{\"name\":\"Writer\",\"gained\":0,\"lost\":6}]");
    }

    @Test
    void tellsWhoLosesWhatWithAGroupThatGoes() {
        var told = TestBailiwick.json(simulate(
                change("DELETE", "/groups/" + SmallWorld.STAFF + "/nested", "[\"" + SmallWorld.SALES + "\"]"),
                change("DELETE", "/groups/" + SmallWorld.SALES, null),
                change("PATCH", "/groups/" + SmallWorld.STAFF + "/members", "[\"auth0|ann\"]")));

        assertThat(told.get("users").asInt()).isEqualTo(6);
        assertThat(told.get("applications").toString())
                .contains("{\"name\":\"Reader\",\"gained\":0,\"lost\":5}")
                .contains("{\"name\":\"Writer\",\"gained\":0,\"lost\":6}");
    }

    @Test
    void tellsWhatGroupsOfAnIdentityProviderWouldGive() {
        var told = TestBailiwick.json(
                simulate(change("PATCH", "/groups/" + SmallWorld.GUESTS + "/roles", "[\"" + WRITER + "\"]")));

        assertThat(told.get("users").asInt()).isZero();
        assertThat(told.get("mappings").toString())
                .isEqualTo("[{\"connectionName\":\"ad\",\"groupName\":\"visitors\",\"applications\":["
                        + "{\"applicationId\":\"app2\",\"gained\":{\"roles\":[\"Writer\"],\"permissions\":[]},"
                        + "\"lost\":{\"roles\":[],\"permissions\":[]}}]}]");
    }

    @Test
    void countsMappingsOfOwnGroupsForUsersOfTheConnection() {
        var changes = new String[] {
            change(
                    "PATCH",
                    "/groups/" + SmallWorld.GUESTS + "/mappings",
                    "{\"groupName\":\"Sales\",\"connectionName\":\"ad\"}"),
            change("DELETE", SALES_ROLES, "[\"" + WRITER + "\"]"),
            change("PATCH", "/groups/" + SmallWorld.GUESTS + "/roles", "[\"" + WRITER + "\"]")
        };

        assertThat(users(simulateWith("\"connectionName\":\"ad\",", changes))).isZero();
        assertThat(users(simulateWith("\"connectionName\":\"google\",", changes)))
                .isEqualTo(6);
        assertThat(users(simulate(changes))).isEqualTo(6);
    }

    @Test
    void refusesWhatTheRealRouteWouldAndTellsItsAnswer() {
        var group = "{\"name\":\"g\"}";

        assertThat(simulate(change("POST", "/groups", group), change("DELETE", "/groups/" + SmallWorld.SALES, null))
                        .body())
                .isEqualTo(refused(1, 400, """
                        {"statusCode":400,"error":"ValidationError",\
                        "message":"Unable to touch nested while used in groups: Staff"}"""));
        assertThat(simulate(change("PUT", "/groups/" + SmallWorld.NOWHERE, group))
                        .body())
                .isEqualTo(refused(0, 404, """
                        {"statusCode":404,"error":"NotFoundError",\
                        "message":"The record 99999999-9999-4999-8999-999999999999 in groups does not exist."}"""));
        assertThat(simulate(change("POST", "/groups", group), change("POST", "/groups", group))
                        .body())
                .contains("\"index\":1")
                .contains("Group with name \\\"g\\\" already exists");
        assertThat(simulate(change("POST", "/groups", "{}")).body()).isEqualTo(refused(0, 400, """
                        {"statusCode":400,"error":"Bad Request","message":"\\"name\\" is required",\
                        "validation":{"source":"payload","keys":["name"]}}"""));
        assertThat(simulate(change("DELETE", "/groups/%zz", null)).body()).startsWith("""
                {"statusCode":400,"error":"Bad Request","message":"The change at index 0 would be refused",""");
    }

    @Test
    void simulatesNothingElse() {
        for (var change : new String[] {
            change("POST", "/configuration/import", "{}"),
            change("PATCH", "/configuration", "{\"groupsInToken\":true}"),
            change("PATCH", "/configuration/rotate-apikey", null),
            change("DELETE", "/configuration/resource-server", null),
            change("POST", "/users/policy", "{}"),
            change("POST", "/policy/simulate", "{\"changes\":[]}"),
            change("POST", "/nowhere", null)
        }) {
            assertInvalid(
                    simulate(change("POST", "/groups", "{\"name\":\"g\"}"), change),
                    "payload",
                    "changes.1.path",
                    "\"changes[1].path\" must be, with its method, a route that changes groups, roles, permissions or what users have");
        }
    }

    @Test
    void asksForChangesInTheirForm() {
        assertInvalid(send("{}"), "payload", "changes", "\"changes\" is required");
        assertInvalid(simulate(), "payload", "changes", "\"changes\" must contain at least 1 items");
        assertInvalid(
                simulate(IntStream.range(0, 1_001).mapToObj(i -> "{}").toArray(String[]::new)),
                "payload",
                "changes",
                "\"changes\" must contain less than or equal to 1000 items");
        assertInvalid(
                simulate(change("GET", "/groups", null)),
                "payload",
                "changes.0.method",
                "\"changes[0].method\" must be one of [POST, PUT, PATCH, DELETE]");
        assertInvalid(
                simulate("{\"method\":\"DELETE\",\"path\":\"/groups\",\"id\":\"" + NEW_ROLE + "\"}"),
                "payload",
                "changes.0.id",
                "\"changes[0].id\" is not allowed");
        assertInvalid(
                simulateWith("\"job\":1,", change("DELETE", "/groups/" + SmallWorld.GUESTS, null)),
                "payload",
                "job",
                "\"job\" must be a boolean");
        assertInvalid(
                simulateWith("\"users\":[],", change("DELETE", "/groups/" + SmallWorld.GUESTS, null)),
                "payload",
                "users",
                "\"users\" is not allowed");
    }

    @Test
    void takesSoManyIdsTogetherAndNoMore() {
        var users =
                IntStream.range(0, 9_999).mapToObj(i -> "\"u" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        var members = change("PATCH", "/groups/" + SmallWorld.GUESTS + "/members", users);
        var role = change("POST", "/roles", owned("r", ",\"permissions\":\"" + NEW_ROLE + "," + NEW_ROLE + "\""));

        assertThat(simulate(members, members, role).statusCode()).isEqualTo(200);
        assertInvalid(
                simulate(members, members, role, change("PATCH", "/users/u/roles", "[\"Reader\"]")),
                "payload",
                "changes",
                "\"changes\" must contain less than or equal to 20000 ids together");
    }

    @Test
    void asksForTheScopeOfEachChange() {
        var body = "{\"changes\":[" + change("PATCH", "/users/u/roles", "[\"nobody\"]") + "]}";

        assertThat(as("read:users", body).statusCode()).isEqualTo(403);
        assertThat(as("update:users", body).statusCode()).isEqualTo(403);
        assertThat(world.server()
                        .call(
                                "POST",
                                TestBailiwick.EXTENSION + "/policy/simulate",
                                world.server().extensionToken("read:users", "update:users"),
                                Optional.of(body))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> as(String scope, String body) {
        return world.server()
                .call(
                        "POST",
                        TestBailiwick.EXTENSION + "/policy/simulate",
                        world.server().extensionToken(scope),
                        Optional.of(body));
    }

    private HttpResponse<String> simulate(String... changes) {
        return simulateWith("", changes);
    }

    private HttpResponse<String> simulateWith(String more, String... changes) {
        return send("{" + more + "\"changes\":[" + String.join(",", changes) + "]}");
    }

    private HttpResponse<String> send(String body) {
        return world.send("POST", "/policy/simulate", body);
    }

    private static int users(HttpResponse<String> answer) {
        return TestBailiwick.json(answer).get("users").asInt();
    }

    private static String change(String method, String path, @Nullable String body) {
        return "{\"method\":\"" + method + "\",\"path\":" + Json.text(path) + (body == null ? "" : ",\"body\":" + body)
                + "}";
    }

    private static String creation(String id, String path, String body) {
        return "{\"method\":\"POST\",\"path\":\"" + path + "\",\"id\":\"" + id + "\",\"body\":" + body + "}";
    }

    private static String owned(String name, String more) {
        return "{\"name\":\"" + name
                + "\",\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\"app3\"" + more + "}";
    }

    private static String refused(int index, int status, String body) {
        return "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"The change at index " + index
                + " would be refused\",\"attributes\":{\"index\":" + index + ",\"statusCode\":" + status + ",\"body\":"
                + body
                + "}}";
    }

    /** Everything in all tables, versions and the audit log too. */
    private Map<String, List<String>> rows() {
        var rows = catalogue.content();
        rows.remove("simulation"); // where jobs are kept
        return rows;
    }
}
