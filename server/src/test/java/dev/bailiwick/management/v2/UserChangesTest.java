package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class UserChangesTest {

    private static final String PASSWORD = "correct-Horse-7";
    private static final String ANN = """
            {"connection":"Username-Password-Authentication","email":"ann@example.test","password":"%s",\
            "email_verified":true,"app_metadata":{"plan":"gold"}}""".formatted(PASSWORD);
    private static final String SAML = """
            {"user_id":"samlp|corp|1","email":"s@example.test","name":"Sam","identities":[{"connection":"corp",\
            "user_id":"corp|1","provider":"samlp","isSocial":false}]}""";
    private static final String GOOGLE = """
            {"user_id":"google-oauth2|1","email":"g@example.test","identities":[{"connection":"google-oauth2",\
            "user_id":"1","provider":"google-oauth2","isSocial":true}]}""";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    UserChangesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysNothingOfAnAddressThatIsGone() {
        flexible("{}");
        var made = api.post(
                "/users",
                "{\"connection\":\"free\",\"username\":\"ann\",\"email\":\"ann@example.test\",\"email_verified\":true,"
                        + "\"phone_number\":\"+15550100\",\"phone_verified\":true,\"password\":\"" + PASSWORD + "\"}");
        var ann = UsersTest.path(made);

        assertThat(json(api.patch(ann, "{\"email\":null}")).propertyNames()).doesNotContain("email", "email_verified");
        assertThat(json(api.patch(ann, "{\"phone_number\":null,\"phone_verified\":true}"))
                        .propertyNames())
                .doesNotContain("phone_number", "phone_verified");
    }

    @Test
    void takesNoUsernamesThatReadLikeSomethingElseUnlessTheConnectionDoes() {
        flexible("{\"validation\":{\"min_length\":2,\"max_length\":20}}");
        var made = named("ann");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var notTaken = refusal(400, "Bad Request", notTaken(2, 20), "auth0_idp_error");
        for (var name :
                List.of("a", "a".repeat(21), "a b", "ann:lee", "ann*", "ann/lee", "jos\u00e9", "\u540d\u524d")) {
            assertThat(named(name).body()).as(name).isEqualTo(notTaken);
            assertThat(api.patch(UsersTest.path(made), "{\"username\":\"" + name + "\"}")
                            .body())
                    .isEqualTo(notTaken);
        }
        var refusals = Map.of(
                "u1@e.com", "The username cannot be an email.",
                "u1@mail.e.com", "The username cannot be an email.",
                "+15550100", "The username cannot be a phone number.");
        refusals.forEach((name, reason) -> {
            var refusal = refusal(400, "Bad Request", reason, "auth0_idp_error");
            assertThat(named(name).body()).isEqualTo(refusal);
            assertThat(api.patch(UsersTest.path(made), "{\"username\":\"" + name + "\"}")
                            .body())
                    .isEqualTo(refusal);
        });
        for (var name : List.of("u1@acme", "_+-.!#$'^`~@", "A.Lee-2")) {
            var taken = named(name);
            assertThat(taken.statusCode()).as(name + taken.body()).isEqualTo(201);
            assertThat(json(taken).get("username").asString()).isEqualTo(name.toLowerCase(Locale.ROOT));
        }
        var connection =
                json(api.get("/connections?name=free")).get(0).get("id").asString();
        var opened = api.patch(
                "/connections/" + connection,
                "{\"options\":{\"attributes\":{\"username\":{\"validation\":{\"min_length\":1,\"max_length\":15,\"allowed_types\":"
                        + "{\"email\":true,\"phone_number\":true}}}}}}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(named("u1@e.com").statusCode()).isEqualTo(201);
        assertThat(named("+15550100").statusCode()).isEqualTo(201);
    }

    /** What is said of a username that has other characters, or fewer or more than these. */
    static String notTaken(int shortest, int longest) {
        return "Username can only contain alphanumeric characters and the following characters: "
                + "'_', '+', '-', '.', '!', '#', '$', ''', '^', '`', '~' and '@'. "
                + "Username should have between " + shortest + " and " + longest + " characters.";
    }

    private void flexible(String username) {
        var made = api.post(
                "/connections",
                "{\"name\":\"free\",\"strategy\":\"auth0\",\"options\":{\"attributes\":{\"username\":" + username
                        + ",\"email\":{},\"phone_number\":{}}},\"enabled_clients\":[\"" + TestBailiwick.CLIENT
                        + "\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private HttpResponse<String> named(String username) {
        return api.post(
                "/users",
                "{\"connection\":\"free\",\"username\":\"" + username + "\",\"password\":\"" + PASSWORD + "\"}");
    }

    @Test
    void namesTheTextThatCannotBeKept() {
        var ann = UsersTest.path(api.post("/users", ANN));
        var refusals = Map.of(
                "{\"password\":\"correct\\u0000Horse-7\"}", "password",
                "{\"app_metadata\":{\"a\":[{\"b\":\"\\ud800\"}]}}", "app_metadata.a[0].b");

        refusals.forEach((change, place) -> assertThat(api.patch(ann, change).body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'String has NUL or half a surrogate pair' on property " + place
                                + ".",
                        "invalid_body")));
        assertThat(api.patch(ann, "{\"app_metadata\":{\"\\ud800\":\"\\u0000\"}}")
                        .body())
                .contains("Invalid request payload JSON format");
    }

    @Test
    void mergesMetadataOnTheFirstLevelOnly() {
        var ann = UsersTest.path(api.post("/users", ANN));

        var changed =
                json(api.patch(ann, "{\"app_metadata\":{\"deep\":{\"a\":1,\"b\":2}},\"user_metadata\":{\"x\":1}}"));
        assertThat(changed.get("app_metadata").toString()).isEqualTo("{\"plan\":\"gold\",\"deep\":{\"a\":1,\"b\":2}}");
        changed = json(api.patch(ann, "{\"app_metadata\":{\"deep\":{\"a\":3},\"plan\":null}}"));
        assertThat(changed.get("app_metadata").toString()).isEqualTo("{\"deep\":{\"a\":3}}");
        assertThat(changed.get("user_metadata").toString()).isEqualTo("{\"x\":1}");
        changed = json(api.patch(ann, "{\"app_metadata\":{},\"user_metadata\":{}}"));
        assertThat(changed.has("app_metadata")).isFalse();
        assertThat(changed.get("user_metadata").toString()).isEqualTo("{}");
    }

    @Test
    void takesAMemberAwayByNull() {
        var ann = UsersTest.path(api.post("/users", ANN));
        api.patch(ann, "{\"given_name\":\"Ann\"}");

        var changed = json(api.patch(ann, "{\"given_name\":null,\"nickname\":null}"));

        assertThat(changed.has("given_name") || changed.has("nickname")).isFalse();
        assertThat(api.patch(ann, "{\"email\":null}").statusCode()).isEqualTo(400);
        assertThat(api.patch(ann, "{\"password\":null}").statusCode()).isEqualTo(400);
        assertThat(api.patch(ann, "{\"blocked\":null}").statusCode()).isEqualTo(400);
    }

    @Test
    void changesNothingWhereNothingIsNew() {
        var ann = UsersTest.path(api.post("/users", ANN));
        var before = api.get(ann).body();

        assertThat(api.patch(ann, "{}").body()).isEqualTo(before);
        assertThat(api.patch(ann, "{\"email\":\"ann@example.test\",\"app_metadata\":{\"plan\":\"gold\"}}")
                        .body())
                .isEqualTo(before);
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'user'"))
                .containsExactly("create");
    }

    @Test
    void holdsAnAddressInAnotherCaseForTheSame() {
        server.bringIn(
                "{\"user_id\":\"auth0|m\",\"email\":\"Max@Example.test\",\"email_verified\":true,\"identities\":["
                        + "{\"provider\":\"auth0\",\"user_id\":\"m\",\"connection\":\"Username-Password-Authentication\"}]}");
        var before = api.get("/users/auth0%7Cm").body();

        assertThat(before).contains("Max@Example.test");
        assertThat(api.patch("/users/auth0%7Cm", "{\"email\":\"mAX@example.test\"}")
                        .body())
                .isEqualTo(before);
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'user'"))
                .containsExactly("import");
    }

    @Test
    void holdsANewAddressForUnverifiedUnlessTold() {
        var ann = UsersTest.path(api.post("/users", ANN));

        var changed =
                json(api.patch(ann, "{\"email\":\"New@Example.test\",\"verify_email\":false,\"client_id\":\"x\"}"));
        assertThat(changed.get("email").asString()).isEqualTo("new@example.test");
        assertThat(changed.get("email_verified").asBoolean()).isFalse();
        changed = json(api.patch(ann, "{\"email\":\"newer@example.test\",\"email_verified\":true}"));
        assertThat(changed.get("email_verified").asBoolean()).isTrue();
        assertThat(changed.has("verify_email") || changed.has("client_id")).isFalse();
        assertThat(json(api.get("/users-by-email?email=newer@example.test"))).hasSize(1);
        assertThat(json(api.get("/users-by-email?email=ann@example.test"))).isEmpty();
        assertThat(api.post("/users", ANN).statusCode())
                .as("the address is free again")
                .isEqualTo(201);
    }

    @Test
    void refusesTheAddressOfAnother() {
        var ann = UsersTest.path(api.post("/users", ANN));
        api.post("/users", ANN.replace("ann@", "bob@"));
        var before = api.get(ann).body();

        assertThat(api.patch(ann, "{\"email\":\"BOB@example.test\",\"name\":\"Bob\"}")
                        .body())
                .isEqualTo(refusal(400, "Bad Request", "The specified new email already exists", "auth0_idp_error"));
        assertThat(api.get(ann).body()).isEqualTo(before);
    }

    @Test
    void refusesWhatCannotBeChangedTogether() {
        var ann = UsersTest.path(api.post("/users", ANN));
        var pairs = Map.of(
                "{\"password\":\"x\",\"email\":\"b@example.test\"}", "password and email",
                "{\"password\":\"x\",\"email_verified\":true}", "password and email_verified",
                "{\"username\":\"x\",\"email\":\"b@example.test\"}", "username and email",
                "{\"username\":\"x\",\"email_verified\":true}", "username and email_verified",
                "{\"username\":\"x\",\"password\":\"x\"}", "username and password");

        pairs.forEach((body, both) -> assertThat(api.patch(ann, body).body())
                .isEqualTo(refusal(
                        400, "Bad Request", "Cannot update " + both + " simultaneously", "operation_not_supported")));
    }

    @Test
    void refusesMembersThatNobodyChanges() {
        var ann = UsersTest.path(api.post("/users", ANN));

        for (var member : List.of(
                "user_id", "tenant", "identities", "last_login", "created_at", "is_admin", "updated_at", "last_ip")) {
            assertThat(api.patch(ann, "{\"" + member + "\":\"x\"}").body())
                    .isEqualTo(refusal(
                            400,
                            "Bad Request",
                            "Payload validation error: 'Additional properties not allowed: " + member
                                    + " (consider storing them in app_metadata or user_metadata. See \"Users Metadata\""
                                    + " in https://auth0.com/docs/api/v2/changes for more details)'.",
                            "invalid_body"));
        }
        assertThat(api.patch(ann, "{\"app_metadata\":{\"user_id\":\"x\"}}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void letsAScopeForAppMetadataReachNothingElse() {
        var ann = UsersTest.path(api.post("/users", ANN));
        var apps = new Management(server, server.managementToken("update:users_app_metadata"));

        assertThat(apps.patch(ann, "{\"app_metadata\":{\"plan\":\"free\"}}").statusCode())
                .isEqualTo(200);
        for (var body :
                List.of("\"email_verified\":true", "\"blocked\":false", "\"password\":\"x\"", "\"user_metadata\":{}")) {
            var name = body.substring(1, body.indexOf('"', 1));
            assertThat(apps.patch(ann, "{\"app_metadata\":{\"plan\":\"none\"}," + body + "}")
                            .body())
                    .isEqualTo(refusal(
                            403, "Forbidden", "You cannot update the following fields: " + name, "insufficient_scope"));
        }
        assertThat(json(api.get(ann)).get("app_metadata").toString()).isEqualTo("{\"plan\":\"free\"}");
    }

    @Test
    void leavesWhatUsersAreKnownByWhereNobodyMayUseTheConnection() {
        flexible("{}");
        var ann = UsersTest.path(named("ann"));
        var connection =
                json(api.get("/connections?name=free")).get(0).get("id").asString();
        api.patch("/connections/" + connection, "{\"enabled_clients\":[]}");

        for (var member : List.of(
                "\"email\":\"n@example.test\"",
                "\"username\":\"n\"",
                "\"phone_number\":\"+15550100\"",
                "\"password\":\"another-Horse-8\"")) {
            assertThat(api.patch(ann, "{\"nickname\":\"n\"," + member + "}").body())
                    .isEqualTo(refusal(
                            400,
                            "Bad Request",
                            "Cannot change email or password for users in a disabled connection.",
                            "operation_not_supported"));
        }
        assertThat(json(api.get(ann)).get("nickname").asString()).isEqualTo("ann");
        assertThat(api.patch(ann, "{\"blocked\":true,\"user_metadata\":{\"a\":1}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void leavesToProvidersWhatTheyTell() {
        server.bringIn(SAML, GOOGLE);
        api.post("/connections", "{\"name\":\"corp\",\"strategy\":\"samlp\"}");
        var sam = "/users/samlp%7Ccorp%7C1";
        var gil = "/users/google-oauth2%7C1";

        var unsupported = "Connection is not supported for this operation.";
        Map.of(
                        "\"email\":\"n@example.test\"", "Cannot update email for non-database user.",
                        "\"email_verified\":true", "Email verification is not supported for enterprise users.",
                        "\"username\":\"n\"", unsupported,
                        "\"phone_number\":\"+491\"", unsupported,
                        "\"password\":\"x\"", unsupported)
                .forEach((member, message) -> assertThat(
                                api.patch(sam, "{" + member + "}").body())
                        .isEqualTo(refusal(400, "Bad Request", message, "operation_not_supported")));
        assertThat(api.patch(gil, "{\"email_verified\":true}").statusCode()).isEqualTo(200);
        assertThat(json(api.patch(sam, "{\"nickname\":\"n\",\"name\":\"n\"}"))
                        .get("message")
                        .asString())
                .startsWith(
                        "The following user attributes cannot be updated: name, nickname. The connection (corp) must");
        assertThat(api.patch(sam, "{\"blocked\":true,\"user_metadata\":{\"a\":1}}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void changesNothingThatIsTheFirstAccountsByAFurtherOne() {
        server.bringIn(SAML);
        api.post("/connections", "{\"name\":\"corp\",\"strategy\":\"samlp\"}");
        var sam = "/users/samlp%7Ccorp%7C1";
        var ann = json(api.post("/users", ANN)).get("user_id").asString().substring("auth0|".length());
        api.post(sam + "/identities", "{\"provider\":\"auth0\",\"user_id\":\"" + ann + "\"}");
        var before = api.get(sam).body();
        var database = "{\"connection\":\"Username-Password-Authentication\",";

        assertThat(api.patch(sam, database + "\"name\":\"n\",\"nickname\":\"n\",\"blocked\":true}")
                        .body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "The following user attributes cannot be updated: name, nickname."
                                + " The specified connection belongs to a secondary identity.",
                        "operation_not_supported"));
        assertThat(api.get(sam).body()).isEqualTo(before);
        assertThat(api.patch(sam, database + "\"email\":\"n@example.test\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void changesWhatAProviderToldOnceOnly() {
        server.bringIn(SAML);
        api.post(
                "/connections",
                "{\"name\":\"corp\",\"strategy\":\"samlp\",\"options\":{\"set_user_root_attributes\":\"on_first_login\"}}");

        assertThat(json(api.patch("/users/samlp%7Ccorp%7C1", "{\"name\":\"New\"}"))
                        .get("name")
                        .asString())
                .isEqualTo("New");
    }

    @Test
    void keepsANewPasswordAndTellsItNobody() {
        var ann = UsersTest.path(api.post("/users", ANN));
        var before = texts("SELECT hash AS text FROM user_password").getFirst();

        var answer = api.patch(ann, "{\"password\":\"another-Horse-8\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("another-Horse");
        assertThat(texts("SELECT hash AS text FROM user_password").getFirst())
                .startsWith("$argon2id$")
                .isNotEqualTo(before);
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'user' ORDER BY id"))
                .containsExactly("create", "change password");
        assertThat(texts("SELECT after AS text FROM audit_log").toString()).doesNotContain("Horse", "argon2");
        assertThat(api.patch(ann, "{\"password\":\"abc\"}").body()).contains("PasswordStrengthError");
    }

    @Test
    void tellsWhenThePasswordWasLastChanged() {
        var made = api.post("/users", ANN);
        var ann = UsersTest.path(made);
        assertThat(json(made).has("last_password_reset")).isFalse();

        var first = json(api.patch(ann, "{\"password\":\"another-Horse-8\"}"));

        var time = first.get("last_password_reset").asString();
        assertThat(time).isGreaterThan(json(made).get("updated_at").asString());
        assertThat(first.get("updated_at").asString()).isEqualTo(time);
        assertThat(json(api.get(ann))).isEqualTo(first);
        assertThat(json(api.get("/users?q=last_password_reset:%22" + time + "%22")))
                .hasSize(1);
        assertThat(texts("SELECT after AS text FROM audit_log WHERE action = 'change password'"))
                .containsExactly("{\"updated_at\":\"" + time + "\",\"last_password_reset\":\"" + time + "\"}");
        var again = json(api.patch(ann, "{\"password\":\"another-Horse-8\",\"nickname\":\"n\"}"));
        assertThat(again.get("last_password_reset").asString()).isGreaterThan(time);
        var renamed = json(api.patch(ann, "{\"nickname\":\"m\"}"));
        assertThat(renamed.get("last_password_reset")).isEqualTo(again.get("last_password_reset"));
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'user' ORDER BY id"))
                .containsExactly("create", "change password", "change password", "update");
    }

    @Test
    void changesAFurtherAccountOnlyWhereItsConnectionIsNamed() {
        var ann = UsersTest.path(api.post("/users", ANN));
        api.post(
                "/connections",
                "{\"name\":\"second\",\"strategy\":\"auth0\",\"enabled_clients\":[\"" + TestBailiwick.CLIENT + "\"]}");
        var other = api.post("/users", ANN.replace("Username-Password-Authentication", "second"));
        var id = json(other).get("identities").get(0).get("user_id").asString();
        api.post(ann + "/identities", "{\"provider\":\"auth0\",\"user_id\":\"" + id + "\"}");

        var changed = json(api.patch(ann, "{\"connection\":\"second\",\"email\":\"b@example.test\"}"));

        assertThat(changed.get("email").asString()).isEqualTo("ann@example.test");
        var data = changed.get("identities").get(1).get("profileData");
        assertThat(data.get("email").asString()).isEqualTo("b@example.test");
        assertThat(data.get("email_verified").asBoolean()).isFalse();
        assertThat(api.patch(ann, "{\"connection\":\"third\",\"email\":\"c@example.test\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.post("/users", ANN.replace("Username-Password-Authentication", "second"))
                        .statusCode())
                .as("the address that the account had")
                .isEqualTo(201);
    }

    @Test
    void refusesWhoIsNotThere() {
        assertThat(api.patch("/users/auth0%7Cnobody", "{\"blocked\":true}").body())
                .isEqualTo(refusal(404, "Not Found", "The user does not exist.", "inexistent_user"));
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
