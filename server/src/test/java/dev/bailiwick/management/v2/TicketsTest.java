package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachEngine
class TicketsTest {

    private static final String PASSWORD = "/tickets/password-change";
    private static final String EMAIL = "/tickets/email-verification";
    private static final String ANN = "{\"user_id\":\"auth0|ann\"}";
    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");
    private static final String UNSUPPORTED = refusal(
            400,
            "Bad Request",
            "The user's main connection does not support this operation",
            "operation_not_supported");

    private final Database database;
    private final TestBailiwick server;
    private final Management api;
    private String connection = "";

    TicketsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @BeforeEach
    void bringUsersIn() {
        connection = json(api.post(
                        "/connections",
                        "{\"name\":\"users\",\"strategy\":\"auth0\",\"enabled_clients\":[\"" + TestBailiwick.CLIENT
                                + "\"]}"))
                .get("id")
                .asString();
        api.post("/connections", "{\"name\":\"google\",\"strategy\":\"google-oauth2\"}");
        server.bringIn(
                user("auth0|ann", "ann@example.test", "users", ""),
                user("auth0|nameless", "", "users", ""),
                user("google-oauth2|bob", "bob@example.test", "google", ""),
                user(
                        "google-oauth2|cleo",
                        "cleo@example.test",
                        "google",
                        ",{\"provider\":\"auth0\",\"user_id\":\"cleo\",\"connection\":\"users\","
                                + "\"profileData\":{\"email\":\"cleo@other.test\"}}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        Golden.of("post_password-change").holds(api.post(PASSWORD, ANN));
        Golden.of("post_email-verification").holds(api.post(EMAIL, ANN));
    }

    @Test
    void leadsToTheTenantsOwnDomain() {
        assertThat(link(api.post(PASSWORD, ANN)))
                .matches("https://auth\\.example\\.test/u/reset-verify\\?ticket=[A-Za-z0-9]{32}#");
        assertThat(link(api.post(EMAIL, ANN)))
                .matches("https://auth\\.example\\.test/u/email-verification\\?ticket=[A-Za-z0-9]{32}#");
    }

    @Test
    @DisplayName("PW-05: the host of a link comes from the configuration, and what is kept does not open it")
    void keepsADigestAndTrustsNoHost() {
        var link = link(api.post(PASSWORD, ANN)); // asked at 127.0.0.1
        var secret = new Secret(link.substring(link.indexOf('=') + 1, link.length() - 1));

        assertThat(link).startsWith(server.issuer());
        assertThat(texts("digest")).containsExactly(secret.digest());
        assertThat(json(api.get("/logs?q=description:%22Create%20a%20password%20change%20ticket%22"))
                        .toString())
                .contains("auth0|ann")
                .doesNotContain(secret.reveal());
    }

    @Test
    void keepsWhatTheTicketIsForAndUntilWhen() {
        var before = Instant.now().toEpochMilli();
        api.post(
                PASSWORD,
                "{\"email\":\"ANN@example.test\",\"connection_id\":\"" + connection
                        + "\",\"ttl_sec\":60,\"result_url\":\"https://app.example.test/done\",\"mark_email_as_verified\":true}");

        assertThat(texts("kind || ' ' || user_id || ' ' || identity || ' ' || email"))
                .containsExactly("password_change auth0|ann auth0|ann ann@example.test");
        assertThat(texts("settings"))
                .containsExactly("{\"result_url\":\"https://app.example.test/done\",\"mark_email_as_verified\":true}");
        assertThat(Long.parseLong(texts("expires_at").getFirst()))
                .isBetween(before + 60_000, Instant.now().toEpochMilli() + 60_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"ttl_sec\":0"})
    void endsAfterFiveDaysWhereNothingElseIsSaid(String ttl) {
        var before = Instant.now().toEpochMilli();
        api.post(EMAIL, "{\"user_id\":\"auth0|ann\"" + ttl + "}");

        assertThat(Long.parseLong(texts("expires_at").getFirst()))
                .isBetween(before + 432_000_000, Instant.now().toEpochMilli() + 432_000_000);
    }

    @Test
    void forgetsTicketsThatHaveEnded() {
        api.post(EMAIL, ANN);
        database.change(tx -> tx.write("UPDATE user_ticket SET expires_at = 1", _ -> {}));
        api.post(EMAIL, ANN);

        assertThat(texts("expires_at")).hasSize(1).doesNotContain("1");
    }

    @ParameterizedTest
    @DisplayName("PW-05: a ticket is dead once the password or the address that it was for is another")
    @ValueSource(strings = {"{\"password\":\"Another-Passw0rd\"}", "{\"email\":\"anne@example.test\"}"})
    void endsWithThePasswordAndTheAddress(String change) {
        api.post(PASSWORD, ANN);
        api.post(EMAIL, ANN);
        assertThat(api.patch("/users/auth0%7Cann", "{\"name\":\"Ann\"}").statusCode())
                .isEqualTo(200);
        assertThat(texts("digest")).hasSize(2);

        var changed = api.patch("/users/auth0%7Cann", change);

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(texts("digest")).isEmpty();
    }

    @Test
    void endsWithAPasswordThatIsTakenAway() {
        var optional = "{\"enabled\":true,\"api_behavior\":\"optional\",\"signup_behavior\":\"allow\"}";
        api.patch(
                "/connections/" + connection,
                "{\"options\":{\"authentication_methods\":{\"password\":" + optional + "}}}");
        api.post(PASSWORD, ANN);

        var changed = api.patch("/users/auth0%7Cann", "{\"password\":null}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(texts("digest")).isEmpty();
    }

    @Test
    void goesWithItsUser() {
        api.post(PASSWORD, ANN);

        assertThat(api.delete("/users/auth0%7Cann").statusCode()).isEqualTo(204);
        assertThat(texts("digest")).isEmpty();
    }

    @Test
    void isForTheAccountThatIsAskedFor() {
        assertThat(api.post(PASSWORD, "{\"user_id\":\"google-oauth2|cleo\"}").body())
                .isEqualTo(UNSUPPORTED);
        var own = "{\"user_id\":\"google-oauth2|cleo\",\"identity\":{\"provider\":\"auth0\",\"user_id\":\"cleo\"";

        assertThat(api.post(PASSWORD, own + ",\"connection_id\":\"" + connection + "\"}}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(texts("identity || ' ' || email")).containsExactly("auth0|cleo cleo@other.test");
        Desk.refused(
                api.post(PASSWORD, own.replace("\"cleo\"", "\"ann\"") + "}}"),
                400,
                "The user exists, but does not contain the given identity.");
        Desk.refused(
                api.post(PASSWORD, own + ",\"connection_id\":\"con_0000000000000000\"}}"),
                400,
                "Identity connection does not exist.");
    }

    @Test
    void isForTheAccountThatHasTheAddress() {
        var asked = "{\"connection_id\":\"" + connection + "\",\"email\":\"%s\"}";

        assertThat(api.post(PASSWORD, asked.formatted("Cleo@other.test")).statusCode())
                .isEqualTo(201);
        assertThat(texts("user_id || ' ' || identity || ' ' || email"))
                .containsExactly("google-oauth2|cleo auth0|cleo cleo@other.test");
        assertThat(api.post(PASSWORD, asked.formatted("cleo@example.test")).body())
                .as("of another connection")
                .isEqualTo(NO_USER);
    }

    @Test
    void verifiesAddressesOfOtherProvidersOnlyWhereTheIdentityIsSaid() {
        var bob = "{\"user_id\":\"google-oauth2|bob\"";

        assertThat(api.post(EMAIL, bob + "}").body()).isEqualTo(UNSUPPORTED);
        assertThat(api.post(PASSWORD, bob + "}").body()).isEqualTo(UNSUPPORTED);
        assertThat(api.post(EMAIL, bob + ",\"identity\":{\"provider\":\"google-oauth2\",\"user_id\":\"bob\"}}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesWhoIsNotThere() {
        assertThat(api.post(PASSWORD, "{\"user_id\":\"auth0|none\"}").body()).isEqualTo(NO_USER);
        assertThat(api.post(EMAIL, "{\"user_id\":\"auth0|none\"}").body()).isEqualTo(NO_USER);
        assertThat(api.post(PASSWORD, "{\"email\":\"none@example.test\",\"connection_id\":\"" + connection + "\"}")
                        .body())
                .isEqualTo(NO_USER);
        Desk.refused(
                api.post(PASSWORD, "{\"email\":\"ann@example.test\",\"connection_id\":\"con_0000000000000000\"}"),
                400,
                "The connection with id con_0000000000000000 does not exist.");
        Desk.refused(
                api.post(EMAIL, "{\"user_id\":\"auth0|nameless\"}"), 400, "The user does not have an email address.");
        Desk.refused(
                api.post(PASSWORD, ANN.replace("}", ",\"client_id\":\"none\"}")), 400, "The client does not exist");
        Desk.refused(
                api.post(PASSWORD, ANN.replace("}", ",\"organization_id\":\"org_0000000000000000\"}")),
                400,
                "The organization does not exist");
        assertThat(texts("digest")).isEmpty();
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        Desk.refused(api.post(PASSWORD, "{}"), 400, "Payload validation error: 'Missing required property: user_id'.");
        Desk.refused(api.post(EMAIL, "{}"), 400, "Payload validation error: 'Missing required property: user_id'.");
        Desk.refused(
                api.post(PASSWORD, "{\"email\":\"ann@example.test\"}"),
                400,
                "Payload validation error: 'Missing required property: connection_id'.");
        Desk.refused(
                api.post(PASSWORD, "{\"connection_id\":\"" + connection + "\"}"),
                400,
                "Payload validation error: 'Missing required property: email'.");
        Desk.refused(
                api.post(PASSWORD, ANN.replace("}", ",\"connection_id\":\"" + connection + "\"}")),
                400,
                "user_id cannot be specified when using connection_id or email.");
        Desk.refused(
                api.post(
                        EMAIL,
                        ANN.replace(
                                "}",
                                ",\"result_url\":\"https://app.example.test\",\"client_id\":\"" + TestBailiwick.CLIENT
                                        + "\"}")),
                400,
                "result_url cannot be specified when using client_id or organization_id.");
        Desk.refused(
                api.post(PASSWORD, ANN.replace("}", ",\"ttl_sec\":-1}")),
                400,
                "Payload validation error: 'Value -1 is less than minimum 0' on property ttl_sec.");
        Desk.refused(
                api.post(PASSWORD, ANN.replace("}", ",\"result_url\":\"javascript:alert(1)\"}")),
                400,
                "Payload validation error: 'Object didn't pass validation for format url: javascript:alert(1)'"
                        + " on property result_url.");
        Desk.refused(
                api.post(PASSWORD, ANN.replace("}", ",\"new_password\":\"x\"}")),
                400,
                "Payload validation error: 'Additional properties not allowed: new_password'.");
        assertThat(texts("digest")).isEmpty();
    }

    private static String user(String id, String email, String connection, String more) {
        int bar = id.indexOf('|');
        return "{\"user_id\":\"" + id + "\"" + (email.isEmpty() ? "" : ",\"email\":\"" + email + "\"")
                + ",\"identities\":[{\"provider\":\"" + id.substring(0, bar) + "\",\"user_id\":\""
                + id.substring(bar + 1) + "\",\"connection\":\"" + connection + "\"}" + more + "]}";
    }

    private static String link(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer).get("ticket").asString();
    }

    private List<String> texts(String columns) {
        return database.read(tx ->
                tx.list("SELECT " + columns + " AS told FROM user_ticket", _ -> {}, (row, _) -> row.getString("told")));
    }
}
