package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class UserBlocksTest {

    private static final String ANN = "/user-blocks/auth0%7Cann";
    private static final String NO_USER = refusal(404, "Not Found", "The user does not exist.", "inexistent_user");
    private static final String NONE = "{\"blocked_for\":[]}";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    UserBlocksTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @BeforeEach
    void bringAnnIn() {
        api.post("/connections", "{\"name\":\"users\",\"strategy\":\"auth0\"}");
        api.post(
                "/connections",
                "{\"name\":\"open\",\"strategy\":\"auth0\",\"options\":{\"brute_force_protection\":false}}");
        server.bringIn("""
                {"user_id":"auth0|ann","email":"Ann@example.test","username":"annie","identities":[
                {"provider":"auth0","user_id":"ann","connection":"users"}]}""");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        block("ann@example.test", "users", "10.0.0.1", Instant.now());

        Golden.of("get_user-blocks").holds(api.get("/user-blocks?identifier=ann@example.test"));
        Golden.of("get_user-blocks_by_id").holds(api.get(ANN));
        Golden.of("delete_user-blocks").holds(api.delete("/user-blocks?identifier=ann@example.test"));
        Golden.of("delete_user-blocks_by_id").holds(api.delete(ANN));
    }

    @Test
    void tellsNothingWhereNobodyIsBlocked() {
        assertThat(api.get(ANN).body()).isEqualTo(NONE);
        assertThat(api.get("/user-blocks?identifier=ann@example.test").body()).isEqualTo(NONE);
        assertThat(api.get("/user-blocks?identifier=nobody").body()).isEqualTo(NONE);
        assertThat(api.delete("/user-blocks?identifier=nobody").statusCode()).isEqualTo(204);
    }

    /** By this answer the original's command line knows that it was given an address, and asks for that. */
    @Test
    void refusesWhatNoUsersIdCanBe() {
        var refused = refusal(
                400,
                "Bad Request",
                "Object didn't pass validation for format user-id: ann@example.test",
                "invalid_uri");

        assertThat(api.get("/user-blocks/ann@example.test").body()).isEqualTo(refused);
        assertThat(api.delete("/user-blocks/ann@example.test").body()).isEqualTo(refused);
    }

    @Test
    void findsAUsersBlocksByAllThatTheUserIsKnownByInItsConnection() {
        block("ann@example.test", "users", "10.0.0.1", Instant.now().minusSeconds(9));
        block("annie", "users", "", Instant.now());
        block("annie", "open", "10.0.0.2", Instant.now());

        assertThat(api.get(ANN).body())
                .isEqualTo("{\"blocked_for\":["
                        + "{\"identifier\":\"ann@example.test\",\"ip\":\"10.0.0.1\",\"connection\":\"users\"},"
                        + "{\"identifier\":\"annie\",\"connection\":\"users\"}]}");
        assertThat(json(api.get("/user-blocks?identifier=ANNIE")).get("blocked_for"))
                .hasSize(2);
    }

    @Test
    void takesAwayWhatIsMeantAndNoMore() {
        block("ann@example.test", "users", "10.0.0.1", Instant.now());
        block("annie", "users", "10.0.0.1", Instant.now());
        block("annie", "open", "10.0.0.2", Instant.now());

        assertThat(api.delete(ANN).statusCode()).isEqualTo(204);

        assertThat(api.get(ANN).body()).isEqualTo(NONE);
        assertThat(json(api.get("/user-blocks?identifier=annie")).get("blocked_for"))
                .hasSize(1);
        assertThat(api.delete("/user-blocks?identifier=Annie").statusCode()).isEqualTo(204);
        assertThat(api.get("/user-blocks?identifier=annie").body()).isEqualTo(NONE);
        assertThat(json(api.get("/logs?q=description:%22Unblock%20a%20user%22")))
                .hasSize(3);
    }

    @Test
    void leavesOutWhereTheProtectionIsOffWhenItIsAskedTo() {
        block("annie", "users", "10.0.0.1", Instant.now());
        block("annie", "open", "10.0.0.2", Instant.now());
        block("annie", "gone", "10.0.0.3", Instant.now());
        var path = "/user-blocks?identifier=annie&consider_brute_force_enablement=";

        assertThat(json(api.get(path + "false")).get("blocked_for")).hasSize(3);
        assertThat(json(api.get(path + "true"))
                        .get("blocked_for")
                        .get(0)
                        .get("connection")
                        .asString())
                .isEqualTo("users");
        assertThat(json(api.get(path + "true")).get("blocked_for")).hasSize(1);
        assertThat(json(api.get(ANN + "?consider_brute_force_enablement=true")).get("blocked_for"))
                .hasSize(1);
    }

    @Test
    void forgetsABlockAfterAMonth() {
        block(
                "annie",
                "users",
                "10.0.0.1",
                Instant.now().minus(Duration.ofDays(30)).minusSeconds(1));

        assertThat(api.get(ANN).body()).isEqualTo(NONE);
    }

    @Test
    void refusesWhoIsNotThereAndWhatIsNotAsked() {
        assertThat(api.get("/user-blocks/auth0%7Cnone").body()).isEqualTo(NO_USER);
        assertThat(api.delete("/user-blocks/auth0%7Cnone").body()).isEqualTo(NO_USER);
        for (var query : new String[] {"", "?identifier="}) {
            Desk.refused(
                    api.get("/user-blocks" + query),
                    400,
                    "Query validation error: 'Missing required property: identifier'.");
            assertThat(api.delete("/user-blocks" + query).statusCode()).isEqualTo(400);
        }
        assertThat(api.get(ANN + "?consider_brute_force_enablement=perhaps").statusCode())
                .isEqualTo(400);
    }

    /** As a login will, when somebody has tried too often. */
    private void block(String identifier, String connection, String address, Instant at) {
        database.change(tx -> tx.write(
                """
                INSERT INTO login_block (tenant_id, identifier, connection, address, blocked_at)
                SELECT id, :identifier, :connection, :address, :at FROM tenant WHERE is_default
                """,
                u -> u.bind("identifier", identifier)
                        .bind("connection", connection)
                        .bind("address", address)
                        .bind("at", at.toEpochMilli())));
    }
}
