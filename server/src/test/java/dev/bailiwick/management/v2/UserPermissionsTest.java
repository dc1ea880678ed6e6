package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which permissions users have: {@code /users/{id}/permissions} and {@code /users/{id}/effective-permissions}. */
@EachEngine
class UserPermissionsTest {

    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");
    private static final String PATH = "/users/auth0%7Cann/permissions";
    private static final String EFFECTIVE = "/users/auth0%7Cann/effective-permissions";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;
    private final String one;
    private final String keeper;
    private final String reader;

    UserPermissionsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
        bringIn();
        one = resourceServer("urn:one", "One");
        resourceServer("urn:two", "Two");
        keeper = role("Keeper", permission("urn:one", "read:a"), permission("urn:one", "read:b"));
        reader = role("Reader", permission("urn:one", "read:a"), permission("urn:two", "read:a"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var body = permissions(permission("urn:one", "read:a"));

        Golden.of("post_permissions").holds(api.post(PATH, body));
        assign(keeper);
        Golden.of("get_permissions").holds(api.get(PATH + "?include_totals=true"));
        Golden.of("get_user_effective_permissions")
                .holds(api.get(EFFECTIVE + "?resource_server_identifier=urn:one&take=1"));
        Golden.of("get_user_effective_permission_role_sources")
                .holds(api.get(EFFECTIVE
                        + "/sources/effective-roles?resource_server_identifier=urn:one&permission_name=read:a"));
        Golden.of("delete_permissions").holds(api.send("DELETE", PATH, body));
    }

    @Test
    void tellsWhereEachPermissionComesFrom() {
        assign(reader);
        assign(keeper);
        api.post(PATH, permissions(permission("urn:two", "read:a"), permission("urn:one", "read:c")));

        assertThat(api.get(PATH).body()).isEqualTo("""
                [{"permission_name":"read:a","description":"Reads a.","resource_server_name":"One",\
                "resource_server_identifier":"urn:one","sources":[\
                {"source_id":"%1$s","source_name":"Reader","source_type":"ROLE"},\
                {"source_id":"%2$s","source_name":"Keeper","source_type":"ROLE"}]},\
                {"permission_name":"read:a","description":"Reads a.","resource_server_name":"Two",\
                "resource_server_identifier":"urn:two","sources":[\
                {"source_id":"","source_name":"","source_type":"DIRECT"},\
                {"source_id":"%1$s","source_name":"Reader","source_type":"ROLE"}]},\
                {"permission_name":"read:b","description":"","resource_server_name":"One",\
                "resource_server_identifier":"urn:one","sources":[\
                {"source_id":"%2$s","source_name":"Keeper","source_type":"ROLE"}]},\
                {"permission_name":"read:c","description":"","resource_server_name":"One",\
                "resource_server_identifier":"urn:one","sources":[\
                {"source_id":"","source_name":"","source_type":"DIRECT"}]}]\
                """.formatted(reader, keeper));
        assertThat(effective("urn:one"))
                .containsExactly("read:a [\"roles\"]", "read:b [\"roles\"]", "read:c [\"direct\"]");
        assertThat(effective("urn:two")).containsExactly("read:a [\"direct\",\"roles\"]");
        assertThat(effective("urn:none")).isEmpty();
        assertThat(rolesGiving("urn:one", "read:a")).containsExactly(reader, keeper);
        assertThat(rolesGiving("urn:one", "read:b")).containsExactly(keeper);
        assertThat(rolesGiving("urn:one", "read:c")).isEmpty();
        assertThat(rolesGiving("urn:none", "read:a")).isEmpty();
    }

    @Test
    void takesOnlyWhatIsDirectlyTheUsersOwn() {
        assign(keeper);
        api.post(PATH, permissions(permission("urn:one", "read:a")));

        var gone = permissions(
                permission("urn:one", "read:a"),
                permission("urn:one", "read:b"),
                permission("urn:one", "fly:moon"),
                permission("urn:none", "read:a"));
        assertThat(api.send("DELETE", PATH, gone).statusCode()).isEqualTo(204);
        assertThat(api.send("DELETE", PATH, gone).statusCode()).isEqualTo(204);

        assertThat(effective("urn:one")).containsExactly("read:a [\"roles\"]", "read:b [\"roles\"]");
    }

    @Test
    void givesOnceAndOnlyWhatIsThere() {
        var good = permission("urn:one", "read:a");

        assertThat(api.post(PATH, permissions(good, permission("urn:one", "fly:moon")))
                        .body())
                .isEqualTo(refusal(
                        404,
                        "Not Found",
                        "This permission does not exist: 'urn:one - fly:moon'",
                        "inexistent_resource_server_permission"));
        assertThat(api.post(PATH, permissions(good, permission("urn:none", "read:a")))
                        .body())
                .isEqualTo(refusal(
                        404,
                        "Not Found",
                        "The resource server does not exist: 'urn:none'",
                        "inexistent_resource_server"));
        assertThat(json(api.get(PATH))).as("of refused requests").isEmpty();
        assertThat(api.post(PATH, permissions(good, good)).body()).isEqualTo("{}");
        assertThat(api.post(PATH, permissions(good)).statusCode()).isEqualTo(201);
        assertThat(json(api.get(PATH))).hasSize(1);
        assertThat(audited()).containsExactly("add permissions auth0|ann  [" + good + "]");

        api.send("DELETE", PATH, permissions(good));
        assertThat(audited()).last().isEqualTo("remove permissions auth0|ann [" + good + "] ");
    }

    @Test
    void refusesAUserWhoIsNotThere() {
        var body = permissions(permission("urn:one", "read:a"));
        var nobody = "/users/auth0%7Cnobody";
        var query = "?resource_server_identifier=urn:one&permission_name=read:a";

        assertThat(api.get(nobody + "/permissions").body()).isEqualTo(NO_USER);
        assertThat(api.post(nobody + "/permissions", body).body()).isEqualTo(NO_USER);
        assertThat(api.send("DELETE", nobody + "/permissions", body).body()).isEqualTo(NO_USER);
        assertThat(api.get(nobody + "/effective-permissions?resource_server_identifier=urn:one")
                        .body())
                .isEqualTo(NO_USER);
        assertThat(api.get(nobody + "/effective-permissions/sources/effective-roles" + query)
                        .body())
                .isEqualTo(NO_USER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|'Missing required property: resource_server_identifier'.",
                "?resource_server_identifier=|'String is too short (0 chars), minimum 1' on property resource_server_identifier.",
                "?resource_server_identifier=a&take=0|'Value 0 is less than minimum 1' on property take.",
                "?resource_server_identifier=a&x=1|'Additional properties not allowed: x'.",
                "/sources/effective-roles?resource_server_identifier=a|'Missing required property: permission_name'."
            })
    void refusesAQueryThatCannotBe(String query, String message) {
        var answer = api.get(EFFECTIVE + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("message").asString()).isEqualTo("Query validation error: " + message);
        assertThat(api.get(EFFECTIVE + "?resource_server_identifier=" + "x".repeat(601))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void pagesByNumberAndByCheckpoint() {
        assign(reader);
        assign(keeper);
        api.post(PATH, permissions(permission("urn:one", "read:c"), permission("urn:one", "read:a")));

        assertThat(names(json(api.get(PATH + "?per_page=2&page=1")))).containsExactly("read:b", "read:c");
        assertThat(json(api.get(PATH + "?per_page=2&page=2&include_totals=true"))
                        .get("total")
                        .asInt())
                .isEqualTo(4);
        var seen = new ArrayList<String>();
        var query = EFFECTIVE + "?resource_server_identifier=urn:one&take=1";
        for (var from = ""; ; ) {
            var page = json(api.get(query + from));
            seen.addAll(names(page.get("permissions")));
            if (!page.has("next")) {
                break;
            }
            from = "&from=" + page.get("next").asString();
        }
        assertThat(seen).containsExactly("read:a", "read:b", "read:c");
    }

    @Test
    void losesWhatGoes() {
        assign(keeper);
        api.post(PATH, permissions(permission("urn:one", "read:c"), permission("urn:two", "read:a")));

        api.patch("/resource-servers/" + one, "{\"scopes\":[{\"value\":\"read:a\"},{\"value\":\"read:b\"}]}");
        assertThat(names(json(api.get(PATH)))).as("without a scope").containsExactly("read:a", "read:a", "read:b");

        api.delete("/resource-servers/" + one);
        assertThat(names(json(api.get(PATH)))).as("without an API").containsExactly("read:a");

        var connection = json(api.post("/connections", "{\"name\":\"c\",\"strategy\":\"auth0\"}"))
                .get("id")
                .asString();
        api.delete("/connections/" + connection);
        assertThat(api.get(PATH).body()).isEqualTo(NO_USER);

        bringIn();
        assertThat(json(api.get(PATH))).as("of who has the id next").isEmpty();
    }

    private List<String> effective(String identifier) {
        var answer = json(api.get(EFFECTIVE + "?resource_server_identifier=" + identifier));
        return answer.get("permissions").values().stream()
                .map(row -> row.get("permission_name").asString() + " "
                        + row.get("sources").toString())
                .toList();
    }

    private List<String> rolesGiving(String identifier, String name) {
        var answer = json(api.get(EFFECTIVE + "/sources/effective-roles?resource_server_identifier=" + identifier
                + "&permission_name=" + name));
        return answer.get("roles").findValuesAsString("id");
    }

    private static List<String> names(JsonNode permissions) {
        return permissions.findValuesAsString("permission_name");
    }

    private void bringIn() {
        server.bringIn("""
                {"user_id":"auth0|ann","email":"ann@example.test",\
                "identities":[{"connection":"c","provider":"auth0","user_id":"ann"}]}""");
    }

    private String resourceServer(String identifier, String name) {
        return json(api.post("/resource-servers", """
                        {"identifier":"%s","name":"%s","scopes":[{"value":"read:a","description":"Reads a."},\
                        {"value":"read:b"},{"value":"read:c"}]}""".formatted(identifier, name)))
                .get("id")
                .asString();
    }

    private String role(String name, String... permissions) {
        var id = json(api.post("/roles", "{\"name\":\"" + name + "\"}"))
                .get("id")
                .asString();
        assertThat(api.post("/roles/" + id + "/permissions", permissions(permissions))
                        .statusCode())
                .isEqualTo(201);
        return id;
    }

    private void assign(String role) {
        assertThat(api.post("/users/auth0%7Cann/roles", "{\"roles\":[\"" + role + "\"]}")
                        .statusCode())
                .isEqualTo(204);
    }

    private List<String> audited() {
        return database.read(tx -> tx.list("""
                SELECT action || ' ' || object_id || ' ' || before || ' ' || after AS text FROM audit_log
                WHERE kind = 'user' AND action LIKE '%permissions' ORDER BY id
                """, _ -> {}, (row, _) -> row.getString("text")));
    }

    private static String permissions(String... permissions) {
        return "{\"permissions\":" + Arrays.stream(permissions).collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private static String permission(String identifier, String name) {
        return "{\"permission_name\":\"" + name + "\",\"resource_server_identifier\":\"" + identifier + "\"}";
    }
}
