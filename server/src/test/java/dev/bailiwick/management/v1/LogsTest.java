package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Eventually;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class LogsTest {

    private static final String BODY = "{\"email\":\"%s@example.test\",\"password\":\"Correct-Horse-9\","
            + "\"connection\":\"Username-Password-Authentication\"}";

    private final Database database;
    private final TestBailiwick server;
    private final ManagementV1 api;

    LogsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = ManagementV1.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsWhatWasDoneTheLatestFirst() {
        awaitTheTokensEntry();
        api.post("/api/users?access_token=" + api.token(), BODY.formatted("ann"));
        api.post("/api/users", BODY.formatted("bob"));

        var page = json(api.get("/api/logs?per_page=1&search=application:" + TestBailiwick.CLIENT));

        assertThat(page.propertyNames()).containsExactly("start", "length", "total", "limit", "logs");
        assertThat(page.get("start").asInt()).isZero();
        assertThat(page.get("length").asInt()).isEqualTo(1);
        assertThat(page.get("limit").asInt()).isEqualTo(1);
        assertThat(page.get("total").asInt()).isGreaterThanOrEqualTo(2);
        var entry = page.get("logs").get(0);
        assertThat(entry.propertyNames())
                .containsExactly(
                        "_id",
                        "date",
                        "connection",
                        "client_id",
                        "client_name",
                        "ip",
                        "user_id",
                        "user_name",
                        "description",
                        "user_agent",
                        "type",
                        "details");
        assertThat(entry.get("client_id").asString()).isEqualTo(TestBailiwick.CLIENT);
        assertThat(entry.get("client_name").asString()).isEqualTo("Bailiwick Bootstrap");
        assertThat(entry.get("type").asString()).isEqualTo("sapi");
        assertThat(entry.at("/details/after/email").asString()).isEqualTo("bob@example.test");
        assertThat(json(api.get("/api/logs/" + entry.get("_id").asString()))).isEqualTo(entry);
        assertThat(api.get("/api/logs?per_page=200").body()).doesNotContain(api.token(), "Correct-Horse-9");
        var second = json(api.get("/api/logs?page=1&per_page=1&search=application:" + TestBailiwick.CLIENT));
        assertThat(second.at("/logs/0/details/after/email").asString()).isEqualTo("ann@example.test");
        assertThat(second.get("start").asInt()).isEqualTo(1);
    }

    @Test
    void showsSomeMembersOrAllButSome() {
        api.post("/api/users", BODY.formatted("ann"));

        assertThat(json(api.get("/api/logs?fields=type,date&sort=date:1"))
                        .at("/logs/0")
                        .propertyNames())
                .containsExactly("date", "type");
        assertThat(json(api.get("/api/logs?fields=details,%20ip&exclude_fields=True"))
                        .at("/logs/0")
                        .propertyNames())
                .hasSize(10)
                .doesNotContain("details", "ip");
        assertThat(json(api.get("/api/logs?fields=type&exclude_fields=false"))
                        .at("/logs/0")
                        .propertyNames())
                .containsExactly("type");
        assertThat(json(api.get("/api/logs?exclude_fields=true")).at("/logs/0").propertyNames())
                .hasSize(12);
        assertThat(api.get("/api/logs?exclude_fields=details").body())
                .isEqualTo(refusal("invalid_request", "exclude_fields must be true or false"));
    }

    @Test
    void followsTheLogFromAnEntryOn() {
        api.post("/api/users", BODY.formatted("ann"));
        Eventually.until(() -> json(api.get("/api/logs?take=")).get("length").asInt() > 1);

        var page = json(api.get("/api/logs?take=1"));
        assertThat(page.toString()).startsWith("{\"start\":0,\"length\":1,\"total\":1,\"limit\":1,\"logs\":[{");
        assertThat(json(api.get("/api/logs?from=0&take=1"))).isEqualTo(page);
        var next = json(api.get("/api/logs?from=" + page.at("/logs/0/_id").asString()));
        assertThat(next.get("limit").asInt()).isEqualTo(200);
        assertThat(next.get("logs").valueStream().map(entry -> entry.get("_id")))
                .isNotEmpty()
                .doesNotContain(page.at("/logs/0/_id"));
        assertThat(api.get("/api/logs?from=x").body())
                .isEqualTo(refusal("invalid_request", "from must be the _id of an entry"));
    }

    /** As npm auth0 0.8.5 reads them out of {@code getLogs}, and follows them. */
    @Test
    void linksToTheNextPageWhichNeedsNoToken() {
        for (var name : List.of("ann", "bob", "carl")) {
            api.post("/api/users", BODY.formatted(name));
        }

        var first = api.get("/api/logs?per_page=2&search=Create%20a%20User&sort=date:1&fields=details,%20type");
        var link = next(first);
        assertThat(link).startsWith("/api/logs?page=1&per_page=2&search=").doesNotContain(",");
        var second = api.open(link);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(json(second).get("length").asInt()).isEqualTo(1);
        assertThat(json(second).at("/logs/0").propertyNames()).containsExactly("type", "details");
        assertThat(json(second).at("/logs/0/details/after/email").asString()).isEqualTo("carl@example.test");
        assertThat(second.headers().firstValue("Link")).isEmpty();
        assertThat(api.open(link.replace("page=1", "page=0")).statusCode()).isEqualTo(401);
        assertThat(api.open(link.replace("/logs?", "/users?")).statusCode()).isEqualTo(401);
        assertThat(api.get("/api/logs?page=4&per_page=200").headers().firstValue("Link"))
                .isEmpty();

        Eventually.until(() -> json(api.get("/api/logs?take=3")).get("length").asInt() == 3);
        var followed = api.get("/api/logs?take=1");
        var next = api.open(next(followed));
        assertThat(json(next).get("length").asInt()).isEqualTo(1);
        assertThat(json(next).at("/logs/0/_id").asString())
                .isGreaterThan(json(followed).at("/logs/0/_id").asString());
    }

    private static String next(HttpResponse<String> page) {
        var link = page.headers().firstValue("Link").orElseThrow();
        assertThat(link).matches("<https://auth\\.example\\.test/api/logs[^,>]*&bewit=[^,>]*>; rel=\"next\"");
        var url = link.substring(1, link.indexOf('>'));
        IssuedSecrets.noteIn(url);
        return url.replace("https://auth.example.test", "");
    }

    @Test
    void isSearchedByBeginningsAndByWholeTexts() {
        awaitTheTokensEntry();
        api.post("/api/users", BODY.formatted("ann"));
        int all = found("application:" + TestBailiwick.CLIENT);

        assertThat(all).isPositive();
        assertThat(found("application:Bailiwick")).isEqualTo(all);
        assertThat(found("application:%20%22Bailiwick%20Bootstrap%22")).isEqualTo(all);
        assertThat(found("application:%22Bailiwick%22")).isZero();
        assertThat(found("Bailiwick%20Boot")).isEqualTo(all);
        assertThat(found("application:Bailiwick%20application:%22bootstrap%22")).isEqualTo(all);
        assertThat(found("application:Bailiwick%20user:somebody")).isZero();
        assertThat(found("application:Bailiwick%20Create")).isEqualTo(1);
        assertThat(found("application:Bailiwick%20Delete")).isZero();
        assertThat(found("application:none%20Create")).isZero();
        assertThat(found("%20")).isGreaterThanOrEqualTo(all);
    }

    /** The one entry of the first client that is written when there is time for it. */
    private void awaitTheTokensEntry() {
        Eventually.until(() -> json(api.get("/api/logs?per_page=200"))
                .get("logs")
                .findValuesAsString("type")
                .contains("seccft"));
    }

    private int found(String search) {
        return json(api.get("/api/logs?search=" + search)).get("total").asInt();
    }

    @Test
    void tellsWhatOneUserDidByEitherId() {
        var ann = json(api.post("/api/users", BODY.formatted("ann")));
        var bob = json(api.post("/api/users", BODY.formatted("bob")));
        doneBy(ann.get("user_id").asString(), "first");
        doneBy(bob.get("user_id").asString(), "other");
        doneBy(ann.get("user_id").asString(), "second");

        var page = json(api.get("/api/users/" + path(ann, "user_id") + "/logs?page=0&per_page=1"));
        assertThat(page.get("total").asInt()).isEqualTo(2);
        assertThat(page.get("length").asInt()).isEqualTo(1);
        assertThat(page.at("/logs/0/user_id")).isEqualTo(ann.get("user_id"));
        assertThat(page.at("/logs/0/details/id").asString()).isEqualTo("second");
        var ofId = json(api.get("/api/users/" + path(ann, "_id") + "/logs?page=0&per_page=1"));
        assertThat(ofId).isEqualTo(page);
        assertThat(json(api.get("/api/logs?search=user:" + path(ann, "user_id")))
                        .get("total")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(api.get("/api/users/" + path(bob, "_id") + "/logs"))
                        .at("/logs/0/details/id")
                        .asString())
                .isEqualTo("other");
    }

    /** An entry of what users do themselves, who cannot log in yet. */
    private void doneBy(String user, String what) {
        var tenant = database.read(
                        tx -> tx.first("SELECT id FROM tenant", _ -> {}, (row, _) -> new TenantId(row.getString("id"))))
                .orElseThrow();
        database.change(tx -> new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()))
                .record(tx, tenant, new Origin(user, ""), "update", "user", what, "", "{}"));
    }

    private static String path(JsonNode user, String id) {
        return user.get(id).asString().replace("|", "%7C");
    }

    @Test
    void tellsNothingOfNobody() {
        var page = json(api.get("/api/users/auth0%7Cnobody/logs?page=0&per_page=2"));

        assertThat(page.get("total").asInt()).isZero();
        assertThat(page.get("logs")).isEmpty();
        assertThat(json(api.get("/api/logs?search=user:auth0%7Cnobody"))
                        .get("total")
                        .asInt())
                .isZero();
        assertThat(json(api.get("/api/logs?search=connection:none"))
                        .get("total")
                        .asInt())
                .isZero();
    }

    @Test
    void isNotSearchedByMoreThanTheDatabaseCanFollow() {
        assertThat(found("user:a%20".repeat(50))).isZero();
        assertThat(api.get("/api/logs?search=" + "user:a%20".repeat(1_600)).body())
                .isEqualTo(refusal("invalid_request", "search must not hold more than 50 words"));
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThat(api.get("/api/logs/0").body()).isEqualTo(refusal("not_found", "log not found"));
        assertThat(api.get("/api/logs?sort=type:1").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/logs?page=x").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/logs?page=999999999").body())
                .isEqualTo(refusal("invalid_request", "Only the first 1000 records can be paged through"));
    }
}
