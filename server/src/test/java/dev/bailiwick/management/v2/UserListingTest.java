package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.user.UserSearch.Order;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for users (reference, section 2, user search). */
@EachEngine
class UserListingTest {

    private static final String SECRET_TOKEN = "gho_16C7e42F292c6912E7710c838347Ae178B4a";

    private static final String ANN = """
            {"user_id":"auth0|ann","email":"Ann@Example.test","email_verified":true,"username":"ann.lee","name":"Ann Lee",\
            "given_name":"Ann","family_name":"Lee","nickname":"annie","picture":"https://p.test/a.png",\
            "created_at":"2024-01-01T10:00:00.000Z","updated_at":"2024-02-01T10:00:00.000Z",\
            "last_login":"2024-05-01T10:00:00.000Z","last_ip":"10.0.0.1","logins_count":12,\
            "identities":[{"connection":"db","user_id":"ann","provider":"auth0","isSocial":false},\
            {"connection":"hub","user_id":"7","provider":"github","isSocial":true,"access_token":"%1$s","refresh_token":"%1$s"}],\
            "app_metadata":{"plan":"gold","seats":30,"flags":["a","b"],"deep":[{"a.b":true}],"empty":[],"none":null},\
            "user_metadata":{"plan":"gold","addresses":{"city":["Paris","Seattle"]}}}""".formatted(SECRET_TOKEN);
    private static final String BOB = """
            {"user_id":"auth0|bob","email":"bob@example.test","email_verified":false,"name":"Bob","nickname":"bob","blocked":true,\
            "created_at":"2023-12-31T23:59:59.999Z","updated_at":"2023-12-31T23:59:59.999Z",\
            "identities":[{"connection":"db","user_id":"bob","provider":"auth0","isSocial":false}],\
            "app_metadata":{"plan":"Gold","seats":4}}""";
    private static final String CID = """
            {"user_id":"ad|cid","email":"","email_verified":false,"name":"Élodie","nickname":"bob",\
            "created_at":"2024-03-01T10:00:00.000Z","updated_at":"2024-03-01T10:00:00.000Z","last_login":"2024-04-01T10:00:00.000Z",\
            "identities":[{"connection":"Corp","user_id":"cid","provider":"ad","isSocial":false},\
            {"connection":"other","user_id":"hub","provider":"auth0","isSocial":false,"profileData":{"email":"Hub@Other.test",\
            "name":"Hub Cid","username":"hubby","phone_number":"+15550100","email_verified":true,"nickname":"hub"}}],\
            "app_metadata":{"plan":"30","seats":-5}}""";

    private static final Map<Engine, TestDatabase> DATABASES = new EnumMap<>(Engine.class);
    private static final Map<Engine, TestBailiwick> SERVERS = new EnumMap<>(Engine.class);

    @TempDir
    private static Path directory;

    private final TestBailiwick server;
    private final Management api;

    /** Nothing here changes anything, so that one server to an engine does for all. */
    UserListingTest(Engine engine) {
        server = SERVERS.computeIfAbsent(engine, UserListingTest::start);
        api = Management.of(server);
    }

    private static TestBailiwick start(Engine engine) {
        var database = engine.make();
        DATABASES.put(engine, database);
        var started = TestBailiwick.start(database.open(), directory.resolve(engine.name()));
        for (var profile : List.of(ANN, BOB, CID)) {
            started.bringIn(profile);
        }
        return started;
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestBailiwick::close);
        SERVERS.clear();
        DATABASES.values().forEach(TestDatabase::close);
        DATABASES.clear();
    }

    @Test
    void answersAsTheOriginal() {
        Golden.of("get_users").holds(call("&include_totals=true", "read:users", "name:\"Ann Lee\""));
        Golden.of("get_users").holds(call("&include_totals=true", "read:users", "blocked:true"));
    }

    @Test
    void listsAllInTheOrderOfTheirCreation() {
        assertThat(ids(api.get("/users"))).containsExactly("auth0|ann", "auth0|bob", "ad|cid");
        assertThat(ids(api.get("/users?q="))).hasSize(3);
        assertThat(api.get("/users?page=1&per_page=2&include_totals=true&fields=user_id")
                        .body())
                .isEqualTo("{\"start\":2,\"limit\":2,\"length\":1,\"total\":3,\"users\":[{\"user_id\":\"ad|cid\"}]}");
        assertThat(api.get("/users?page=7&per_page=2").body()).isEqualTo("[]");
        assertThat(api.get("/users?per_page=0").body()).isEqualTo("[]");
        assertThat(api.get("/users?per_page=0&include_totals=true").body())
                .isEqualTo("{\"start\":0,\"limit\":0,\"length\":0,\"total\":3,\"users\":[]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "none",
            value = {
                "email:\"ann@example.test\"; auth0|ann",
                "email:ANN*; auth0|ann",
                "email.domain:Example.test; auth0|ann auth0|bob",
                "email.domain:test; none",
                "username:ann.lee; auth0|ann",
                "username:Ann.lee; none",
                "given_name:ANN; auth0|ann",
                "user_id:\"auth0|bob\"; auth0|bob",
                "email_verified:\"false\"; auth0|bob ad|cid",
                "blocked:true; auth0|bob",
                "NOT blocked:true; auth0|ann ad|cid",
                "logins_count:12; auth0|ann",
                "logins_count:[9 TO *]; auth0|ann",
                "(NOT _exists_:logins_count OR logins_count:0); auth0|bob ad|cid",
                "last_login:[* TO 2024-04-30]; ad|cid",
                "created_at:2023; auth0|bob",
                "created_at:[2024-01 TO 2024-02}; auth0|ann",
                "created_at:{\"2023-12-31T23:59:59.999Z\" TO *]; auth0|ann ad|cid",
                "updated_at:\"2024-02-01T10:00:00Z\"; auth0|ann",
                "last_ip:10.0.0.1; auth0|ann",
                "identities.connection:Corp; ad|cid",
                "identities.connection:(hub OR Corp); auth0|ann ad|cid",
                "identities.provider:github AND identities.user_id:7; auth0|ann",
                "identities.isSocial:true; auth0|ann",
                "identities.connection:db AND email:\"bob@example.test\"; auth0|bob",
                "identities.profileData.email:\"hub@other.test\"; ad|cid",
                "identities.profileData.email:hub*; ad|cid",
                "identities.profileData.name:\"hub cid\" AND identities.profileData.nickname:HUB; ad|cid",
                "identities.profileData.username:hubby; ad|cid",
                "identities.profileData.username:Hubby; none",
                "identities.profileData.phone_number:\"+15550100\"; ad|cid",
                "identities.profileData.email_verified:true; ad|cid",
                "NOT identities.profileData.email:*; auth0|ann auth0|bob",
                "organization_id:org_1; none",
                "app_metadata.plan:gold; auth0|ann",
                "app_metadata.plan:30; ad|cid",
                "app_metadata.plan:[a TO z]; auth0|ann",
                "app_metadata.plan:g*; auth0|ann",
                "app_metadata.plan:*old; auth0|ann auth0|bob",
                "app_metadata.seats:30; auth0|ann",
                "app_metadata.seats:\"30\"; none",
                "app_metadata.seats:[-5 TO 4]; auth0|bob ad|cid",
                "app_metadata.seats:{4 TO *]; auth0|ann",
                "app_metadata.flags:b; auth0|ann",
                "app_metadata.deep.a.b:true; auth0|ann",
                "_exists_:app_metadata.deep; auth0|ann",
                "_exists_:app_metadata.empty; none",
                "_exists_:app_metadata.none; none",
                "user_metadata.plan:gold; auth0|ann",
                "user_metadata.addresses.city:\"Seattle\"; auth0|ann",
                "_exists_:user_metadata; auth0|ann",
                "gold; none",
                "bob; auth0|bob ad|cid",
                "+bob -email:bob*; ad|cid",
                "*xample*; auth0|ann auth0|bob",
                "name:*ann*lee; auth0|ann",
                "name:Ann\\ Lee; auth0|ann",
                "name:(ann* OR bob) AND NOT app_metadata.plan:Gold; auth0|ann",
                "name:*; auth0|ann auth0|bob ad|cid",
                "username:*; auth0|ann",
                "user_metadata.plan:*; auth0|ann",
                "app_metadata:*; auth0|ann auth0|bob ad|cid",
                "*:*; auth0|ann auth0|bob ad|cid",
                "*; auth0|ann auth0|bob ad|cid",
                "* AND blocked:true; auth0|bob",
                "NOT *:*; none",
                "email:*@example.test; auth0|ann auth0|bob",
                "email:*@EXAMPLE.test; auth0|ann auth0|bob",
                "email:*@test; none",
                "app_metadata.plan:\">5\"; none",
                "email:\" or \"\"=\"; none"
            })
    void findsByTheQuery(String query, String ids) {
        assertThat(ids(api.get("/users?q=" + encoded(query))))
                .containsExactly(ids == null ? new String[0] : ids.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sort=created_at:1; auth0|bob auth0|ann ad|cid",
                "sort=created_at:-1; ad|cid auth0|ann auth0|bob",
                "sort=last_login:-1; auth0|ann ad|cid auth0|bob",
                "sort=last_login:1; ad|cid auth0|ann auth0|bob",
                "sort=name:1; auth0|ann auth0|bob ad|cid",
                "sort=last_login:1&page=2&per_page=1; auth0|bob",
                "sort=name:-1&q=email:*example*; auth0|bob auth0|ann",
                "sort=blocked:1&q=email:*example*; auth0|bob auth0|ann",
                "sort=&connection=db; auth0|ann auth0|bob",
                "sort=shoe_size:-1&connection=db; auth0|ann auth0|bob",
                "connection=db&q=blocked:true; auth0|bob",
                "search_engine=v3&primary_order=false; auth0|ann auth0|bob ad|cid"
            })
    void sortsAndFilters(String query, String ids) {
        assertThat(ids(api.get("/users?" + query))).containsExactly(ids.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "search_engine=v2; You are not allowed to use search_engine=v2. Use search_engine=v3 instead.; operation_not_supported",
                "search_engine=v1; You are not allowed to use search_engine=v1.; operation_not_supported",
                "search_engine=v4; Query validation error: 'Invalid value \"v4\"' on property search_engine.; invalid_query_string",
                "sort=app_metadata.plan:1; Query validation error: 'Sorting by app_metadata or user_metadata is not supported' on property sort.; invalid_query_string",
                "sort=name; Query validation error: 'String does not match pattern ^(([a-zA-Z0-9_\\\\.]+))\\\\:(1|-1)$: name' on property sort.; invalid_query_string",
                "q=for:horde; Query validation error: 'filter can not be used with unknown field: for'.; invalid_query_string",
                "q=name:(ann; Query validation error: 'is no well-formed query' on property q.; invalid_query_string",
                "page=10&per_page=100; You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation; invalid_paging"
            })
    void refusesInTheOriginalsWords(String query, String message, String code) {
        assertThat(api.get("/users?" + query).body()).isEqualTo(refusal(400, "Bad Request", message, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:*nn",
                "name:ann*ee",
                "name:an?",
                "name:**",
                "*:ann",
                "*:an*",
                "logins_count:>=1",
                "logins_count:<5",
                "app_metadata.seats:>5",
                "created_at:>2024-01-01",
                "name:>a",
                "user_metadata.plan:go*",
                "user_metadata.plan:[a TO b]",
                "logins_count:[a TO *]",
                "created_at:yesterday",
                "name:ann~",
                "\"ann lee\"~2",
                "name:/ann/",
                "name:ann^2",
                "_exists_:app*",
                "_exists_:nothing",
                "name:\\u0000",
                "name:\\ud800",
                "app_metadata.\\u0000:x",
                "AND"
            })
    void refusesWhatItCannotAnswer(String query) {
        assertThat(api.get("/users?q=" + encoded(query)).statusCode()).as(query).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "password_hash",
                "passwordHash",
                "custom_password_hash",
                "identities.access_token",
                "identities.refresh_token",
                "identities",
                "mfa_factors",
                "profile",
                "seq",
                "tenant_id"
            })
    void isNoOracleOfWhatIsNotShown(String field) {
        assertThat(api.get("/users?q=" + encoded(field + ":$2b*")).statusCode()).isEqualTo(400);
        assertThat(api.get("/users?q=_exists_:" + field).statusCode()).isEqualTo(400);
        assertThat(Order.by(field, true)).isEmpty();
        assertThat(ids(api.get("/users?sort=" + field + ":-1"))).containsExactlyElementsOf(ids(api.get("/users")));
    }

    @Test
    void showsTokensOfProvidersOnlyToThoseWhoMaySeeThem() {
        var plain = call("&fields=identities", "read:users", "user_id:\"auth0|ann\"")
                .body();

        assertThat(plain).contains("\"connection\":\"hub\"").doesNotContain("token");
        assertThat(call("", "read:users", "user_id:\"auth0|ann\"").body()).doesNotContain(SECRET_TOKEN);
        assertThat(call("", "read:user_idp_tokens", "user_id:\"auth0|ann\"").body())
                .contains(SECRET_TOKEN);
    }

    @Test
    void boundsTheLengthAndTheDepthOfAQuery() {
        assertThat(api.get("/users?q=" + "(".repeat(4_000)).statusCode()).isEqualTo(400);
        assertThat(api.get("/users?q=" + encoded("name:" + "a".repeat(8_000))).statusCode())
                .isEqualTo(400);
        assertThat(api.get("/users?q=" + encoded("user_id:(" + "a ".repeat(400) + ")"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/users?q=" + encoded("a ".repeat(51))).statusCode()).isEqualTo(400);
        assertThat(api.get("/users?q=" + encoded("*abc* ".repeat(5))).statusCode())
                .isEqualTo(200);
        assertThat(api.get("/users?q=" + encoded("abc* ".repeat(6))).body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Query validation error: 'must not hold more than 5 wildcards that name no field' on property q.",
                        "invalid_query_string"));
    }

    @Test
    void answersTheLongestQueries() {
        for (var joined : List.of("name:a%03d* ", "+name:a%03d* ", "-name:a%03d* ", "-name:a%03d ", "+name:a%03d ")) {
            var query = new StringBuilder();
            for (int n = 0; n < 450; n++) {
                query.append(joined.formatted(n));
            }
            assertThat(ids(api.get("/users?include_totals=false&q=" + encoded(query.toString()))))
                    .as(joined)
                    .hasSize(joined.startsWith("-") ? 3 : 0);
        }
    }

    private HttpResponse<String> call(String query, String scope, String q) {
        return server.call(
                "GET", "/api/v2/users?q=" + encoded(q) + query, server.managementToken(scope), Optional.empty());
    }

    private static List<String> ids(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).values().stream()
                .map(user -> user.get("user_id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
