package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has which roles: {@code /users/{id}/roles} and {@code /roles/{id}/users}. */
@EachEngine
class RoleUsersTest {

    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");
    private static final String NO_ROLE = refusal(404, "Not Found", "The role does not exist.", "");
    private static final String ANN = "/users/auth0%7Cann";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    RoleUsersTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
        bringIn("ann", "bob");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var role = role("Keeper");

        Golden.of("post_user_roles").holds(api.post(ANN + "/roles", roles(role)));
        Golden.of("get_user_roles").holds(api.get(ANN + "/roles?include_totals=true"));
        Golden.of("post_role_users").holds(api.post("/roles/" + role + "/users", users("bob")));
        Golden.of("get_role_user").holds(api.get("/roles/" + role + "/users?take=1"));
        Golden.of("get_user_effective_roles").holds(api.get(ANN + "/effective-roles"));
        Golden.of("get_user_role_source_groups")
                .holds(api.get(ANN + "/effective-roles/sources/groups?role_id=" + role));
        Golden.of("delete_user_roles").holds(api.send("DELETE", ANN + "/roles", roles(role)));
    }

    @Test
    void showsAddressesToWhoeverMaySeeMembersOrUsersAndRoles() {
        var path = "/roles/" + role("Keeper") + "/users";

        for (var scope : List.of("read:roles", "read:users")) {
            assertThat(new Management(server, server.managementToken(scope))
                            .get(path)
                            .body())
                    .isEqualTo(refusal(
                            403,
                            "Forbidden",
                            "Insufficient scope, expected any of: read:role_members",
                            "insufficient_scope"));
        }
        var both = server.managementToken("read:users", "read:roles");
        assertThat(new Management(server, both).get(path).statusCode()).isEqualTo(200);
        var members = server.managementToken("read:role_members");
        assertThat(new Management(server, members).get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void listsRolesAndUsersInTheOrderOfAssignment() {
        bringIn("cid", "dan");
        var first = role("Z");
        var second = role("A");
        var third = role("M");
        api.post(ANN + "/roles", roles(third, first));
        api.post(ANN + "/roles", roles(second, first));
        api.post("/roles/" + first + "/users", users("dan", "bob"));
        api.post("/roles/" + first + "/users", users("cid", "bob", "ann"));

        assertThat(shown(ANN + "/roles", "id")).containsExactly(third, first, second);
        assertThat(shown("/roles/" + first + "/users", "user_id"))
                .containsExactly("auth0|ann", "auth0|dan", "auth0|bob", "auth0|cid");

        api.send("DELETE", ANN + "/roles", roles(third));
        api.post(ANN + "/roles", roles(third));

        assertThat(shown(ANN + "/roles", "id")).containsExactly(first, second, third);
    }

    @Test
    void tellsOfEachUserWhatTheProfileHas() {
        server.bringIn("{\"user_id\":\"auth0|eve\",\"email\":\"eve@example.test\",\"identities\":[]}");
        var role = role("Keeper");
        api.post("/roles/" + role + "/users", users("eve", "ann"));

        assertThat(api.get("/roles/" + role + "/users").body()).isEqualTo("""
                [{"user_id":"auth0|eve","email":"eve@example.test"},\
                {"user_id":"auth0|ann","email":"ann@example.test","picture":"https://example.test/ann.png","name":"ann"}]\
                """);
    }

    @Test
    void assignsOnceAndTakesAwayWhatIsThere() {
        var role = role("Keeper");
        var other = role("Other");

        assertThat(api.post(ANN + "/roles", roles(role, role)).statusCode()).isEqualTo(204);
        assertThat(api.post(ANN + "/roles", roles(role)).statusCode()).isEqualTo(204);
        assertThat(api.post("/roles/" + role + "/users", users("ann")).body()).isEqualTo("{}");
        assertThat(shown(ANN + "/roles", "id")).containsExactly(role);
        assertThat(api.send("DELETE", ANN + "/roles", roles(other, "rol_none", role))
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.send("DELETE", ANN + "/roles", roles(role)).statusCode()).isEqualTo(204);
        assertThat(shown(ANN + "/roles", "id")).isEmpty();
        assertThat(api.post("/roles/" + role + "/users", "{\"users\":[]}").body())
                .isEqualTo("{}");
    }

    @Test
    void refusesWhoAndWhatIsNotThereAndThenChangesNothing() {
        var role = role("Keeper");

        assertThat(api.get("/users/auth0%7Cnobody/roles").body()).isEqualTo(NO_USER);
        assertThat(api.post("/users/auth0%7Cnobody/roles", roles(role)).body()).isEqualTo(NO_USER);
        assertThat(api.send("DELETE", "/users/auth0%7Cnobody/roles", roles(role))
                        .body())
                .isEqualTo(NO_USER);
        assertThat(api.post("/roles/" + role + "/users", users("ann", "nobody")).body())
                .isEqualTo(refusal(404, "Not Found", "One or more of the users do not exist.", ""));
        assertThat(api.post(ANN + "/roles", roles(role, "rol_none")).body()).isEqualTo(NO_ROLE);
        assertThat(api.get("/roles/rol_none/users").body()).isEqualTo(NO_ROLE);
        assertThat(api.post("/roles/rol_none/users", users("ann")).body()).isEqualTo(NO_ROLE);
        assertThat(api.get("/users/auth0%7Cnobody/effective-roles").body()).isEqualTo(NO_USER);
        assertThat(api.get("/users/auth0%7Cnobody/effective-roles/sources/groups?role_id=" + role)
                        .body())
                .isEqualTo(NO_USER);
        assertThat(api.get(ANN + "/effective-roles/sources/groups?role_id=rol_none")
                        .body())
                .isEqualTo(NO_ROLE);
        assertThat(shown("/roles/" + role + "/users", "user_id")).isEmpty();
        assertThat(audited()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/users/u/roles|{}|'Missing required property: roles'.",
                "/users/u/roles|{\"roles\":[]}|'Array is too short (0), minimum 1' on property roles.",
                "/users/u/roles|{\"roles\":[\"\"]}|'String is too short (0 chars), minimum 1' on property roles[0].",
                "/users/u/roles|{\"roles\":\"r\"}|'Expected type array but found type string' on property roles.",
                "/users/u/roles|{\"roles\":[\"r\"],\"x\":1}|'Additional properties not allowed: x'.",
                "/roles/r/users|{}|'Missing required property: users'.",
                "/roles/r/users|{\"users\":[7]}|'Expected type string but found type integer' on property users[0].",
                "/roles/r/users|{\"users\":[\"\"]}|'Object didn't pass validation for format user-id-with-max-length: ' on property users[0]."
            })
    void refusesWhatCannotBe(String path, String body, String message) {
        var answer = api.post(path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("message").asString()).isEqualTo("Payload validation error: " + message);
    }

    @Test
    void takesAThousandAtOnceAndNoMore() {
        var role = role("Keeper");
        var names = names(1_001);
        bringIn(names);

        assertThat(api.post("/roles/" + role + "/users", users(names)).statusCode())
                .isEqualTo(400);
        assertThat(api.post(ANN + "/roles", roles(names)).statusCode()).isEqualTo(400);
        assertThat(api.post("/roles/" + role + "/users", users(Arrays.copyOf(names, 1_000)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(api.get("/roles/" + role + "/users?include_totals=true"))
                        .get("total")
                        .asInt())
                .isEqualTo(1_000);
        assertThat(api.get("/roles/" + role + "/users?page=10&per_page=100").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Requesting page 10 exceeds the allowed maximum of 1000 records. To fetch results beyond 1000,"
                                + " use the checkpoint pagination method.",
                        "invalid_paging"));
        assertThat(walk("/roles/" + role + "/users", "users", "user_id", 100))
                .as("in the order in which they were named")
                .containsExactlyElementsOf(Arrays.stream(names)
                        .limit(1_000)
                        .map(name -> "auth0|" + name)
                        .toList());
        api.post("/roles/" + role + "/users", users(names[1_000]));
        api.delete("/roles/" + role);
        assertThat(texts("SELECT before AS text FROM audit_log WHERE kind = 'tenant role' AND action = 'delete'"))
                .as("the first thousand, and how many")
                .singleElement()
                .asString()
                .contains("\"auth0|" + names[999] + "\"")
                .doesNotContain("\"auth0|" + names[1_000] + "\"")
                .endsWith(",\"users_total\":1001}");
    }

    @Test
    void goesOnBehindACheckpointWhateverHappensMeanwhile() {
        var role = role("Keeper");
        var names = names(7);
        bringIn(names);
        api.post("/roles/" + role + "/users", users(names));
        var path = "/roles/" + role + "/users";
        var first = json(api.get(path + "?take=3"));
        var last = first.get("users").get(2).get("user_id").asString();

        api.send("DELETE", "/users/" + last.replace("|", "%7C") + "/roles", roles(role));
        api.post(path, users("ann"));
        var rest = json(api.get(path + "?take=100&from=" + first.get("next").asString()));

        assertThat(rest.get("users").findValuesAsString("user_id"))
                .containsExactly("auth0|n0003", "auth0|n0004", "auth0|n0005", "auth0|n0006", "auth0|ann");
        assertThat(rest.has("next")).isFalse();
        var full = json(api.get(path + "?take=5&from=" + first.get("next").asString()));
        assertThat(full.get("users")).hasSize(5);
        assertThat(json(api.get(path + "?take=5&from=" + full.get("next").asString()))
                        .toString())
                .as("behind a full page, be it the last")
                .isEqualTo("{\"users\":[]}");
        assertThat(api.get("/roles/" + role("Other") + "/users?from="
                                + first.get("next").asString())
                        .statusCode())
                .as("a checkpoint of another list")
                .isEqualTo(400);
        assertThat(api.get(path + "?from=nonsense").statusCode()).isEqualTo(400);
    }

    @Test
    void losesARoleThatIsDeletedAndAUserWhoIs() {
        var connection = connection();
        var role = role("Keeper");
        var other = role("Other");
        api.post(ANN + "/roles", roles(role, other));
        api.post("/roles/" + other + "/users", users("bob"));

        api.delete("/roles/" + role);

        assertThat(shown(ANN + "/roles", "id")).containsExactly(other);

        api.delete("/connections/" + connection);
        assertThat(api.get(ANN + "/roles").body()).isEqualTo(NO_USER);
        assertThat(rows()).isZero();

        bringIn("ann");
        assertThat(shown(ANN + "/roles", "id")).as("who has the id next").isEmpty();
    }

    @Test
    void auditsWhatReallyChanges() {
        var role = role("Keeper");
        api.post(ANN + "/roles", roles(role));
        api.post(ANN + "/roles", roles(role));
        api.post("/roles/" + role + "/users", users("ann", "bob"));
        api.send("DELETE", ANN + "/roles", roles(role));
        api.send("DELETE", ANN + "/roles", roles(role));

        assertThat(audited())
                .containsExactly(
                        "add tenant roles auth0|ann  [\"" + role + "\"]",
                        "add users " + role + "  [\"auth0|bob\"]",
                        "remove tenant roles auth0|ann [\"" + role + "\"] ");
    }

    @Test
    void pagesThroughAUsersRolesByNumberAndByCheckpoint() {
        var all = IntStream.range(0, 5).mapToObj(n -> role("r" + n)).toArray(String[]::new);
        api.post(ANN + "/roles", roles(all));

        assertThat(shown(ANN + "/roles?per_page=2&page=1", "id")).containsExactly(all[2], all[3]);
        assertThat(shown(ANN + "/roles?per_page=2&page=3", "id")).isEmpty();
        assertThat(walk(ANN + "/effective-roles", "roles", "id", 2)).containsExactly(all);
        assertThat(api.get(ANN + "/effective-roles?take=0").statusCode()).isEqualTo(400);
        assertThat(api.get("/roles/rol_none/users?per_page=0").body())
                .contains("'Value 0 is less than minimum 1' on property per_page");
        assertThat(api.get(ANN + "/effective-roles/sources/groups").statusCode())
                .isEqualTo(400);
    }

    private List<String> walk(String path, String key, String member, int take) {
        var seen = new ArrayList<String>();
        var pages = new HashSet<String>();
        var query = "?take=" + take;
        for (var page = json(api.get(path + query)); ; ) {
            seen.addAll(page.get(key).findValuesAsString(member));
            if (!page.has("next")) {
                return seen;
            }
            var next = page.get("next").asString();
            assertThat(pages.add(next)).as("comes back to a page").isTrue();
            page = json(api.get(path + query + "&from=" + next));
        }
    }

    private List<String> shown(String path, String member) {
        HttpResponse<String> answer = api.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).findValuesAsString(member);
    }

    private String connection() {
        return json(api.post("/connections", "{\"name\":\"c\",\"strategy\":\"auth0\"}"))
                .get("id")
                .asString();
    }

    private void bringIn(String... names) {
        for (int from = 0; from < names.length; from += 100) {
            server.bringIn(Arrays.stream(names, from, Math.min(from + 100, names.length))
                    .map(name -> """
                            {"user_id":"auth0|%1$s","email":"%1$s@example.test","name":"%1$s",\
                            "picture":"https://example.test/%1$s.png",\
                            "identities":[{"connection":"c","provider":"auth0","user_id":"%1$s"}]}""".formatted(name))
                    .toArray(String[]::new));
        }
    }

    private String role(String name) {
        return json(api.post("/roles", "{\"name\":\"" + name + "\"}")).get("id").asString();
    }

    private int rows() {
        return texts("SELECT user_id AS text FROM tenant_role_user").size();
    }

    private List<String> audited() {
        return texts("""
                SELECT action || ' ' || object_id || ' ' || before || ' ' || after AS text FROM audit_log
                WHERE action LIKE '%roles' OR action = 'add users' ORDER BY id
                """);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }

    private static String[] names(int count) {
        return IntStream.range(0, count).mapToObj("n%04d"::formatted).toArray(String[]::new);
    }

    private static String roles(String... ids) {
        return "{\"roles\":" + texts("", ids) + "}";
    }

    private static String users(String... names) {
        return "{\"users\":" + texts("auth0|", names) + "}";
    }

    private static String texts(String prefix, String... texts) {
        return Arrays.stream(texts).map(text -> "\"" + prefix + text + "\"").collect(Collectors.joining(",", "[", "]"));
    }
}
