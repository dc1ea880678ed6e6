package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Eventually;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class LogsTest {

    private final TestBailiwick server;
    private final Management api;

    LogsTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsOfAChangeInTheOriginalsWords() {
        api.post("/roles", "{\"name\":\"Keeper\"}");

        var found = json(api.get("/logs?q=type:sapi+AND+client_id:bootstrap")).get(0);

        assertThat(found.get("description").asString()).isEqualTo("Create a role");
        assertThat(found.get("client_name").asString()).isEqualTo("Bailiwick Bootstrap");
        assertThat(found.get("ip").asString()).isEqualTo("127.0.0.1");
        assertThat(found.at("/details/request/method").asString()).isEqualTo("post");
        assertThat(found.at("/details/request/path").asString()).isEqualTo("/api/v2/roles");
        assertThat(found.at("/details/response/body/name").asString()).isEqualTo("Keeper");
        Golden.of("get_logs").holds(api.get("/logs?include_totals=true&q=type:sapi"));
        Golden.of("get_logs_by_id").holds(api.get("/logs/" + found.get("log_id").asString()));
        assertThat(api.get("/logs/123").body()).isEqualTo(refusal(404, "Not Found", "The log does not exist.", ""));
    }

    @Test
    void tellsOfTokensThatWereIssuedAndRefused() {
        refusedToken("client_id=nobody&client_secret=wrong");

        var refused = eventually("/logs?q=type:feccft", found -> !found.isEmpty());
        var issued = eventually("/logs?q=type:seccft", found -> !found.isEmpty());

        assertThat(refused.get(0).get("description").asString()).isEqualTo("Unauthorized");
        assertThat(refused.get(0).get("client_id").asString()).isEqualTo("nobody");
        assertThat(refused.get(0).get("hostname").asString()).isEqualTo("auth.example.test");
        assertThat(json(api.get("/logs?q=hostname:auth.example.test+AND+type:feccft")))
                .isEqualTo(refused);
        assertThat(json(api.get("/logs?q=type:seccft+AND+NOT+hostname:auth.example.*")))
                .isEmpty();
        assertThat(json(api.get("/logs?q=hostname:auth.example.test+AND+type:sapi")))
                .as("changes do not tell one")
                .isEmpty();
        assertThat(issued.get(0).get("audience").asString()).isEqualTo("https://auth.example.test/api/v2/");
        assertThat(issued.toString()).doesNotContain(TestBailiwick.SECRET);
    }

    @Test
    void tellsOfAssertionsThatProveNoClient() {
        refusedToken("client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion="
                + base64("{\"alg\":\"RS256\",\"kid\":\"k\"}") + "."
                + base64(
                        "{\"iss\":\"nobody\",\"sub\":\"nobody\",\"aud\":\"https://auth.example.test/\",\"exp\":4102444800}")
                + ".AAAA");

        var refused = eventually("/logs?q=type:feccft", found -> !found.isEmpty());

        assertThat(refused.get(0).get("description").asString()).isEqualTo("Failed client authentication");
        assertThat(refused.get(0).get("client_id").asString()).isEqualTo("nobody");
    }

    @Test
    void tellsOfChangesThatWereRefusedAndNothingOfWhatWasSent() {
        api.post("/roles", "{\"name\":\"Keeper\"}");
        api.post("/roles", "{\"name\":\"Keeper\"}");
        api.post("/connections", "{\"name\":\"s3cret!\",\"strategy\":\"auth0\"}");
        api.get("/roles/rol_0123456789abcdef");

        var refused = eventually("/logs?q=type:fapi", found -> found.size() > 1);

        assertThat(refused).hasSize(2);
        assertThat(refused.toString()).doesNotContain("s3cret");
        var twin = refused.get(1);
        assertThat(twin.get("description").asString()).isEqualTo("The role already exists.");
        assertThat(twin.get("client_id").asString()).isEqualTo("bootstrap");
        assertThat(twin.at("/details/request/method").asString()).isEqualTo("post");
        assertThat(twin.at("/details/request/path").asString()).isEqualTo("/api/v2/roles");
        assertThat(twin.at("/details/response/statusCode").asInt()).isEqualTo(409);
        assertThat(twin.at("/details/response/body/message").asString()).isEqualTo("The role already exists.");
    }

    @Test
    void isFollowedFromAnEntryOn() {
        api.post("/roles", "{\"name\":\"a\"}");
        var first = json(api.get("/logs?q=type:sapi&sort=date:-1&per_page=1"))
                .get(0)
                .get("log_id")
                .asString();
        api.post("/roles", "{\"name\":\"b\"}");

        var later = eventually(
                "/logs?from=" + first + "&take=10", found -> found.toString().contains("\"name\":\"b\""));

        assertThat(later.toString()).doesNotContain("\"log_id\":\"" + first + "\"");
        var ignoring = json(
                api.get(
                        "/logs?from=" + first
                                + "&take=1&q=type:none&sort=x&page=-1&per_page=0&fields=type&include_fields=x&include_totals=x&search=x"));
        assertThat(ignoring).hasSize(1);
        assertThat(ignoring.get(0)).isEqualTo(later.get(0));
        assertThat(api.get("/logs?from=x").statusCode()).isEqualTo(400);
        assertThat(api.get("/logs?from=1&take=101").statusCode()).isEqualTo(400);
    }

    @Test
    void isSortedPagedAndCutToFields() {
        api.post("/roles", "{\"name\":\"a\"}");
        api.post("/roles", "{\"name\":\"b\"}");

        var oldest = json(api.get("/logs?q=type:sapi&sort=date:1&fields=log_id"));
        var newest = json(api.get("/logs?q=type:sapi&sort=date:-1&fields=log_id"));

        assertThat(oldest.get(0)).isEqualTo(newest.get(newest.size() - 1));
        assertThat(oldest.get(0).size()).isEqualTo(1);
        assertThat(json(api.get("/logs?q=type:sapi&per_page=1&page=1&fields=log_id"))
                        .get(0))
                .isEqualTo(newest.get(1));
    }

    @Test
    void refusesWhatItCannotAnswer() {
        for (var query : new String[] {
            "q=type:(",
            "q=sapi",
            "q=after:x",
            "q=type:s*i",
            "sort=type:1",
            "sort=date",
            "search=x",
            "per_page=101",
            "page=-1",
            "from=a&from=b",
            "unknown=1",
            "per_page=100&page=10"
        }) {
            assertThat(api.get("/logs?" + query).statusCode()).as(query).isEqualTo(400);
        }
        assertThat(api.get("/logs?q=after:x").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "The search query string has an error: unknown field \"after\"",
                        "invalid_query_string"));
        assertThat(api.get("/logs?per_page=100&page=10").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Requesting page 10 exceeds the allowed maximum of 1000 records: please consider searching by checkpoint"
                                + " https://auth0.com/docs/logs/retrieve-log-events-using-mgmt-api#retrieve-logs-by-checkpoint",
                        "invalid_paging"));
    }

    @Test
    void takesNoOrderForTheUsualOne() {
        var unsorted = json(api.get("/logs?q=type:sapi&sort=&fields=log_id"));

        assertThat(unsorted).isNotEmpty().isEqualTo(json(api.get("/logs?q=type:sapi&sort=date:-1&fields=log_id")));
    }

    @Test
    void tellsInEveryAnswerHowOftenItMayBeAsked() {
        var answer = api.get("/logs?q=(");

        assertThat(answer.headers().firstValue("x-ratelimit-limit")).isPresent();
        assertThat(answer.headers().firstValue("x-ratelimit-remaining")).isPresent();
        assertThat(Long.parseLong(
                        answer.headers().firstValue("x-ratelimit-reset").orElseThrow()))
                .isPositive();
    }

    private void refusedToken(String credentials) {
        var form = "grant_type=client_credentials&audience=urn:x&" + credentials;
        server.send(HttpRequest.newBuilder(URI.create(server.url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode eventually(String path, Predicate<JsonNode> awaited) {
        return Eventually.first(() -> json(api.get(path)), awaited);
    }
}
