package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class UserIdentitiesTest {

    private static final String USER = """
            {"connection":"Username-Password-Authentication","email":"%1$s@example.test","user_id":"%1$s",\
            "password":"correct-Horse-7","user_metadata":{"of":"%1$s"},"app_metadata":{"of":"%1$s"}}""";
    private static final String ANN = "/users/auth0%7Cann";
    private static final String BOB = "/users/auth0%7Cbob";
    private static final String LINK_BOB = "{\"provider\":\"auth0\",\"user_id\":\"bob\"}";
    private static final String TAKEN =
            refusal(409, "Conflict", "Specified identity already exists.", "identity_conflict");

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    UserIdentitiesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
        for (var name : List.of("ann", "bob", "cid")) {
            assertThat(api.post("/users", USER.formatted(name)).statusCode()).isEqualTo(201);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        Golden.of("post_identities").holds(api.post(ANN + "/identities", LINK_BOB));
        Golden.of("delete_user_identity_by_user_id").holds(api.delete(ANN + "/identities/auth0/bob"));
    }

    @Test
    void makesTheOneAnAccountOfTheOther() {
        var accounts = json(api.post(ANN + "/identities", LINK_BOB));

        assertThat(accounts).hasSize(2);
        assertThat(accounts.get(0).get("user_id").asString()).isEqualTo("ann");
        assertThat(accounts.get(0).at("/profileData/email").asString()).isEqualTo("ann@example.test");
        assertThat(json(api.get(ANN)).at("/identities/0").has("profileData")).isFalse();
        var data = accounts.get(1).get("profileData");
        assertThat(data.get("email").asString()).isEqualTo("bob@example.test");
        assertThat(data.propertyNames())
                .doesNotContain("user_metadata", "app_metadata", "identities", "user_id", "created_at");
        assertThat(json(api.get(ANN)).get("user_metadata").toString()).isEqualTo("{\"of\":\"ann\"}");
        assertThat(json(api.get(ANN)).get("email").asString()).isEqualTo("ann@example.test");
        assertThat(api.get(BOB).statusCode()).isEqualTo(404);
        assertThat(texts("SELECT user_id AS text FROM user_password WHERE identity = 'auth0|bob'"))
                .containsExactly("auth0|ann");
        assertThat(texts("SELECT CAST(SUM(users) AS VARCHAR(9)) AS text FROM user_count"))
                .containsExactly("2");
    }

    /** As in recordings: what a user was given, and not what follows from it. */
    @Test
    void tellsOfAnAccountWhatDoesNotFollowFromTheRest() {
        api.patch(ANN, "{\"blocked\":false,\"nickname\":\"Annie\"}");
        var bob = json(api.get(BOB));

        var accounts = json(api.post(ANN + "/identities", LINK_BOB));

        assertThat(accounts.at("/0/profileData").toString())
                .isEqualTo("{\"email\":\"ann@example.test\",\"email_verified\":false,\"nickname\":\"Annie\"}");
        assertThat(accounts.at("/1/profileData").toString())
                .isEqualTo("{\"email\":\"bob@example.test\",\"email_verified\":false}");
        api.delete(ANN + "/identities/auth0/bob");
        for (var name : List.of("name", "nickname", "picture")) {
            assertThat(json(api.get(BOB)).get(name)).isEqualTo(bob.get(name));
        }
    }

    @Test
    void liftsNoBlockByLinkingAndUnlinking() {
        api.patch(BOB, "{\"blocked\":true}");
        api.post(ANN + "/identities", LINK_BOB);
        assertThat(json(api.get(ANN)).has("blocked")).isFalse();

        api.delete(ANN + "/identities/auth0/bob");

        assertThat(json(api.get(BOB)).get("blocked").asBoolean()).isTrue();
    }

    @Test
    void linksNobodyWhoMakesTooMuchOfTheProfile() {
        var much = "x".repeat(600_000);
        server.bringIn("{\"user_id\":\"auth0|dan\",\"name\":\"" + much + "\"}");
        server.bringIn("{\"user_id\":\"auth0|eve\",\"name\":\"" + much + "\"}");

        assertThat(api.post("/users/auth0%7Cdan/identities", "{\"provider\":\"auth0\",\"user_id\":\"eve\"}")
                        .body())
                .contains("Payload validation error: 'Object is too long (1200", "chars), maximum 1048576'");
        assertThat(api.get("/users/auth0%7Ceve").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsWhatALinkedAccountIsKnownByForIt() {
        api.post(ANN + "/identities", LINK_BOB);

        assertThat(api.post("/users", USER.formatted("bob")).statusCode())
                .as("the id")
                .isEqualTo(409);
        assertThat(api.post("/users", USER.formatted("bob").replace("\"user_id\":\"bob\"", "\"user_id\":\"b\""))
                        .statusCode())
                .as("the address")
                .isEqualTo(409);
    }

    @Test
    void makesAUserOfALinkedAccountAgain() {
        api.post(ANN + "/identities", LINK_BOB);

        var left = json(api.delete(ANN + "/identities/auth0/bob"));

        assertThat(left).hasSize(1);
        var bob = json(api.get(BOB));
        assertThat(bob.get("email").asString()).isEqualTo("bob@example.test");
        assertThat(bob.has("user_metadata") || bob.has("app_metadata")).isFalse();
        assertThat(bob.get("identities")).hasSize(1);
        assertThat(bob.get("identities").get(0).has("profileData")).isFalse();
        assertThat(texts("SELECT user_id AS text FROM user_password WHERE identity = 'auth0|bob'"))
                .containsExactly("auth0|bob");
        assertThat(texts("SELECT identity AS text FROM linked_identity")).isEmpty();
        assertThat(texts("SELECT user_id AS text FROM user_identifier WHERE value = 'bob@example.test'"))
                .containsExactly("auth0|bob");
        assertThat(json(api.get("/users-by-email?email=bob@example.test"))).hasSize(1);
        assertThat(texts("SELECT CAST(SUM(users) AS VARCHAR(9)) AS text FROM user_count"))
                .containsExactly("3");
    }

    @Test
    void deletesNobodyByTheAddressOfALinkedAccount() {
        var database = json(api.get("/connections?name=Username-Password-Authentication"))
                .get(0)
                .get("id")
                .asString();
        api.post(ANN + "/identities", LINK_BOB);

        assertThat(api.delete("/connections/" + database + "/users?email=bob@example.test")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get(ANN).statusCode()).isEqualTo(200);
        assertThat(api.delete("/connections/" + database + "/users?email=ANN@example.test")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get(ANN).statusCode()).isEqualTo(404);
    }

    @Test
    void bringsTheAccountsOfAnAccountAlong() {
        api.post(BOB + "/identities", "{\"provider\":\"auth0\",\"user_id\":\"cid\"}");

        var accounts = json(api.post(ANN + "/identities", LINK_BOB));

        assertThat(accounts.values().stream().map(each -> each.get("user_id").asString()))
                .containsExactly("ann", "bob", "cid");
        assertThat(texts("SELECT DISTINCT user_id AS text FROM user_password")).containsExactly("auth0|ann");
        assertThat(json(api.delete(ANN + "/identities/auth0/cid"))).hasSize(2);
        assertThat(api.get("/users/auth0%7Ccid").statusCode()).isEqualTo(200);
    }

    @Test
    void losesTheMembershipsOfWhoeverBecomesAnAccount() {
        server.call(
                "POST", TestBailiwick.EXTENSION + "/configuration/import", server.extensionToken(), Optional.of("""
                        {"groups":[{"_id":"77777777-7777-4777-8777-777777777777","name":"G","description":"",\
                        "members":["auth0|ann","auth0|bob"]}],"roles":[],"permissions":[],"configuration":[]}"""));

        api.post(ANN + "/identities", LINK_BOB);
        api.delete(ANN + "/identities/auth0/bob");

        assertThat(texts("SELECT user_id AS text FROM group_member")).containsExactly("auth0|ann");
        assertThat(texts("SELECT before AS text FROM audit_log WHERE action = 'link'"))
                .singleElement()
                .asString()
                .endsWith("\"left\":{\"groups\":[\"77777777-7777-4777-8777-777777777777\"]}}");
    }

    @Test
    void refusesWhatCannotBeLinked() {
        var inexistent =
                refusal(400, "Bad Request", "Linking to an inexistent identity is not allowed.", "inexistent_identity");
        var path = ANN + "/identities";

        assertThat(api.post(path, "{\"provider\":\"auth0\",\"user_id\":\"nobody\"}")
                        .body())
                .isEqualTo(inexistent);
        assertThat(api.post(path, "{\"provider\":\"auth0\",\"user_id\":7}").body())
                .isEqualTo(inexistent);
        assertThat(api.post(path, "{\"provider\":\"auth0\",\"user_id\":\"ann\"}")
                        .body())
                .isEqualTo(refusal(400, "Bad Request", "Main identity and the new one are the same.", "invalid_body"));
        assertThat(api.post("/users/auth0%7Cnobody/identities", LINK_BOB).statusCode())
                .isEqualTo(404);
        assertThat(api.post(path, "{\"link_with\":\"a.b.c\"}").body())
                .isEqualTo(refusal(400, "Bad Request", "Invalid token (link_with).", "invalid_body"));
        assertThat(api.post(path, "{\"link_with\":\"a.b.c\",\"provider\":\"auth0\",\"user_id\":\"bob\"}")
                        .body())
                .contains("Invalid token (link_with).");
        assertThat(api.post(path, "{\"provider\":\"auth0\"}").body()).contains("Missing required property: user_id");
        assertThat(api.post(path, "{\"user_id\":\"bob\"}").body())
                .contains("The provider/connection is not configured.", "inexistent_connection");
        assertThat(api.post(path, "{}").statusCode()).isEqualTo(400);
        assertThat(json(api.get(ANN)).get("identities")).hasSize(1);
        assertThat(api.get(BOB).statusCode()).isEqualTo(200);

        api.post(path, LINK_BOB);
        assertThat(api.post(path, LINK_BOB).body()).isEqualTo(TAKEN);
        assertThat(api.post("/users/auth0%7Ccid/identities", LINK_BOB).body()).isEqualTo(TAKEN);
    }

    @Test
    void linksAnAccountByAUsersIdToo() {
        var whole = "{\"provider\":\"auth0\",\"user_id\":\"auth0|bob\"}";

        assertThat(json(api.post(ANN + "/identities", whole))).hasSize(2);
        assertThat(json(api.delete(ANN + "/identities/auth0/bob"))).hasSize(1);

        assertThat(brought("{\"user_id\":\"auth0|auth0|bob\"}")).contains("\"created\":1");
        assertThat(json(api.post(ANN + "/identities", whole)).at("/1/user_id").asString())
                .as("the account that is called so itself comes first")
                .isEqualTo("auth0|bob");
        assertThat(json(api.delete(ANN + "/identities/auth0/auth0%7Cbob"))).hasSize(1);
        assertThat(api.get("/users/auth0%7Cauth0%7Cbob").statusCode()).isEqualTo(200);
        assertThat(api.get(BOB).statusCode()).isEqualTo(200);
    }

    @Test
    void linksAnAccountOfTheConnectionThatIsNamedOnly() {
        var second = json(api.post("/connections", "{\"name\":\"second\",\"strategy\":\"auth0\"}"))
                .get("id")
                .asString();
        var first = json(api.get("/connections?name=Username-Password-Authentication"))
                .get(0)
                .get("id")
                .asString();
        var of = "{\"provider\":\"auth0\",\"user_id\":\"bob\",\"connection_id\":\"%s\"}";

        assertThat(api.post(ANN + "/identities", of.formatted(second)).statusCode())
                .isEqualTo(400);
        assertThat(api.post(ANN + "/identities", of.formatted(first)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void leavesAsTheyAreTheAccountsOfWhoeverHasNoneOfThatId() {
        var linked = api.post(ANN + "/identities", LINK_BOB).body();
        var before = api.get(ANN).body();

        for (var other : List.of("auth0/nobody", "auth0/auth0%7Cbob", "ad/bob", "auth0/cid")) {
            var answer = api.delete(ANN + "/identities/" + other);
            assertThat(answer.statusCode()).as(other).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(linked);
        }
        assertThat(api.get(ANN).body()).isEqualTo(before);
        assertThat(texts("SELECT action AS text FROM audit_log WHERE action = 'unlink'"))
                .isEmpty();
    }

    @Test
    void refusesWhatCannotBeUnlinked() {
        api.post(ANN + "/identities", LINK_BOB);

        assertThat(api.delete(ANN + "/identities/auth0/ann").body())
                .isEqualTo(refusal(400, "Bad Request", "Main identity cannot be removed.", "invalid_uri"));
        assertThat(api.delete("/users/auth0%7Cnobody/identities/auth0/bob").statusCode())
                .isEqualTo(404);
        assertThat(json(api.get(ANN)).get("identities")).hasSize(2);
    }

    @Test
    void takesInNobodyWhoIsAnAccountAndNoAccountThatIsAUser() {
        api.post(ANN + "/identities", LINK_BOB);

        assertThat(brought("{\"user_id\":\"auth0|bob\"}")).contains("\"created\":0");
        assertThat(brought("{\"user_id\":\"ad|x\",\"identities\":[{\"provider\":\"ad\",\"user_id\":\"x\"},"
                        + "{\"provider\":\"auth0\",\"user_id\":\"cid\"}]}"))
                .contains("\"created\":0");
        assertThat(brought("{\"user_id\":\"ad|x\",\"identities\":[{\"provider\":\"ad\",\"user_id\":\"x\"},"
                        + "{\"provider\":\"ad\",\"user_id\":\"y\"}]}"))
                .contains("\"created\":1");
        assertThat(brought("{\"user_id\":\"ad|y\"}")).contains("\"created\":0");
        assertThat(texts("SELECT user_id AS text FROM user_profile ORDER BY user_id"))
                .containsExactly("ad|x", "auth0|ann", "auth0|cid");
    }

    private String brought(String profile) {
        return server.call(
                        "POST",
                        "/operator/tenants/default/users",
                        server.operatorKey().reveal(),
                        Optional.of("{\"users\":[" + profile
                                + "],\"connection\":\"c\",\"import_format\":false,\"upsert\":false}"))
                .body();
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
