package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles: the list, its search and the single one (reference, section 1, users, and section 2). */
@EachEngine
class UserListTest {

    private static final String ANN = """
            {"email":"Ann@Example.test","user_id":"auth0|ann","name":"Ann Lee","nickname":"annie","email_verified":true,\
            "identities":[{"connection":"db","user_id":"ann","provider":"auth0","isSocial":false}],\
            "last_login":"2024-05-01T10:00:00.000Z","logins_count":12,"score":1.50,"picture":"https://p/a.png"}""";
    private static final String BOB = """
            {"user_id":"auth0|bob","name":"Bob","email":"bob@example.test","last_login":"2024-06-01T10:00:00.000Z",\
            "identities":[{"connection":"db","user_id":"bob","provider":"auth0","isSocial":false}],"blocked":true}""";
    private static final String CID = """
            {"user_id":"ad|cid","nickname":"Bob","name":"Élodie","identities":[{"connection":"Corp"}]}""";
    private static final String DAN = "{\"user_id\":\"ad|dan\",\"identities\":[]}";

    private static final Map<Engine, TestDatabase> DATABASES = new EnumMap<>(Engine.class);
    private static final Map<Engine, SmallWorld> WORLDS = new EnumMap<>(Engine.class);

    @TempDir
    private static Path directory;

    private final SmallWorld world;

    /** Nothing here changes anything, so that one server to an engine does for all. */
    UserListTest(Engine engine) {
        world = WORLDS.computeIfAbsent(engine, UserListTest::start);
    }

    private static SmallWorld start(Engine engine) {
        var database = engine.make();
        DATABASES.put(engine, database);
        var started = new SmallWorld(database.open(), directory.resolve(engine.name()));
        started.server().bringIn(DAN, CID, ANN, BOB);
        return started;
    }

    @AfterAll
    static void stop() {
        WORLDS.values().forEach(SmallWorld::close);
        WORLDS.clear();
        DATABASES.values().forEach(TestDatabase::close);
        DATABASES.clear();
    }

    @Test
    void listsFromTheLastLoginBackwardsOnlyWhatIsListed() {
        assertThat(world.get("/users").body()).isEqualTo("""
                {"start":0,"limit":100,"length":4,"total":4,"users":[\
                {"user_id":"auth0|bob","name":"Bob","email":"bob@example.test","last_login":"2024-06-01T10:00:00.000Z",\
                "identities":[{"connection":"db","user_id":"bob","provider":"auth0","isSocial":false}],"blocked":true},\
                {"email":"Ann@Example.test","user_id":"auth0|ann","name":"Ann Lee",\
                "identities":[{"connection":"db","user_id":"ann","provider":"auth0","isSocial":false}],\
                "last_login":"2024-05-01T10:00:00.000Z","logins_count":12,"picture":"https://p/a.png"},\
                {"user_id":"ad|dan","identities":[]},\
                {"user_id":"ad|cid","name":"Élodie","identities":[{"connection":"Corp"}]}]}\
                """);
    }

    @Test
    void countsPagesFromOneAndTakesZeroForOne() {
        var first = world.get("/users?per_page=3&page=1").body();

        assertThat(world.get("/users?per_page=3&page=0").body()).isEqualTo(first);
        assertThat(world.get("/users?page=2&per_page=3").body())
                .startsWith("{\"start\":3,\"limit\":3,\"length\":1,\"total\":4,\"users\":[{\"user_id\":\"ad|cid\",");
        assertThat(world.get("/users?page=9&per_page=200").body())
                .isEqualTo("{\"start\":1600,\"limit\":200,\"length\":0,\"total\":4,\"users\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "per_page=201; per_page; must be less than or equal to 200",
                "per_page=0; per_page; must be greater than or equal to 1",
                "page=-1; page; must be greater than or equal to 0",
                "page=1.5; page; must be an integer",
                "page=x; page; must be a number",
                "page=; page; must be a number",
                "page=1&page=2; page; must be a number",
                "page=1e20; page; must be a safe number",
                "sort=name; sort; is not allowed",
                "q=a&q=b; q; must be a string"
            })
    void refusesAQueryThatItDoesNotKnow(String query, String name, String rule) {
        var answer = world.get("/users?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("""
                {"statusCode":400,"error":"Bad Request","message":"\\"%1$s\\" %2$s",\
                "validation":{"source":"query","keys":["%1$s"]}}""".formatted(name, rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "none",
            value = {
                "bob; auth0|bob ad|cid",
                "BOB; auth0|bob ad|cid",
                "bob annie; auth0|bob auth0|ann ad|cid",
                "name:bob; auth0|bob",
                "nickname:bob; ad|cid",
                "name:ann; none",
                "name:ann*; auth0|ann",
                "name:\"ann lee\"; auth0|ann",
                "email:ann@example.test; auth0|ann",
                "email:\"ANN@example.TEST\"; auth0|ann",
                "ann@example.test; auth0|ann",
                "élodie; ad|cid",
                "name:É*; ad|cid",
                "user_id:\"auth0|bob\"; auth0|bob",
                "user_id:auth0|b*; auth0|bob",
                "user_id:\"AUTH0|bob\"; none",
                "connection:db; auth0|bob auth0|ann",
                "identities.connection:Corp; ad|cid",
                "connection:corp; none",
                "bob AND connection:Corp; ad|cid",
                "bob AND NOT connection:Corp; auth0|bob",
                "bob -connection:Corp; auth0|bob",
                "+connection:db +name:b*; auth0|bob",
                "name:bob OR name:ann*; auth0|bob auth0|ann",
                "name:bob name:ann*; auth0|bob auth0|ann",
                "name:(bob OR ann*) AND email:a*; auth0|ann",
                "NOT connection:db; ad|dan ad|cid",
                "connection:Corp OR (NOT name:bob AND NOT nickname:bob); auth0|ann ad|dan ad|cid",
                "name:a\\*; none",
                "*ann; auth0|ann",
                "name:*lee; auth0|ann",
                "name:[a TO b]; auth0|ann",
                "name:{ann TO *}; auth0|bob auth0|ann ad|cid",
                "last_login:[2024-05 TO 2024-05]; auth0|ann",
                "logins_count:{2 TO 12]; auth0|ann",
                "blocked:true; auth0|bob",
                "_exists_:email; auth0|bob auth0|ann"
            })
    void findsByTheQuery(String query, String ids) {
        assertThat(found("q=" + encoded(query))).containsExactly(ids == null ? new String[0] : ids.split(" "));
    }

    @Test
    void looksInOneFieldWhereThatIsAskedFor() {
        assertThat(found("q=bob&field=nickname")).containsExactly("ad|cid");
        assertThat(found("q=&field=nickname")).hasSize(4);
        assertThat(found("q=%20")).hasSize(4);
    }

    @Test
    void countsWhatIsFoundAndPagesThroughIt() {
        assertThat(world.get("/users?q=connection:db&per_page=1&page=2").body())
                .startsWith("{\"start\":1,\"limit\":1,\"length\":1,\"total\":2,\"users\":[{\"email\":\"Ann@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*nn",
                "a*n",
                "user_metadata.plan:go*",
                "last_login:[soon TO *]",
                "an?",
                "ann~",
                "\"ann lee\"~2",
                "/ann/",
                "ann^2",
                "\"open",
                "(ann",
                "ann)",
                "AND",
                "name:",
                "ann AND"
            })
    void refusesWhatItCannotAnswer(String query) {
        var answer = world.get("/users?q=" + encoded(query));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"\\\"q\\\" ")
                .endsWith("\"validation\":{\"source\":\"query\",\"keys\":[\"q\"]}}");
    }

    @Test
    void refusesAFieldThatCannotBeSearched() {
        for (var query : List.of("q=score:1.50", "q=Ann&field=profile.name", "q=$2b*&field=password_hash")) {
            var answer = world.get("/users?" + query.replace("$", "%24"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"ValidationError\"").contains("Unable to search by the field");
        }
    }

    @Test
    void boundsTheWordsOfAQuery() {
        var words =
                String.join(" ", IntStream.range(0, 51).mapToObj(i -> "w" + i).toList());

        assertThat(world.get("/users?q=" + encoded(words)).statusCode()).isEqualTo(400);
        assertThat(found("q=" + encoded(words.replace(" w50", "")))).isEmpty();
    }

    @Test
    void boundsTheDepthOfAQuery() {
        var deep = "-(".repeat(300) + "a" + ")".repeat(300);

        assertThat(world.get("/users?q=" + encoded(deep)).statusCode()).isEqualTo(400);
    }

    @Test
    void showsAProfileAsItCame() {
        assertThat(world.get("/users/auth0%7Cann").body()).isEqualTo(ANN);
    }

    @Test
    void saysThatAUserDoesNotExist() {
        var answer = world.get("/users/auth0%7Cnobody");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"The user does not exist.\"}");
    }

    private List<String> found(String query) {
        var answer = world.get("/users?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestBailiwick.json(answer).path("users").values().stream()
                .map(user -> user.path("user_id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
