package dev.bailiwick.extension;

import static dev.bailiwick.app.TestBailiwick.EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Eventually;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.web.RawClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key in the header {@code x-api-key} and what it opens (reference, sections 0.1 and 6). */
@EachEngine
class ApiKeyTest {

    private static final String POLICY = "/users/auth0%7Cann/policy/app1";
    private static final String QUESTION = "{\"connectionName\":\"ad\"}";
    private static final String DECISION = """
            {"groups":["Staff","Sales"],"roles":["Reader"],"permissions":["read"]}""";
    private static final String REFUSAL = """
            {"statusCode":401,"error":"Unauthorized","message":"Invalid API Key"}""";

    private final Database database;
    private SmallWorld world;
    private String key;

    ApiKeyTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        world = new SmallWorld(database, directory);
        key = world.server().apiKey();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void opensThePolicyRoute() {
        var answer = ask(Map.of("x-api-key", key));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(DECISION);
        assertThat(ask(Map.of("X-API-Key", key)).statusCode()).isEqualTo(200);
    }

    @Test
    void isSixtyFourHexadecimalDigitsToldOnce() {
        var answer = world.send("PATCH", "/configuration/rotate-apikey", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"hash\":\"[0-9a-f]{64}\"}");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void refusesWhoeverHasNeitherTokenNorKey() {
        for (var wrong : List.of(
                "", " ", "x", key.substring(1), key + "0", key.toUpperCase(Locale.ROOT), new Secret(key).digest())) {
            var answer = ask(wrong.isEmpty() ? Map.of() : Map.of("x-api-key", wrong));

            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(REFUSAL);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void refusesTwoKeysAtOnce() throws Exception {
        var reply = RawClient.ask(
                world.server().port(),
                "POST " + EXTENSION + POLICY + " HTTP/1.1\r\nHost: auth.example.test\r\nx-api-key: " + key
                        + "\r\nx-api-key: " + key + "\r\nContent-Length: " + QUESTION.length() + "\r\n\r\n" + QUESTION);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo(REFUSAL);
    }

    @Test
    void isNotLookedAtBesideAnAuthorizationHeader() {
        assertRefused(Map.of("x-api-key", key, "Authorization", "Bearer garbage"), 401, "Invalid token format");
        assertRefused(Map.of("x-api-key", key, "Authorization", "Basic Yjpz"), 401, "Missing authentication");
        assertRefused(
                Map.of(
                        "x-api-key",
                        key,
                        "Authorization",
                        "Bearer " + world.server().extensionToken("read:groups")),
                403,
                "Insufficient scope");
        assertThat(ask(Map.of("x-api-key", "wrong", "Authorization", "Bearer " + world.token()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void goesOnForTheOverlapAndThenEndsAtOnce() {
        var next = world.server().apiKey();
        assertThat(status(key)).isEqualTo(200);
        assertThat(status(next)).isEqualTo(200);

        change("UPDATE api_key SET accepted_until = 1 WHERE accepted_until IS NOT NULL");

        assertThat(status(key)).isEqualTo(401);
        assertThat(status(next)).isEqualTo(200);
    }

    @Test
    void overlapsByADay() {
        world.server().apiKey();

        assertThat(texts("""
                SELECT CAST(o.accepted_until - n.created_at AS TEXT) AS text FROM api_key o, api_key n
                WHERE o.accepted_until IS NOT NULL AND n.accepted_until IS NULL
                """)).containsExactly("86400000");
    }

    @Test
    void refusesTheEleventhKeyBeforeItEndsOneThatWasToGoOn() {
        for (int i = 0; i < 9; i++) {
            world.server().apiKey();
        }

        var refused = world.send("PATCH", "/configuration/rotate-apikey", "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).isEqualTo("""
                {"statusCode":409,"error":"Conflict","message":"10 API keys are accepted already. Another one can be made when \
                the first of them has ended, or one is revoked."}""");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(86_000L, 86_401L);
        assertThat(status(key)).isEqualTo(200);
        assertThat(texts("SELECT id AS text FROM audit_log WHERE kind = 'api key'"))
                .hasSize(10);

        change("UPDATE api_key SET accepted_until = 1 WHERE seq = (SELECT MIN(seq) FROM api_key)");

        assertThat(world.send("PATCH", "/configuration/rotate-apikey", "").statusCode())
                .isEqualTo(200);
        assertThat(status(key)).isEqualTo(401);
    }

    @Test
    void isStoredAsADigestAndNeverShown() {
        assertThat(texts("SELECT digest AS text FROM api_key")).containsExactly(new Secret(key).digest());
        assertThat(world.export()).isEqualTo(SmallWorld.DOCUMENT);
    }

    @Test
    void leavesAnAuditEntryWithoutTheKey() {
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'api key'"))
                .containsExactly("rotate");
        assertThat(texts("SELECT object_id AS text FROM audit_log WHERE kind = 'api key'"))
                .isEqualTo(texts("SELECT id AS text FROM api_key"));
    }

    @Test
    void notesItsUseAtMostOnceAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(status(key)).isEqualTo(200);
        }
        Eventually.until(() -> !texts("SELECT id AS text FROM api_key WHERE last_used_at IS NOT NULL")
                .isEmpty());
        change("UPDATE api_key SET last_used_at = 7");

        assertThat(status(key)).isEqualTo(200);
        var next = world.server().apiKey();
        assertThat(status(next)).isEqualTo(200);
        Eventually.until(() ->
                !texts("SELECT id AS text FROM api_key WHERE last_used_at > 7").isEmpty());
        assertThat(texts("SELECT CAST(last_used_at AS TEXT) AS text FROM api_key ORDER BY last_used_at"))
                .as("the second key's use was noted after the first one's would have been")
                .hasSize(2)
                .first()
                .isEqualTo("7");
    }

    @Test
    void refusesABodyThatCannotBeRead() {
        var answer = world.send("PATCH", "/configuration/rotate-apikey", "{");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(texts("SELECT id AS text FROM api_key")).hasSize(1);
    }

    private void assertRefused(Map<String, String> headers, int status, String message) {
        var answer = ask(headers);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(TestBailiwick.json(answer).get("message").asString()).isEqualTo(message);
    }

    private int status(String apiKey) {
        return ask(Map.of("x-api-key", apiKey)).statusCode();
    }

    private HttpResponse<String> ask(Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(world.server().url() + EXTENSION + POLICY))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(QUESTION));
        headers.forEach(request::header);
        return world.server().send(request.build());
    }

    private void change(String sql) {
        database.change(tx -> tx.write(sql, _ -> {}));
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
