package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class UsersTest {

    private static final String DATABASE = "\"connection\":\"Username-Password-Authentication\"";
    private static final String PASSWORD = "\"password\":\"Correct-Horse-9\"";
    private static final String JOHN = "/api/users/adfs|john@fabrikam.com";

    /** Of the user object in the document. */
    private static final String PICTURE = "https://secure.gravatar.com/avatar/5426f6b9d63ad92d60e6fe9fdf83aa21"
            + "?s=480&r=pg&d=https%3A%2F%2Fssl.gstatic.com%2Fs2%2Fprofiles%2Fimages%2Fsilhouette80.png";

    private final TestBailiwick server;
    private final ManagementV1 api;

    UsersTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        api = ManagementV1.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The user object of the document, member by member; {@code _id} is ours, and longer members are 2013's too. */
    @Test
    void showsTheUserOfTheDocument() {
        bringJohnIn();

        var john = json(api.get("/api/users/adfs%7Cjohn@fabrikam.com"));

        assertThat(john.get("_id").asString()).matches("[0-9a-f]{32}");
        assertThat(john.get("email").asString()).isEqualTo("john@fabrikam.com");
        assertThat(john.get("family_name").asString()).isEqualTo("Fabrikam");
        assertThat(john.get("given_name").asString()).isEqualTo("John");
        assertThat(john.get("issuer").asString()).isEqualTo("https://the-adfs-server.fabrikam.com");
        assertThat(john.get("lastLogin").asString()).isEqualTo("2013-01-15T01:54:30.578Z");
        assertThat(john.get("loginsCount").asInt()).isEqualTo(13);
        assertThat(john.get("name").asString()).isEqualTo("John Fabrikam");
        assertThat(john.get("nickname").asString()).isEqualTo("john");
        assertThat(john.get("picture").asString()).isEqualTo(PICTURE);
        assertThat(john.get("user_id").asString()).isEqualTo("adfs|john@fabrikam.com");
        assertThat(john.at("/identities/0").toString())
                .isEqualTo("{\"provider\":\"adfs\",\"user_id\":\"john@fabrikam.com\",\"connection\":\"fabrikam\","
                        + "\"isSocial\":false}");
        assertThat(json(api.get("/api/users/" + john.get("_id").asString()))).isEqualTo(john);
    }

    @Test
    void saysOfAUserWhoIsNotThereThatItIsNotFound() {
        for (var id : new String[] {"auth0|none", "00000000000000000000000000000099", "f".repeat(32)}) {
            var answer = api.get("/api/users/" + id.replace("|", "%7C"));
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(refusal("not_found", "user not found"));
            assertThat(api.delete("/api/users/" + id.replace("|", "%7C")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void makesUsersWithWhateverElseIsKnownOfThem() {
        var answer = api.post(
                "/api/users/",
                "{\"email\":\"Ann@Example.test\"," + PASSWORD + "," + DATABASE
                        + ",\"email_verified\":\"True\",\"color\":\"red\",\"address\":{\"city\":\"Lyon\"}}");

        assertThat(answer.statusCode()).isEqualTo(200);
        var ann = json(answer);
        assertThat(ann.get("user_id").asString()).startsWith("auth0|");
        assertThat(ann.get("email").asString()).isEqualTo("ann@example.test");
        assertThat(ann.get("email_verified").asBoolean()).isTrue();
        assertThat(ann.get("color").asString()).isEqualTo("red");
        assertThat(ann.at("/address/city").asString()).isEqualTo("Lyon");
        assertThat(ann.get("loginsCount").asInt()).isZero();
        assertThat(ann.has("lastLogin")).isFalse();
        assertThat(ann.get("picture").asString()).startsWith("https://secure.gravatar.com/avatar/");
        assertThat(answer.body()).doesNotContain("Correct-Horse-9", "app_metadata");
        assertThat(json(api.get(path(ann)))).isEqualTo(ann);
        assertThat(json(v2("GET", path(ann), "")).get("app_metadata").toString())
                .isEqualTo("{\"color\":\"red\",\"address\":{\"city\":\"Lyon\"}}");
    }

    @Test
    void makesNobodyByAConnectionWhoseStatusIs0() {
        var ann = make("ann@example.test");
        api.send("PUT", "/api/connections/Username-Password-Authentication", "{\"status\":0}");

        assertRefused(
                api.post("/api/users", "{\"email\":\"bob@example.test\"," + PASSWORD + "," + DATABASE + "}"),
                "The connection is disabled");
        assertRefused(
                api.send("PUT", path(ann) + "/email", "{\"email\":\"new@example.test\"}"),
                "Cannot change email or password for users in a disabled connection.");
    }

    @Test
    void makesUsersByAConnectionThatAnotherClientUses() {
        var shop = json(v2("POST", "/api/clients", "{\"name\":\"Shop\"}"))
                .get("client_id")
                .asString();
        var database = json(v2("GET", "/api/connections?name=Username-Password-Authentication", ""))
                .get(0)
                .get("id")
                .asString();
        v2("PATCH", "/api/connections/" + database, "{\"enabled_clients\":[\"" + shop + "\"]}");

        make("ann@example.test");
    }

    @Test
    void refusesWhatNoUserIsWith400AndSaysWhy() {
        make("ann@example.test");

        assertRefused(api.post("/api/users", "{\"email\":\"a@b.test\"," + PASSWORD + "}"), "connection is required");
        assertRefused(
                api.post("/api/users", "{\"email\":\"nobody\"," + PASSWORD + "," + DATABASE + "}"),
                "email must be an e-mail address");
        assertRefused(
                api.post("/api/users", "{\"email\":\"a@b.test\",\"password\":\"\"," + DATABASE + "}"),
                "password is required");
        assertRefused(
                api.post("/api/users", "{\"email\":7," + PASSWORD + "," + DATABASE + "}"), "email must be a text");
        assertRefused(
                api.post("/api/users", "{\"email\":\"a@b.test\"," + PASSWORD + ",\"connection\":\"none\"}"),
                "connection not found");
        assertRefused(
                api.post("/api/users", "{\"email\":\"a@b.test\",\"password\":\"x\"," + DATABASE + "}"),
                "The password is too weak");
        assertRefused(
                api.post("/api/users", "{\"email\":\"a@b.test\",\"loginsCount\":7," + PASSWORD + "," + DATABASE + "}"),
                "Additional properties not allowed: loginsCount");
        assertRefused(
                api.post("/api/users", "{\"email\":\"ANN@example.test\"," + PASSWORD + "," + DATABASE + "}"),
                "The user already exists");
        assertRefused(api.post("/api/users", "[]"), "The body cannot be read: is no object");
        assertRefused(api.send("PATCH", "/api/users/auth0%7Cnone", "{\"blocked\":true}"), "user not found");
        assertThat(json(api.get("/api/users"))).hasSize(1);
    }

    @Test
    void changesWhatIsSent() {
        var ann = make("ann@example.test");

        var changed = json(api.send("PATCH", path(ann), "{\"blocked\":true,\"nickname\":\"Annie\",\"color\":\"red\"}"));

        assertThat(changed.get("blocked").asBoolean()).isTrue();
        assertThat(changed.get("nickname").asString()).isEqualTo("Annie");
        assertThat(changed.get("color").asString()).isEqualTo("red");
        assertThat(changed.get("_id")).isEqualTo(ann.get("_id"));
        assertThat(json(api.send("PATCH", path(ann), "{\"color\":null}")).has("color"))
                .isFalse();
        assertThat(api.form("PATCH", path(ann), "blocked=False").statusCode()).isEqualTo(200);
        assertThat(json(api.get(path(ann))).get("blocked").asBoolean()).isFalse();
    }

    @Test
    void removesAUserAndNeverAllOfThem() {
        var ann = make("ann@example.test");
        make("bob@example.test");

        var removed = api.send("DELETE", path(ann), "{}");

        assertThat(removed.statusCode()).isEqualTo(200);
        assertThat(removed.body()).isEqualTo("OK");
        assertThat(api.get(path(ann)).statusCode()).isEqualTo(404);
        for (var path : List.of("/api/users", "/api/users/", "/api/users/?x=y")) {
            assertRefused(
                    api.delete(path),
                    "All users at once are not deleted. Delete them one by one, or their connection, with which they go");
        }
        assertThat(json(api.get("/api/users"))).hasSize(1);
    }

    @Test
    void keepsMetadataAmongTheMembersOfTheUser() {
        var ann = make("ann@example.test");
        var metadata = path(ann) + "/metadata";

        assertThat(api.get(metadata).body()).isEqualTo("{}");
        assertThat(api.send("PUT", metadata, "{\"a\":1,\"b\":{\"c\":2}}").body())
                .isEqualTo("OK");
        assertThat(api.send("PATCH", metadata, "{\"b\":3,\"d\":null}").statusCode())
                .isEqualTo(200);
        assertThat(api.get(metadata).body()).isEqualTo("{\"a\":1,\"b\":3}");
        assertThat(json(api.get(path(ann))).get("b").asInt()).isEqualTo(3);
        assertThat(api.send("PUT", metadata, "{\"e\":4}").statusCode()).isEqualTo(200);
        assertThat(api.get(metadata).body()).isEqualTo("{\"e\":4}");
        assertThat(api.send("PATCH", metadata, "{}").statusCode()).isEqualTo(200);
        assertThat(api.get(metadata).body()).isEqualTo("{\"e\":4}");
        assertThat(api.send("PUT", metadata, "{}").statusCode()).isEqualTo(200);
        assertThat(api.get(metadata).body()).isEqualTo("{}");
        assertRefused(api.send("PUT", metadata, "{\"user_id\":\"x\"}"), "Additional properties not allowed: user_id");
    }

    @Test
    void letsNoMetadataPassForAMemberOfTheUser() {
        var ann = make("ann@example.test");
        api.send("PUT", path(ann) + "/metadata", "{\"name\":\"Mallory\",\"picture\":\"x\",\"given_name\":\"M\"}");
        v2("PATCH", path(ann), "{\"user_metadata\":{\"admin\":true}}");

        var shown = json(api.get(path(ann)));

        assertThat(shown.get("name").asString()).isEqualTo("ann@example.test");
        assertThat(shown.get("picture").asString()).startsWith("https://secure.gravatar.com/");
        assertThat(shown.get("given_name").asString()).isEqualTo("M");
        assertThat(shown.has("admin")).isFalse();
        assertThat(shown.at("/user_metadata/admin").asBoolean()).isTrue();
    }

    @Test
    void changesTheAddressAndThePassword() {
        var ann = make("ann@example.test");

        assertThat(api.send("PUT", path(ann) + "/email", "{\"email\":\"b@example.test\",\"verify\":false}")
                        .body())
                .isEqualTo("OK");
        assertThat(json(api.get(path(ann))).get("email").asString()).isEqualTo("b@example.test");
        assertThat(json(api.get(path(ann))).get("email_verified").asBoolean()).isFalse();
        assertThat(api.send("PUT", path(ann) + "/password", "{\"password\":\"Another-Horse-9\"}")
                        .body())
                .isEqualTo("OK");
        assertThat(api.form(
                                "PUT",
                                "/api/users/B@example.test/password",
                                "password=Third-Horse-9&verify=False&email=B@example.test&"
                                        + "connection=Username-Password-Authentication")
                        .body())
                .isEqualTo("OK");
        assertThat(json(v2("GET", path(ann), "")).has("last_password_reset")).isTrue();
        assertRefused(api.send("PUT", path(ann) + "/password", "{\"password\":\"x\"}"), "The password is too weak");
        assertRefused(
                api.send("PUT", "/api/users/none@example.test/password", "{" + PASSWORD + "," + DATABASE + "}"),
                "user not found");
        assertRefused(
                api.send("PUT", "/api/users/b@example.test/password", "{" + PASSWORD + "}"), "connection is required");
    }

    @Test
    void changesNoPasswordThatTheUserWasToBeAskedForFirst() {
        var ann = make("ann@example.test");
        var before = v2("GET", path(ann), "").body();
        var password = "{" + PASSWORD + ",\"verify\":true}";
        var refusal = "The password was not changed, as no message can ask the user first: ";

        assertRefused(
                api.send("PUT", path(ann) + "/password", password),
                refusal + "There is not a configured email provider");
        addProvider();
        assertRefused(
                api.send(
                        "PUT",
                        "/api/users/ann@example.test/password",
                        "{" + PASSWORD + "," + DATABASE + ",\"verify\":\"True\"}"),
                refusal + "No mail is sent yet");
        assertRefused(api.send("PUT", "/api/users/auth0%7Cnone/password", password), "user not found");
        assertThat(v2("GET", path(ann), "").body()).isEqualTo(before);
    }

    @Test
    void changesAnAddressAndSaysThatNobodyIsAskedToConfirmIt() {
        var ann = make("ann@example.test");
        var email = "{\"email\":\"b@example.test\",\"verify\":true}";

        var changed = api.send("PUT", path(ann) + "/email", email);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body())
                .isEqualTo("OK, but no message was sent to confirm the email: "
                        + "There is not a configured email provider");
        assertThat(json(api.get(path(ann))).get("email").asString()).isEqualTo("b@example.test");
        assertThat(json(api.get(path(ann))).get("email_verified").asBoolean()).isFalse();
        assertRefused(
                api.send("PUT", path(ann) + "/email", "{\"email\":\"c@example.test\",\"verify\":7}"),
                "verify must be true or false");
        assertThat(json(api.get(path(ann))).get("email").asString()).isEqualTo("b@example.test");
    }

    @Test
    void sendsNoMailAndSaysAsTheJobOfTheSecondVersionWhy() {
        var ann = path(make("ann@example.test")) + "/send_verification_email";

        api.send("PUT", "/api/connections/Username-Password-Authentication", "{\"status\":0}");
        assertRefused(api.post(ann, ""), "Connection must be enabled.");
        api.send("PUT", "/api/connections/Username-Password-Authentication", "{\"status\":1}");
        assertRefused(api.post(ann, ""), "There is not a configured email provider");
        addProvider();
        assertRefused(api.post(ann, "{}"), "No mail is sent yet");
        assertRefused(api.post("/api/users/auth0%7Cnone/send_verification_email", ""), "user not found");
        server.bringIn("{\"user_id\":\"auth0|bare\",\"connection\":\"Username-Password-Authentication\"}");
        assertRefused(
                api.post("/api/users/auth0%7Cbare/send_verification_email", ""),
                "User does not have an email address.");
    }

    @Test
    void makesTickets() {
        var ann = make("ann@example.test");

        var change = api.form(
                "POST",
                path(ann) + "/change_password_ticket",
                "newPassword=Another-Horse-9&resultUrl=https%3A%2F%2Fapp.test%2Fdone");
        assertThat(json(change).get("ticket").asString())
                .matches("https://auth\\.example\\.test/u/reset-verify\\?ticket=[A-Za-z0-9]{32}#");
        assertThat(json(api.post(path(ann) + "/verification_ticket", ""))
                        .get("ticket")
                        .asString())
                .matches("https://auth\\.example\\.test/u/email-verification\\?ticket=[A-Za-z0-9]{32}#");
        assertRefused(
                api.post(path(ann) + "/verification_ticket", "{\"resultUrl\":\"javascript:alert(1)\"}"),
                "resultUrl must be a URL");
        assertRefused(api.post("/api/users/auth0%7Cnone/verification_ticket", "{}"), "user not found");
    }

    @Test
    void makesNoTicketForAPasswordThatTheUserCannotHave() {
        var ann = make("ann@example.test");
        var path = path(ann) + "/change_password_ticket";

        for (var wrong : List.of("7", "{}", "[\"Another-Horse-9\"]", "true")) {
            assertRefused(api.post(path, "{\"newPassword\":" + wrong + "}"), "newPassword must be a text");
        }
        assertRefused(api.post(path, "{\"newPassword\":\"\"}"), "newPassword is required");
        assertRefused(api.form("POST", path, "newPassword="), "newPassword is required");
        assertRefused(api.post(path, "{\"newPassword\":\"1\"}"), "The password is too weak");
        assertRefused(
                api.post(path, "{\"newPassword\":\"" + "a".repeat(1_025) + "\"}"),
                "newPassword must not be longer than 1024 characters");
        assertThat(json(api.get(path(ann)))).isEqualTo(ann);
        assertThat(api.post(path, "{\"newPassword\":null}").statusCode()).isEqualTo(200);
        assertThat(api.post(path(ann) + "/verification_ticket", "{\"newPassword\":\"1\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private void addProvider() {
        v2("POST", "/api/emails/provider", "{\"name\":\"mandrill\",\"credentials\":{\"api_key\":\"k\"}}");
    }

    private void bringJohnIn() {
        server.bringIn("""
                {"user_id":"adfs|john@fabrikam.com","email":"john@fabrikam.com","family_name":"Fabrikam",\
                "given_name":"John","issuer":"https://the-adfs-server.fabrikam.com","name":"John Fabrikam",\
                "nickname":"john","last_login":"2013-01-15T01:54:30.578Z","logins_count":13,\
                "identities":[{"provider":"adfs","user_id":"john@fabrikam.com","connection":"fabrikam",\
                "isSocial":false}]}""");
        assertThat(api.get(JOHN.replace("|", "%7C")).statusCode()).isEqualTo(200);
    }

    private JsonNode make(String email) {
        return json(api.post("/api/users", "{\"email\":\"" + email + "\"," + PASSWORD + "," + DATABASE + "}"));
    }

    private static String path(JsonNode user) {
        return "/api/users/" + user.get("user_id").asString().replace("|", "%7C");
    }

    /** The same user in Management API v2. */
    private HttpResponse<String> v2(String method, String path, String body) {
        return server.call(
                method,
                path.replace("/api/", "/api/v2/"),
                server.token(server.issuer() + "api/v2/"),
                body.isEmpty() ? Optional.empty() : Optional.of(body));
    }

    private static void assertRefused(HttpResponse<String> answer, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("detail").asString()).isEqualTo(detail);
    }
}
