package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who is in a group, and in what is nested in it (reference, sections 1 and 2). */
@EachEngine
class MemberListsTest {

    private static final String ANN = """
            {"user_id":"auth0|ann","extra":1.10,"email":"ann@example.test","nickname":"annie","name":"Ann","identities":[]}""";
    private static final String SALES =
            "\"group\":{\"_id\":\"" + SmallWorld.SALES + "\",\"name\":\"Sales\",\"description\":\"Sellers\"}";
    private static final String STAFF =
            "\"group\":{\"_id\":\"" + SmallWorld.STAFF + "\",\"name\":\"Staff\",\"description\":\"Everybody\"}";

    private final Database database;
    private SmallWorld world;

    MemberListsTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        world = new SmallWorld(database, directory);
        world.server().bringIn(ANN);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void showsProfilesAndAStubForWhoHasNone() {
        world.send("PATCH", members(SmallWorld.GUESTS), "[\"nobody\",\"auth0|ann\"]");

        assertThat(world.get(members(SmallWorld.GUESTS)).body())
                .isEqualTo("{\"total\":2,\"users\":[" + ANN
                        + ",{\"user_id\":\"nobody\",\"name\":\"<Error: ManagementApiError>\",\"email\":\"nobody\","
                        + "\"identities\":[{\"connection\":\"N/A\"}]}]}");
    }

    @Test
    void keepsBackWhatProvidersGaveToSpeakInTheUsersName() {
        world.server().bringIn("""
                {"user_id":"github|1","name":"Cy","identities":[{"provider":"github","user_id":"1","connection":"github",\
                "access_token":"idp-access","access_token_secret":"idp-secret","refresh_token":"idp-refresh"}]}""");
        world.send("PATCH", members(SmallWorld.GUESTS), "[\"github|1\"]");

        assertThat(world.get(members(SmallWorld.GUESTS)).body()).isEqualTo("""
                        {"total":1,"users":[{"user_id":"github|1","name":"Cy","identities":[\
                        {"provider":"github","user_id":"1","connection":"github"}]}]}""");
        assertThat(world.get(members(SmallWorld.GUESTS) + "/nested").body()).doesNotContain("idp-");
    }

    @Test
    void pagesInTheOrderOfComingAndSortsThePageById() {
        world.send("PATCH", members(SmallWorld.GUESTS), "[\"e\",\"d\",\"a\",\"c\",\"b\"]");

        assertThat(ids(members(SmallWorld.GUESTS) + "?per_page=2&page=1")).containsExactly("d", "e");
        assertThat(ids(members(SmallWorld.GUESTS) + "?per_page=2&page=0")).containsExactly("d", "e");
        assertThat(ids(members(SmallWorld.GUESTS) + "?per_page=2&page=2")).containsExactly("a", "c");
        assertThat(ids(members(SmallWorld.GUESTS) + "?per_page=2&page=3")).containsExactly("b");
        assertThat(world.get(members(SmallWorld.GUESTS) + "?per_page=2&page=4").body())
                .isEqualTo("{\"total\":5,\"users\":[]}");
        assertThat(world.get(members(SmallWorld.STAFF)).body()).isEqualTo("{\"total\":0,\"users\":[]}");
    }

    @Test
    void countsWhoCameAndWentOnEveryWay() {
        var path = members(SmallWorld.SALES);
        assertThat(total(path)).as("after an import").isEqualTo(6);

        world.send("PATCH", path, "[\"a\",\"b\",\"a\",\"auth0|ann\"]");
        assertThat(total(path)).isEqualTo(8);
        world.send("DELETE", path, "[\"b\",\"ü\",\"nobody\"]");
        assertThat(total(path)).isEqualTo(6);
        world.send("PATCH", "/users/c/groups", "[\"Sales\",\"Staff\"]");
        world.send("PATCH", "/users/c/groups", "[\"Sales\"]");
        assertThat(total(path)).isEqualTo(7);
        world.send("DELETE", "/users/a/groups", "[\"Sales\",\"Staff\"]");
        assertThat(total(path)).isEqualTo(6);
        assertThat(total(members(SmallWorld.STAFF))).isEqualTo(1);
        world.send("POST", "/configuration/import", SmallWorld.DOCUMENT);
        assertThat(total(path)).isEqualTo(6);
    }

    @Test
    void showsTwentyFiveOnAPageFromBothEnds() {
        var users = IntStream.range(0, 60).mapToObj("u%02d"::formatted).toList();
        world.send("PATCH", members(SmallWorld.GUESTS), "[\"" + String.join("\",\"", users) + "\"]");

        assertThat(ids(members(SmallWorld.GUESTS))).isEqualTo(users.subList(0, 25));
        assertThat(ids(members(SmallWorld.GUESTS) + "?page=2")).isEqualTo(users.subList(25, 50));
        assertThat(ids(members(SmallWorld.GUESTS) + "?page=3")).isEqualTo(users.subList(50, 60));
    }

    @Test
    void showsMembersOfNestedGroupsOnceWithTheFirstGroupThatHasThem() {
        world.send("PATCH", members(SmallWorld.STAFF), "[\"ü\",\"z|oe\"]");
        world.server().bringIn("{\"user_id\":\"z|oe\",\"name\":\"Aa\"}");

        assertThat(world.get(members(SmallWorld.STAFF) + "/nested").body())
                .isEqualTo("""
                {"total":7,"nested":[%3$s\
                {"user":{"user_id":"z|oe","name":"Aa"},%2$s},\
                {"user":{"user_id":"auth0|ann","name":"Ann","nickname":"annie","email":"ann@example.test"},%1$s}]}\
                """.formatted(SALES, STAFF, "").replace(
                        "\"nested\":[",
                        "\"nested\":[" + stub("a+b:c", SALES) + stub("ad|a/b", SALES) + stub("ad|a\\\\b", SALES)
                                + stub("x@y.z", SALES) + stub("ü", STAFF)));
    }

    @Test
    void pagesThroughNestedMembersByGroupAndComing() {
        world.send("PATCH", members(SmallWorld.STAFF), "[\"ü\",\"z|oe\"]");
        var path = members(SmallWorld.STAFF) + "/nested?per_page=2&page=";

        assertThat(nestedIds(path + 1)).containsExactlyInAnyOrder("ü", "z|oe");
        assertThat(nestedIds(path + 2)).containsExactlyInAnyOrder("auth0|ann", "ad|a/b");
        assertThat(nestedIds(path + 4)).containsExactly("a+b:c");
        assertThat(world.get(path + 5).body()).isEqualTo("{\"total\":7,\"nested\":[]}");
    }

    @Test
    void showsNestedMembersAsTheyAreAfterEveryChange() {
        var path = members(SmallWorld.STAFF) + "/nested";
        assertThat(nestedIds(path)).hasSize(6);

        world.send("PATCH", members(SmallWorld.SALES), "[\"zoe\"]");
        assertThat(nestedIds(path)).hasSize(7).contains("zoe");
        world.send("DELETE", "/users/zoe/groups", "[\"Sales\"]");
        assertThat(nestedIds(path)).hasSize(6).doesNotContain("zoe");
        world.send("PUT", "/groups/" + SmallWorld.SALES, "{\"name\":\"Sellers\"}");
        assertThat(world.get(path).body()).contains("\"name\":\"Sellers\"").doesNotContain("\"name\":\"Sales\"");
        world.send("DELETE", "/groups/" + SmallWorld.STAFF + "/nested", "[\"" + SmallWorld.SALES + "\"]");
        assertThat(nestedIds(path)).isEmpty();
    }

    @Test
    void walksInCircles() {
        var circle = SmallWorld.DOCUMENT
                .replace("\"members\":[],", "\"members\":[\"last\"],\"nested\":[\"" + SmallWorld.STAFF + "\"],")
                .replace(
                        "\"nested\":[\"" + SmallWorld.SALES + "\"",
                        "\"nested\":[\"" + SmallWorld.GUESTS + "\",\"" + SmallWorld.SALES + "\"");
        world.send("POST", "/configuration/import", circle);

        assertThat(nestedIds(members(SmallWorld.STAFF) + "/nested")).hasSize(7).contains("last");
        assertThat(nestedIds(members(SmallWorld.GUESTS) + "/nested")).hasSize(7).contains("last");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "per_page=26; per_page; must be less than or equal to 25",
                "page=-1; page; must be greater than or equal to 0",
                "page=a&other=1; page; must be a number",
                "other=1; other; is not allowed"
            })
    void refusesAQueryThatItDoesNotKnow(String query, String name, String rule) {
        for (var list : List.of("", "/nested")) {
            var answer = world.get(members(SmallWorld.NOWHERE) + list + "?" + query);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("""
                    {"statusCode":400,"error":"Bad Request","message":"\\"%1$s\\" %2$s",\
                    "validation":{"source":"query","keys":["%1$s"]}}""".formatted(name, rule));
        }
    }

    @Test
    void namesTheGroupThatDoesNotExist() {
        for (var list : List.of("", "/nested")) {
            assertThat(world.get(members(SmallWorld.NOWHERE) + list).body())
                    .isEqualTo("{\"statusCode\":404,\"error\":\"NotFoundError\",\"message\":\"The record "
                            + SmallWorld.NOWHERE + " in groups does not exist.\"}");
            assertThat(world.get("/groups/x/members" + list + "?page=-1").body())
                    .contains("\"id\\\" must be a valid GUID");
        }
    }

    private static String stub(String id, String group) {
        return "{\"user\":{\"user_id\":\"" + id + "\",\"name\":\"<Error: ManagementApiError>\",\"email\":\"" + id
                + "\"}," + group + "},";
    }

    private int total(String path) {
        return TestBailiwick.json(world.get(path)).path("total").asInt();
    }

    private List<String> ids(String path) {
        return TestBailiwick.json(world.get(path)).path("users").values().stream()
                .map(user -> user.path("user_id").asString())
                .toList();
    }

    private List<String> nestedIds(String path) {
        return TestBailiwick.json(world.get(path)).path("nested").values().stream()
                .map((JsonNode nested) -> nested.path("user").path("user_id").asString())
                .toList();
    }

    private static String members(String group) {
        return "/groups/" + group + "/members";
    }
}
