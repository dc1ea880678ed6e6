package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of each answer, members in the original's order (reference, sections 0.3, 1 and 3). */
class ReadRoutesTest {

    private static final String READER = """
            {"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader","description":"Reads",\
            "applicationType":"client","applicationId":"app1",\
            "permissions":["dddddddd-dddd-4ddd-8ddd-dddddddddddd"],"users":["auth0|bob"]}""";
    private static final String WRITER = """
            {"_id":"bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb","name":"Writer","description":"Writes",\
            "applicationType":"client","applicationId":"app2","permissions":[]}""";
    private static final String WRITE = """
            {"_id":"cccccccc-cccc-4ccc-8ccc-cccccccccccc","name":"write","description":"May write",\
            "applicationType":"client","applicationId":"app2"}""";
    private static final String READ = """
            {"_id":"dddddddd-dddd-4ddd-8ddd-dddddddddddd","name":"read","description":"May read",\
            "applicationType":"client","applicationId":"app1"}""";
    private static final String STAFF = """
            {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff","description":"Everybody",%s\
            "nested":["22222222-2222-4222-8222-222222222222","99999999-9999-4999-8999-999999999999"],\
            "roles":["aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"]%s}""";
    private static final String SALES = """
            {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales","description":"Sellers",\
            "members":["auth0|ann","ad|a/b","ad|a\\\\b","x@y.z","a+b:c","ü"],\
            "roles":["bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb","aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"]%s}""";
    private static final String GUESTS = """
            {"_id":"33333333-3333-4333-8333-333333333333","name":"Guests","description":"Visitors","members":[],\
            "mappings":[{"_id":"44444444-4444-4444-8444-444444444444","groupName":"visitors","connectionName":"ad"}]}""";
    private static final String STAFF_SUMMARY = """
            {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff","description":"Everybody"}""";
    private static final String SALES_SUMMARY = """
            {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales","description":"Sellers"}""";

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void listsGroupsAlwaysWithMembersAndMappings() {
        assertAnswer(
                "/groups",
                "{\"groups\":[" + STAFF.formatted("\"members\":[],", ",\"mappings\":[]") + ","
                        + SALES.formatted(",\"mappings\":[]") + "," + GUESTS + "],\"total\":3}");
    }

    @Test
    void listsRoles() {
        assertAnswer("/roles", "{\"roles\":[" + READER + "," + WRITER + "],\"total\":2}");
    }

    @Test
    void listsPermissions() {
        assertAnswer("/permissions", "{\"permissions\":[" + WRITE + "," + READ + "],\"total\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"q=SAL&field=name", "q=seller&field=description", "q=2222-4&field=_id", "field=name&q=sales"})
    void searchesGroupsWithoutCaseAndCountsAll(String query) {
        assertAnswer("/groups?" + query, "{\"groups\":[" + SALES.formatted(",\"mappings\":[]") + "],\"total\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=write&field=name", "q=APP2&field=applicationId", "q=bbbb&field=_id"})
    void searchesRolesWithoutCaseAndCountsAll(String query) {
        assertAnswer("/roles?" + query, "{\"roles\":[" + WRITER + "],\"total\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=write&field=name", "q=APP2&field=applicationId", "q=cccc&field=_id"})
    void searchesPermissionsWithoutCaseAndCountsAll(String query) {
        assertAnswer("/permissions?" + query, "{\"permissions\":[" + WRITE + "],\"total\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=", "q=&field=", "q=&field=nonsense", "field=nonsense", "q"})
    void findsAllWithoutAText(String query) {
        assertAnswer("/roles?" + query, "{\"roles\":[" + READER + "," + WRITER + "],\"total\":2}");
    }

    @Test
    void findsNothing() {
        assertAnswer("/groups?q=zebra&field=name", "{\"groups\":[],\"total\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?expand=false", "?expand=FALSE"})
    void showsAGroup(String query) {
        assertAnswer("/groups/" + SmallWorld.SALES + query, SALES_SUMMARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?expand=true", "?expand", "?expand=", "?expand=True"})
    void showsAGroupWithTheRolesOfTheGroupsAroundIt(String query) {
        assertAnswer("/groups/" + SmallWorld.SALES + query, """
                {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales","description":"Sellers","roles":[\
                {"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader","description":"Reads",\
                "applicationId":"app1","applicationType":"client","permissions":[\
                {"_id":"dddddddd-dddd-4ddd-8ddd-dddddddddddd","name":"read","description":"May read"}]},\
                {"_id":"bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb","name":"Writer","description":"Writes",\
                "applicationId":"app2","applicationType":"client","permissions":[]}]}""");
    }

    @Test
    void showsNestedGroupsAsTheyAreStoredWithoutTheDangling() {
        assertAnswer("/groups/" + SmallWorld.STAFF + "/nested", "[" + SALES.formatted("") + "]");
        assertAnswer("/groups/" + SmallWorld.GUESTS + "/nested", "[]");
    }

    @Test
    void showsTheRolesOfAGroupInTheOrderOfTheRoles() {
        assertAnswer("/groups/" + SmallWorld.SALES + "/roles", "[" + READER + "," + WRITER + "]");
    }

    @Test
    void showsEachRoleOnceWithTheFirstGroupThatHasIt() {
        assertAnswer(
                "/groups/" + SmallWorld.SALES + "/roles/nested",
                "[{\"role\":" + READER + ",\"group\":" + STAFF.formatted("", "") + "},{\"role\":" + WRITER
                        + ",\"group\":" + SALES.formatted("") + "}]");
    }

    @Test
    void showsTheGroupsOfAUser() {
        assertAnswer("/users/auth0%7Cann/groups", "[" + SALES_SUMMARY + "]");
        assertAnswer("/users/auth0%7Cann/groups/calculate", "[" + STAFF_SUMMARY + "," + SALES_SUMMARY + "]");
    }

    @Test
    void showsTheRolesOfAUser() {
        var reader = "{\"_id\":\"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa\",\"name\":\"Reader\","
                + "\"applicationId\":\"app1\",\"description\":\"Reads\"}";
        var writer = "{\"_id\":\"bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb\",\"name\":\"Writer\","
                + "\"applicationId\":\"app2\",\"description\":\"Writes\"}";

        assertAnswer("/users/auth0%7Cbob/roles", "[" + reader + "]");
        assertAnswer("/users/auth0%7Cann/roles", "[]");
        assertAnswer("/users/auth0%7Cann/roles/calculate", "[" + reader + "," + writer + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "groups/calculate", "roles", "roles/calculate"})
    void knowsNothingOfAStrangerAndThatIsNoError(String list) {
        assertAnswer("/users/nobody/" + list, "[]");
    }

    @Test
    void decides() {
        var answer = world.send(
                "POST",
                "/users/auth0%7Cann/policy/app1",
                "{\"connectionName\":\"ad\",\"groups\":[\"visitors\",\"others\"]}");

        assertJson(answer);
        assertThat(answer.body())
                .isEqualTo("{\"groups\":[\"Staff\",\"Sales\",\"Guests\"],\"roles\":[\"Reader\"],"
                        + "\"permissions\":[\"read\"]}");
    }

    private static void assertAnswer(String path, String body) {
        var answer = world.get(path);

        assertJson(answer);
        assertThat(answer.body()).isEqualTo(body);
    }

    private static void assertJson(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    }
}
