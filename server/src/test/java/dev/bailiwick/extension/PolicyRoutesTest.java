package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The policies of many users at once, and why one is as it is: routes that the original does not have. */
@EachEngine
class PolicyRoutesTest {

    private static final String ANN = "/users/auth0%7Cann/policy/app1";

    private final Database database;
    private SmallWorld world;

    PolicyRoutesTest(Database empty) {
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
    void explainsMembershipNestingRolesAndPermissions() {
        assertThat(json("GET", ANN + "/explain?connectionName=ad", "")).isEqualTo(Json.read(bytes("""
                {"groups":[\
                {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff","by":"member","path":[\
                {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales"},\
                {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff"}]},\
                {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales","by":"member","path":[\
                {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales"}]}],\
                "roles":[{"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader","direct":false,"groups":[\
                {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff"},\
                {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales"}]}],\
                "permissions":[{"_id":"dddddddd-dddd-4ddd-8ddd-dddddddddddd","name":"read","roles":[\
                {"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader"}]}]}\
                """)));
    }

    @Test
    void explainsAMappingByTheNamesOfTheProvidersGroups() {
        var groups = json("GET", "/users/eve/policy/app1/explain?connectionName=ad&groups=sellers,visitors", "")
                .get("groups");

        assertThat(groups).isEqualTo(Json.read(bytes("""
                [{"_id":"33333333-3333-4333-8333-333333333333","name":"Guests","by":"mapping","mapping":\
                {"_id":"44444444-4444-4444-8444-444444444444","groupName":"visitors","connectionName":"ad"},\
                "path":[{"_id":"33333333-3333-4333-8333-333333333333","name":"Guests"}]}]\
                """)));
    }

    /** Names of directories hold commas of their own. */
    @ParameterizedTest
    @ValueSource(
            strings = {"groups=CN%3DSales%2COU%3DX", "groups=a,CN%3DSales%2COU%3DX,b", "groups=a&groups=CN=Sales%2COU=X"
            })
    void explainsAMappingOfANameWithACommaAsThePolicyDecides(String groups) {
        var mapping = "[{\"groupName\":\"CN=Sales,OU=X\",\"connectionName\":\"ad\"}]";
        world.send("PATCH", "/groups/" + SmallWorld.GUESTS + "/mappings", mapping);
        var asked = "{\"connectionName\":\"ad\",\"groups\":[\"CN=Sales,OU=X\"]}";
        assertThat(json("POST", "/users/eve/policy/app1", asked).at("/groups/0").asString())
                .isEqualTo("Guests");

        assertThat(json("GET", "/users/eve/policy/app1/explain?connectionName=ad&" + groups, "")
                        .at("/groups/0/mapping/groupName")
                        .asString())
                .isEqualTo("CN=Sales,OU=X");
    }

    @Test
    void tellsWhatWouldGiveAMissingPermission() {
        var missing = json("GET", "/users/eve/policy/app1/explain?connectionName=ad&permission=read", "")
                .get("missing");

        assertThat(missing).isEqualTo(Json.read(bytes("""
                {"permission":"read","exists":true,"roles":[\
                {"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader","groups":[\
                {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff"},\
                {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales"}],\
                "shortest":{"from":"user","to":{"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader"}}}]}\
                """)));
        assertThat(json("GET", ANN + "/explain?connectionName=ad&permission=read", "")
                        .has("missing"))
                .isFalse();
        assertThat(json("GET", ANN + "/explain?connectionName=ad&permission=none", "")
                        .get("missing"))
                .isEqualTo(Json.read(bytes("{\"permission\":\"none\",\"exists\":false,\"roles\":[]}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''|"connectionName" is required
            ?connectionName=|"connectionName" is not allowed to be empty
            ?connectionName=a&connectionName=b|"connectionName" must be a string
            ?connectionName=a&permission=|"permission" is not allowed to be empty
            ?connectionName=a&other=b|"other" is not allowed
            """)
    void refusesWrongParametersOfAnExplanation(String query, String message) {
        var refused = world.get(ANN + "/explain" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.read(bytes(refused.body())).get("message").asString()).isEqualTo(message);
    }

    @Test
    void decidesForManyUsersInTheirOrder() {
        var users =
                IntStream.range(0, 998).mapToObj(i -> "\"nobody-" + i + "\"").collect(Collectors.joining(","));
        var answer = json(
                "POST",
                "/users/policy",
                "{\"clientId\":\"app1\",\"connectionName\":\"x\",\"users\":[\"auth0|bob\"," + users
                        + ",\"auth0|ann\"]}");

        assertThat(answer.size()).isEqualTo(1_000);
        assertThat(answer.get(0))
                .isEqualTo(
                        Json.read(
                                bytes(
                                        "{\"user_id\":\"auth0|bob\",\"groups\":[],\"roles\":[\"Reader\"],\"permissions\":[\"read\"]}")));
        assertThat(answer.get(998).get("groups").isEmpty()).isTrue();
        assertThat(answer.get(999))
                .isEqualTo(Json.read(bytes("{\"user_id\":\"auth0|ann\",\"groups\":[\"Staff\",\"Sales\"],"
                        + "\"roles\":[\"Reader\"],\"permissions\":[\"read\"]}")));
    }

    @Test
    void decidesForManyUsersByTheChangeBefore() {
        var question = "{\"clientId\":\"app1\",\"connectionName\":\"x\",\"users\":[\"new\",\"auth0|ann\"]}";
        assertThat(json("POST", "/users/policy", question).get(0).get("groups").isEmpty())
                .isTrue();

        world.send("PATCH", "/groups/" + SmallWorld.GUESTS + "/members", "[\"new\"]");

        assertThat(json("POST", "/users/policy", question).get(0).get("groups"))
                .isEqualTo(Json.read(bytes("[\"Guests\"]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"connectionName":"x","users":["u"]}|"clientId" is required
            {"clientId":"a","users":["u"]}|"connectionName" is required
            {"clientId":"a","connectionName":"x"}|"users" is required
            {"clientId":"a","connectionName":"x","users":[]}|"users" must contain at least 1 items
            {"clientId":"a","connectionName":"x","users":[1]}|"users[0]" must be a string
            {"clientId":"a","connectionName":"x","users":["u"],"x":1}|"x" is not allowed
            """)
    void refusesWrongBodies(String body, String message) {
        var refused = world.send("POST", "/users/policy", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Json.read(bytes(refused.body())).get("message").asString()).isEqualTo(message);
    }

    @Test
    void refusesMoreThanAThousandUsers() {
        var users = IntStream.range(0, 1_001).mapToObj(i -> "\"u\"").collect(Collectors.joining(","));

        assertThat(world.send(
                                "POST",
                                "/users/policy",
                                "{\"clientId\":\"a\",\"connectionName\":\"x\",\"users\":[" + users + "]}")
                        .body())
                .contains("\\\"users\\\" must contain less than or equal to 1000 items");
    }

    private JsonNode json(String method, String path, String body) {
        var reply = method.equals("GET") ? world.get(path) : world.send(method, path, body);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return Json.read(bytes(reply.body()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
