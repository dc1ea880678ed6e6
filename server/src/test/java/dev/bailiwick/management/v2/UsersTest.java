package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.store.Sequences;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single users as they are made and found; see {@link UserChangesTest} for what is changed of them. */
@EachEngine
class UsersTest {

    private static final String CONNECTION = "Username-Password-Authentication";
    private static final String PASSWORD = "correct-Horse-7";
    private static final String JANE = """
            {"connection":"%s","email":"Jane@Example.test","password":"%s","user_metadata":{"color":"blue","gone":null},\
            "app_metadata":{"plan":"gold"}}""".formatted(CONNECTION, PASSWORD);
    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    UsersTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var created = api.post("/users", JANE);
        var user = path(created);

        Golden.of("post_users").holds(created);
        Golden.of("get_users_by_id").holds(api.get(user));
        Golden.of("patch_users_by_id").holds(api.patch(user, "{\"blocked\":true,\"given_name\":\"Jane\"}"));
        Golden.of("get_users-by-email").holds(api.get("/users-by-email?email=jane@example.test"));
        Golden.of("delete_users_by_id").holds(api.delete(user));
        assertThat(api.get(user).body()).isEqualTo(NO_USER);
    }

    @Test
    void fillsInWhatEveryUserHas() {
        var jane = json(api.post("/users", JANE));

        assertThat(jane.get("user_id").asString()).matches("auth0\\|[0-9a-f]{24}");
        assertThat(jane.get("email").asString()).isEqualTo("jane@example.test");
        assertThat(jane.get("email_verified").asBoolean()).isFalse();
        assertThat(jane.get("name").asString()).isEqualTo("jane@example.test");
        assertThat(jane.get("nickname").asString()).isEqualTo("jane");
        assertThat(jane.get("created_at").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(jane.get("updated_at")).isEqualTo(jane.get("created_at"));
        assertThat(jane.get("user_metadata").toString()).isEqualTo("{\"color\":\"blue\"}");
        assertThat(jane.get("identities").toString())
                .isEqualTo("[{\"connection\":\"" + CONNECTION + "\",\"user_id\":\""
                        + jane.get("user_id").asString().substring(6)
                        + "\",\"provider\":\"auth0\",\"isSocial\":false}]");
        assertThat(jane.has("password") || jane.has("connection")).isFalse();
        assertThat(jane.get("picture").asString())
                .startsWith("https://s.gravatar.com/avatar/")
                .endsWith("?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2Fja.png");
    }

    @Test
    void putsTheProviderBeforeAnIdThatIsGiven() {
        assertThat(json(made(",\"email\":\"a@example.test\",\"user_id\":\"mine|1\""))
                        .get("user_id")
                        .asString())
                .isEqualTo("auth0|mine|1");
        assertThat(json(made(",\"email\":\"b@example.test\",\"user_id\":\"\""))
                        .get("user_id")
                        .asString())
                .matches("auth0\\|[0-9a-f]{24}");
    }

    @Test
    void refusesIdsThatNoUserMayHave() {
        for (var id : List.of("x@clients", "a b", "ü".repeat(254), "x".repeat(256))) {
            var answer = made(",\"email\":\"a@example.test\",\"user_id\":\"" + id + "\"");

            assertThat(answer.statusCode()).as(id).isEqualTo(400);
            assertThat(answer.body()).contains(" on property user_id.");
        }
        assertThat(texts("SELECT user_id AS text FROM user_profile")).isEmpty();
    }

    @Test
    void refusesASecondUserOfOneAddressOfAConnectionOrOfOneId() {
        var taken = refusal(409, "Conflict", "The user already exists.", "auth0_idp_error");
        made(",\"email\":\"a@example.test\",\"user_id\":\"1\"");

        assertThat(made(",\"email\":\"A@EXAMPLE.test\"").body()).isEqualTo(taken);
        assertThat(made(",\"email\":\"b@example.test\",\"user_id\":\"1\"").body())
                .isEqualTo(taken);
        connection("other", "auth0", "{}");
        assertThat(api.post(
                                "/users",
                                "{\"connection\":\"other\",\"email\":\"a@example.test\",\"password\":\"" + PASSWORD
                                        + "\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(texts("SELECT user_id AS text FROM user_profile")).hasSize(2);
        assertThat(texts("SELECT user_id AS text FROM user_password")).hasSize(2);
    }

    @Test
    void lets20AtOnceMakeOneUserOfOneAddress() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> one = () -> made(",\"email\":\"a@example.test\"");
            var answers = threads.invokeAll(Stream.generate(() -> one).limit(20).toList());
            var statuses = answers.stream()
                    .map(answer -> answer.resultNow().statusCode())
                    .sorted()
                    .toList();

            assertThat(statuses.getFirst()).isEqualTo(201);
            assertThat(statuses.subList(1, 20)).containsOnly(409);
        }
        assertThat(texts("SELECT user_id AS text FROM user_profile")).hasSize(1);
        assertThat(texts("SELECT CAST(SUM(users) AS VARCHAR(9)) AS text FROM user_count"))
                .containsExactly("1");
    }

    @Test
    void needsAConnectionThatIsThereAndHasUsersOfItsOwn() {
        connection("corp", "samlp", "{}");

        assertThat(api.post("/users", "{\"connection\":\"none\",\"email\":\"a@example.test\"}")
                        .body())
                .isEqualTo(refusal(400, "Bad Request", "The connection does not exist.", "inexistent_connection"));
        assertThat(api.post("/users", "{\"connection\":\"corp\",\"email\":\"a@example.test\"}")
                        .body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Connection does not support user creation through the API. "
                                + "It must either be a database or passwordless connection",
                        "operation_not_supported"));
        assertThat(api.post("/users", "{\"email\":\"a@example.test\"}").body())
                .contains("'Missing required property: connection'");
    }

    @Test
    void needsAConnectionThatSomebodyMayUse() {
        var mails = connection("mails", "email", "{}");
        var user = "{\"connection\":\"mails\",\"email\":\"a@example.test\"}";
        api.patch("/connections/" + mails, "{\"enabled_clients\":[]}");

        assertThat(api.post("/users", user).body())
                .isEqualTo(refusal(400, "Bad Request", "The connection is disabled", "connection_is_disabled"));
        assertThat(texts("SELECT user_id AS text FROM user_profile")).isEmpty();
        api.patch("/connections/" + mails, "{\"enabled_clients\":[\"" + TestBailiwick.CLIENT + "\"]}");
        assertThat(api.post("/users", user).statusCode()).isEqualTo(201);
    }

    @Test
    void needsAConnectionThatTheCallingClientMayUse() {
        var mails = connection("mails", "email", "{}");
        var user = "{\"connection\":\"mails\",\"email\":\"a@example.test\"}";
        var other = json(api.post("/clients", "{\"name\":\"Shop\"}"))
                .get("client_id")
                .asString();
        api.patch("/connections/" + mails, "{\"enabled_clients\":[\"" + other + "\"]}");

        assertThat(api.post("/users", user).body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Connection must be enabled for this client to perform single user creation and signup operations"
                                + " (client_id: " + TestBailiwick.CLIENT + " - connection: mails)",
                        "auth0_idp_error"));
        assertThat(texts("SELECT user_id AS text FROM user_profile")).isEmpty();
        api.patch(
                "/connections/" + mails + "/clients",
                "[{\"client_id\":\"" + TestBailiwick.CLIENT + "\",\"status\":true}]");
        assertThat(api.post("/users", user).statusCode()).isEqualTo(201);
    }

    @Test
    void knowsWhatNoIdAndNoAddressCanBe() {
        var refusal =
                refusal(400, "Bad Request", "Object didn't pass validation for format user-id: nobody", "invalid_uri");

        assertThat(api.get("/users/nobody").body()).isEqualTo(refusal);
        assertThat(api.patch("/users/nobody", "{\"blocked\":true}").body()).isEqualTo(refusal);
        assertThat(api.delete("/users/nobody").body()).isEqualTo(refusal);
        assertThat(api.get("/users-by-email?email=nobody").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Query validation error: 'Object didn't pass validation for format email: nobody' on property email.",
                        "invalid_query_string"));
    }

    @Test
    void takesNothingOfPhonesWhereUsersHaveNone() {
        var ann = path(made(",\"email\":\"ann@example.test\""));

        assertThat(made(",\"email\":\"a@example.test\",\"phone_verified\":true").body())
                .isEqualTo(refusal(400, "Bad Request", "\"phone_verified\" is not allowed", "invalid_body"));
        assertThat(made(",\"email\":\"a@example.test\",\"phone_number\":\"+15550100\"")
                        .body())
                .isEqualTo(refusal(400, "Bad Request", "\"phone_number\" is not allowed", "invalid_body"));
        assertThat(api.patch(ann, "{\"phone_number\":\"+15550100\"}").body())
                .isEqualTo(refusal(
                        400, "Bad Request", "Cannot update phone_number for non-sms user", "operation_not_supported"));
        assertThat(texts("SELECT user_id AS text FROM user_profile")).hasSize(1);
    }

    @Test
    void needsWhatTheConnectionNeeds() {
        connection("named", "auth0", "{\"requires_username\":true}");

        assertThat(api.post("/users", "{\"connection\":\"" + CONNECTION + "\",\"password\":\"" + PASSWORD + "\"}")
                        .body())
                .contains("'Missing required property: email'");
        assertThat(api.post("/users", "{\"connection\":\"" + CONNECTION + "\",\"email\":\"a@example.test\"}")
                        .body())
                .contains("'Missing required property: password'");
        assertThat(made(",\"email\":\"a@example.test\",\"username\":\"a\"").body())
                .contains("Cannot set username for connection without requires_username");
        var named = "{\"connection\":\"named\",\"password\":\"" + PASSWORD + "\",\"email\":\"a@example.test\"";
        assertThat(api.post("/users", named + "}").body()).contains("'Missing required property: username'");
        var ann = json(api.post("/users", named + ",\"username\":\"Ann\"}"));
        assertThat(ann.get("username").asString()).isEqualTo("ann");
        assertThat(api.post("/users", named.replace("a@", "b@") + ",\"username\":\"ANN\"}")
                        .body())
                .isEqualTo(refusal(400, "Bad Request", "The username provided is in use already.", "auth0_idp_error"));
        assertThat(api.post("/users", named + ",\"username\":\"ANN\"}").body())
                .isEqualTo(refusal(409, "Conflict", "The user already exists.", "auth0_idp_error"));
    }

    @Test
    void knowsUsersByWhatTheConnectionKnowsThemBy() {
        connection("flexible", "auth0", """
                {"attributes":{"username":{"identifier":{"active":true},"signup":{"status":"optional"}},\
                "phone_number":{"identifier":{"active":true},"signup":{"status":"optional"}}},\
                "precedence":["username","email","phone_number"]}""");
        var start = "{\"connection\":\"flexible\",\"password\":\"" + PASSWORD + "\"";

        assertThat(api.post("/users", start + "}").statusCode()).isEqualTo(400);
        assertThat(api.post("/users", start + ",\"email\":\"a@example.test\"}").statusCode())
                .isEqualTo(400);
        var bob = json(api.post("/users", start + ",\"phone_number\":\"+4912345\"}"));
        assertThat(bob.get("name").asString()).isEqualTo("+4912345");
        assertThat(bob.get("phone_verified").asBoolean()).isFalse();
        assertThat(bob.has("email_verified")).isFalse();
    }

    @Test
    void makesUsersOfPasswordlessConnections() {
        connection("sms", "sms", "{}");
        connection("email", "email", "{}");

        var sms = "{\"connection\":\"sms\",\"phone_number\":\"+4912345\"}";
        assertThat(json(api.post("/users", sms)).get("user_id").asString()).startsWith("sms|");
        assertThat(api.post("/users", sms).statusCode()).isEqualTo(409);
        var email = "{\"connection\":\"email\",\"email\":\"a@example.test\"";
        assertThat(json(api.post("/users", email + ",\"email_verified\":true}"))
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
        assertThat(api.post("/users", email + ",\"password\":\"" + PASSWORD + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.post("/users", "{\"connection\":\"sms\",\"email\":\"a@example.test\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatAUserCannotBe() {
        for (var wrong : List.of(
                "\"identities\":[]",
                "\"created_at\":\"2020-01-01T00:00:00.000Z\"",
                "\"last_login\":\"2020-01-01T00:00:00.000Z\"",
                "\"logins_count\":7",
                "\"tenant\":\"other\"",
                "\"is_admin\":true",
                "\"email_verified\":\"yes\"",
                "\"picture\":\"javascript:alert(1)\"",
                "\"phone_number\":\"12\"",
                "\"name\":\"\"",
                "\"user_metadata\":null",
                "\"app_metadata\":{\"email\":\"x\"}")) {
            var answer = made(",\"email\":\"a@example.test\"," + wrong);

            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).as(wrong).contains("\"errorCode\":\"invalid_body\"");
        }
        var weak = api.post(
                "/users", "{\"connection\":\"" + CONNECTION + "\",\"email\":\"a@example.test\",\"password\":\"abc\"}");
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.body()).contains("PasswordStrengthError: Password is too weak");
        assertThat(texts("SELECT user_id AS text FROM user_profile")).isEmpty();
    }

    @Test
    void keepsAMemberThatIsDangerousElsewhereAsAnyOther() {
        var user = path(made(",\"email\":\"a@example.test\",\"app_metadata\":{\"__proto__\":{\"admin\":true}}"));

        assertThat(json(api.get(user)).get("app_metadata").toString()).isEqualTo("{\"__proto__\":{\"admin\":true}}");
    }

    @Test
    void showsOnlyTheMembersThatAreAskedFor() {
        var user = path(api.post("/users", JANE));

        assertThat(api.get(user + "?fields=email,name,password,password_hash").body())
                .isEqualTo("{\"email\":\"jane@example.test\",\"name\":\"jane@example.test\"}");
        assertThat(json(api.get(user + "?fields=email,name&include_fields=false"))
                        .propertyNames())
                .doesNotContain("email", "name")
                .contains("user_id");
        assertThat(api.get("/users-by-email?email=jane@example.test&fields=nickname")
                        .body())
                .isEqualTo("[{\"nickname\":\"jane\"}]");
    }

    @Test
    void findsByAddressInItsVeryCase() {
        server.bringIn("{\"user_id\":\"ad|ann\",\"email\":\"Ann@Example.test\"}");

        assertThat(json(api.get("/users-by-email?email=Ann@Example.test"))).hasSize(1);
        assertThat(api.get("/users-by-email?email=ann@example.test").body()).isEqualTo("[]");
        assertThat(api.get("/users-by-email?email=nobody@example.test").body()).isEqualTo("[]");
        assertThat(api.get("/users-by-email").body()).contains("Missing required property: email");
    }

    @Test
    void showsTokensOfProvidersToWhoeverHoldsTheirScopeAndNobodyElse() {
        server.bringIn("""
                {"user_id":"google-oauth2|1","email":"g@example.test","identities":[{"connection":"google-oauth2",\
                "user_id":"1","provider":"google-oauth2","isSocial":true,"access_token":"hidden-1",\
                "refresh_token":"hidden-2","access_token_secret":"hidden-3"}]}""");
        var path = "/users/google-oauth2%7C1";
        var reader = new Management(server, server.managementToken("read:users", "update:users"));
        var seer = new Management(server, server.managementToken("read:users", "read:user_idp_tokens"));

        assertThat(seer.get(path).body()).contains("hidden-1", "hidden-2", "hidden-3");
        assertThat(reader.get(path).body()).doesNotContain("hidden").contains("isSocial");
        assertThat(reader.get(path + "?fields=identities").body()).doesNotContain("hidden");
        assertThat(reader.get("/users-by-email?email=g@example.test").body()).doesNotContain("hidden");
        assertThat(reader.patch(path, "{\"blocked\":true}").body()).doesNotContain("hidden");
        assertThat(texts("SELECT before AS text FROM audit_log").toString()).doesNotContain("hidden");
        reader = new Management(server, server.managementToken("delete:users"));
        reader.delete(path);
        assertThat(texts("SELECT before AS text FROM audit_log").toString()).doesNotContain("hidden");
    }

    @Test
    void takesNoScopeOfAUserFromAClient() {
        var user = path(api.post("/users", JANE));
        var own = new Management(
                server,
                server.managementToken(
                        "read:current_user",
                        "update:current_user_metadata",
                        "delete:current_user",
                        "update:current_user_identities"));
        var refused = refusal(403, "Forbidden", "User to be acted on does not match subject in bearer token.", "");

        assertThat(own.get(user).body()).isEqualTo(refused);
        assertThat(own.patch(user, "{\"user_metadata\":{}}").body()).isEqualTo(refused);
        assertThat(own.delete(user).body()).isEqualTo(refused);
        assertThat(own.delete(user + "/identities/auth0/1").body()).isEqualTo(refused);
        assertThat(api.get(user).statusCode()).isEqualTo(200);
    }

    @Test
    void deletesWhoIsNotThereWithoutAWord() {
        assertThat(api.delete("/users/auth0%7Cnobody").statusCode()).isEqualTo(204);
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'user'"))
                .isEmpty();
    }

    @Test
    void blocksWhoHasAllThatThereMayBe() {
        server.bringIn("{\"user_id\":\"auth0|full\"}");
        var path = "/users/auth0%7Cfull";
        int left = (1 << 20) - api.get(path).body().length() - ",\"name\":\"\"".length();
        server.bringIn("{\"user_id\":\"auth0|full\",\"name\":\"" + "x".repeat(left) + "\"}");

        assertThat(api.patch(path, "{\"nickname\":\"y\"}").body()).contains("Object is too long (", "maximum 1048576");
        assertThat(api.patch(path, "{\"blocked\":true}").statusCode()).isEqualTo(200);
        assertThat(json(api.get(path)).get("blocked").asBoolean()).isTrue();
        var more = "{\"user_id\":\"auth0|full\",\"name\":\"" + "x".repeat(left + 1) + "\"}";
        assertThatThrownBy(() -> server.bringIn(more)).hasMessageContaining("is longer than a profile may be");
    }

    @Test
    void leavesConnectionsOfTheDatabaseWhileMakersOfUsersWait() {
        var mails = connection("mails", "email", "{}");
        assertThat(mails).isNotEmpty();
        var tenant = texts("SELECT id AS text FROM tenant").getFirst();
        try (var makers = Executors.newVirtualThreadPerTaskExecutor()) {
            database.change(tx -> {
                var _ = Sequences.reserve(tx, tenant, "user", 0);
                for (int i = 0; i < 12; i++) {
                    var user = "{\"connection\":\"mails\",\"email\":\"m" + i + "@example.test\"}";
                    var _ = makers.submit(() -> api.post("/users", user));
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                assertThat(api.get("/roles").statusCode()).isEqualTo(200);
            });
        }
        assertThat(texts("SELECT user_id AS text FROM user_profile")).hasSize(12);
    }

    @Test
    void deletesByAddressWithinADatabase() {
        made(",\"email\":\"a@example.test\"");
        var id = json(api.get("/connections?name=" + CONNECTION))
                .get(0)
                .get("id")
                .asString();
        var corp = connection("corp", "samlp", "{}");

        Golden.of("delete_users_by_email").holds(api.delete("/connections/" + id + "/users?email=nobody@x.test"));
        assertThat(texts("SELECT user_id AS text FROM user_profile")).hasSize(1);
        assertThat(api.delete("/connections/" + id + "/users?email=A@example.test")
                        .statusCode())
                .isEqualTo(204);
        assertThat(texts("SELECT user_id AS text FROM user_profile")).isEmpty();
        assertThat(api.delete("/connections/" + id + "/users").statusCode()).isEqualTo(400);
        assertThat(api.delete("/connections/" + corp + "/users?email=a@example.test")
                        .body())
                .contains("Connection must be a database connection");
        assertThat(api.delete("/connections/con_0000000000000000/users?email=a@b.test")
                        .body())
                .isEqualTo(refusal(404, "Not Found", "The connection does not exist", "inexistent_connection"));
    }

    @Test
    void auditsWhoWasMadeWithoutThePassword() {
        made(",\"email\":\"a@example.test\"");

        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'user'"))
                .containsExactly("create");
        assertThat(texts("SELECT after AS text FROM audit_log WHERE kind = 'user'")
                        .getFirst())
                .contains("a@example.test")
                .doesNotContain(PASSWORD);
    }

    private HttpResponse<String> made(String members) {
        return api.post(
                "/users", "{\"connection\":\"" + CONNECTION + "\",\"password\":\"" + PASSWORD + "\"" + members + "}");
    }

    private String connection(String name, String strategy, String options) {
        var answer = api.post(
                "/connections",
                "{\"name\":\"" + name + "\",\"strategy\":\"" + strategy + "\",\"options\":" + options
                        + ",\"enabled_clients\":[\"" + TestBailiwick.CLIENT + "\"]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).get("id").asString();
    }

    static String path(HttpResponse<String> made) {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return "/users/" + URLEncoder.encode(json(made).get("user_id").asString(), StandardCharsets.UTF_8);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
