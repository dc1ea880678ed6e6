package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.JobDesk.file;
import static dev.bailiwick.management.v2.JobDesk.part;
import static dev.bailiwick.management.v2.Management.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of the single users of an import job. */
@EachEngine
class ImportRowsTest {

    /** The members of an export that an import takes again, as docs/compatibility.md has them. */
    private static final String MEMBERS = List.of(
                    "user_id",
                    "email",
                    "email_verified",
                    "username",
                    "phone_number",
                    "phone_verified",
                    "name",
                    "given_name",
                    "family_name",
                    "nickname",
                    "picture",
                    "blocked",
                    "user_metadata",
                    "app_metadata")
            .stream()
            .map(name -> "{\"name\":\"" + name + "\"}")
            .collect(Collectors.joining(",", "[", "]"));

    private final Database database;
    private final TestBailiwick server;
    private final Management api;
    private final JobDesk jobs;

    ImportRowsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        jobs = JobDesk.of(server);
        api = jobs.api();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void bringsBackInWhatAnExportHasWritten() {
        int users = 130;
        jobs.end(jobs.importing(IntStream.range(0, users)
                .mapToObj(
                        n ->
                                "{\"email\":\"u%1$d@example.test\",\"user_id\":\"u%1$d\",\"email_verified\":true,\"blocked\":%2$s,"
                                                .formatted(n, n % 2 == 0)
                                        + "\"given_name\":\"Ü\",\"app_metadata\":{\"ratio\":1.50,\"deep\":{\"a\":[1,null]}},\"user_metadata\":{}}")
                .collect(Collectors.joining(",", "[", "]"))));
        var written = exported("\"fields\":" + MEMBERS);
        assertThat(written.lines()).hasSize(users);
        assertThat(api.delete("/connections/" + jobs.connection() + "/users?email=u0@example.test")
                        .statusCode())
                .isEqualTo(204);
        for (int n = 1; n < users; n++) {
            api.delete("/users/auth0%7Cu" + n);
        }
        assertThat(exported("\"fields\":" + MEMBERS)).isEmpty();

        assertThat(summary(written)).isEqualTo("{\"failed\":0,\"updated\":0,\"inserted\":130,\"total\":130}");

        assertThat(exported("\"fields\":" + MEMBERS)).isEqualTo(written);
    }

    @Test
    void tellsOfEachLineThatIsNoUser() {
        var usual = jobs.end(jobs.importing("""
                {"email":"a@example.test"}

                {"email":}
                []
                {"email":"b@example.test","created_at":"2024-01-01T00:00:00.000Z"}
                {"email":"c@example.test"}"""));

        assertThat(usual.get("summary").toString())
                .isEqualTo("{\"failed\":3,\"updated\":0,\"inserted\":2,\"total\":5}");
        assertThat(codes(usual)).containsExactly("INVALID_TYPE", "INVALID_TYPE", "OBJECT_ADDITIONAL_PROPERTIES");
    }

    @Test
    void tellsIdsApartByTheirCaseAndKnowsThemWithTheirProvider() {
        var job = jobs.end(
                jobs.importing(
                        "[{\"email\":\"a@example.test\",\"user_id\":\"Ab\"},"
                                + "{\"email\":\"b@example.test\",\"user_id\":\"aB\"},{\"email\":\"c@example.test\",\"user_id\":\"auth0|aB\"}]"));

        assertThat(job.at("/summary/inserted").asInt()).isEqualTo(2);
        assertThat(codes(job)).containsExactly("DUPLICATED_USER");
        assertThat(json(api.get("/users/auth0%7CAb")).get("email").asString()).isEqualTo("a@example.test");
        assertThat(json(api.get("/users/auth0%7CaB")).get("email").asString()).isEqualTo("b@example.test");
    }

    @Test
    void leavesOutOneThatNestsTooDeepAndNoOther() {
        var deep =
                "{\"email\":\"deep@example.test\",\"app_metadata\":{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}}";
        var whole = "[{\"email\":\"a@example.test\"}," + deep + ",{\"email\":\"c@example.test\"}]";

        assertThat(summary(whole)).isEqualTo("{\"failed\":1,\"updated\":0,\"inserted\":2,\"total\":3}");
    }

    @Test
    void asksForWhatUsersOfTheConnectionAreKnownBy() {
        var usual = jobs.end(jobs.importing("[{\"email\":\"a@example.test\",\"username\":\"a\"},{\"user_id\":\"b\"}]"));
        assertThat(messages(usual))
                .containsExactly(
                        "Cannot set username for connection without requires_username",
                        "Missing required property: email");

        var named = connection("named", "{\"requires_username\":true}");
        var ofNamed = jobs.end(into(
                named,
                "[{\"email\":\"a@example.test\"},{\"email\":\"b@example.test\",\"username\":\"bob\"},"
                        + "{\"email\":\"c@example.test\",\"username\":\"c d\"},"
                        + "{\"email\":\"d@example.test\",\"username\":\"b@example.test\"},"
                        + "{\"email\":\"e@example.test\",\"username\":\"sixteen-letters-\"}]"));
        assertThat(messages(ofNamed))
                .containsExactly(
                        "Missing required property: username",
                        UserChangesTest.notTaken(1, 15),
                        "The username cannot be an email.",
                        UserChangesTest.notTaken(1, 15));

        var free = connection(
                "free", "{\"attributes\":{\"username\":{\"profile_required\":true},\"email\":{},\"phone_number\":{}}}");
        var ofFree = jobs.end(into(
                free,
                "[{\"username\":\"ann\"},{\"username\":\"bob\",\"phone_number\":\"+15550100\"},"
                        + "{\"username\":\"ANN\",\"email\":\"x@example.test\"},{\"email\":\"y@example.test\"}]"));
        assertThat(codes(ofFree)).containsExactly("DUPLICATED_USER", "OBJECT_REQUIRED");
        assertThat(ofFree.at("/summary/inserted").asInt()).isEqualTo(2);
        assertThat(codes(jobs.end(into(free, "[{\"username\":\"ann\"}]")))).containsExactly("DUPLICATED_USER");
        assertThat(codes(jobs.end(into(free, "[{\"user_id\":\"new\",\"username\":\"ann\"}]", part("upsert", "true")))))
                .containsExactly("CONFLICT_USERNAME");
    }

    @Test
    void knowsByUpsertWhoeverHasNoAddressByTheNameOrTheNumber() {
        var loose = connection("loose", "{\"attributes\":{\"username\":{},\"email\":{},\"phone_number\":{}}}");
        jobs.end(into(
                loose,
                "[{\"username\":\"ann\",\"email\":\"a@example.test\"},{\"phone_number\":\"+15550100\"},"
                        + "{\"username\":\"bob\",\"user_id\":\"bob\"}]"));

        var changed = jobs.end(into(
                loose,
                "[{\"username\":\"Ann\",\"name\":\"Anna\"},{\"phone_number\":\"+15550100\",\"name\":\"Pat\"},"
                        + "{\"username\":\"cid\",\"name\":\"Cid\"}]",
                part("upsert", "true")));

        assertThat(changed.get("summary").toString())
                .isEqualTo("{\"failed\":0,\"updated\":2,\"inserted\":1,\"total\":3}");
        assertThat(names()).containsExactly("Anna", "Pat", "bob", "Cid");

        jobs.end(into(
                loose,
                "[{\"user_id\":\"bob\",\"username\":\"ann\",\"name\":\"Bert\"},"
                        + "{\"email\":\"a@example.test\",\"username\":\"bob\",\"name\":\"Annie\"}]",
                part("upsert", "true")));
        assertThat(names()).as("addresses first, then ids").containsExactly("Annie", "Pat", "Bert", "Cid");
    }

    private List<String> names() {
        return json(api.get("/users?fields=name")).values().stream()
                .map(user -> user.get("name").asString())
                .toList();
    }

    @Test
    void givesThemWhatOtherNewUsersHave() {
        jobs.end(jobs.importing(
                "[{\"email\":\"Ann@Example.test\",\"user_id\":\"ann\",\"user_metadata\":{\"a\":null}}]"));
        var made = json(api.post(
                "/users",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"bob@example.test\",\"user_metadata\":{},"
                        + "\"password\":\"correct-Horse-7\"}"));

        var ann = json(api.get("/users/auth0%7Cann"));

        assertThat(ann.get("picture").asString()).startsWith("https://s.gravatar.com/avatar/");
        assertThat(ann.get("user_metadata").toString()).isEqualTo("{}");
        assertThat(ann.propertyNames()).containsExactlyInAnyOrderElementsOf(made.propertyNames());
    }

    @Test
    void changesMetadataAsTheApiDoesAndTellsWhen() {
        jobs.end(jobs.importing("[{\"email\":\"ann@example.test\",\"user_id\":\"ann\",\"user_metadata\":{\"x\":1},"
                + "\"app_metadata\":{\"a\":1,\"b\":{\"c\":1}}}]"));
        var before = json(api.get("/users/auth0%7Cann"));

        upsert("{\"email\":\"ann@example.test\",\"app_metadata\":{\"b\":{\"c\":1}}}");
        assertThat(json(api.get("/users/auth0%7Cann"))).isEqualTo(before);

        upsert("{\"email\":\"ann@example.test\",\"user_metadata\":{},\"app_metadata\":{\"a\":null,\"d\":2}}");
        var after = json(api.get("/users/auth0%7Cann"));
        assertThat(after.get("user_metadata").toString()).isEqualTo("{}");
        assertThat(after.get("app_metadata").toString()).isEqualTo("{\"b\":{\"c\":1},\"d\":2}");
        assertThat(after.get("updated_at").asString())
                .isGreaterThan(before.get("updated_at").asString());
    }

    @Test
    void keepsWhatUsersProveThemselvesBy() {
        var factors =
                "\"mfa_factors\":[{\"totp\":{\"secret\":\"JBSWY3DPEHPK3PXP\"}},{\"phone\":{\"value\":\"+15550100\"}},"
                        + "{\"phone\":{\"value\":\"+15550100\"}},{\"email\":{\"value\":\"other@example.test\"}}]";
        var ann = "{\"email\":\"ann@example.test\",\"user_id\":\"ann\"," + factors + "}";

        var job = jobs.end(jobs.importing(
                "[" + ann + ",{\"email\":\"b@example.test\",\"mfa_factors\":[{}]},{\"email\":\"c@example.test\"}]"));
        assertThat(codes(job)).containsExactly("MFA_FACTORS_FAILED");
        assertThat(methods()).isEqualTo(Map.of("totp", "", "phone", "+15550100", "email", "other@example.test"));
        assertThat(secrets()).hasSize(1).noneMatch(kept -> kept.contains("JBSWY3DPEHPK3PXP"));

        upsert(ann.replace("+15550100", "+15550199"));
        assertThat(methods()).as("those of types that are there").hasSize(3).containsEntry("phone", "+15550100");
        assertThat(api.get("/logs").body()).doesNotContain("JBSWY3DPEHPK3PXP");
    }

    private Map<String, String> methods() {
        var found = json(api.get("/users/auth0%7Cann/authentication-methods"));
        var methods = new TreeMap<String, String>();
        found.values().forEach(method -> {
            var target =
                    method.path("phone_number").asString(method.path("email").asString(""));
            assertThat(methods.put(method.get("type").asString(), target)).isNull();
        });
        return methods;
    }

    private List<String> secrets() {
        return database.read(tx -> tx.list(
                "SELECT secret FROM authentication_method WHERE secret <> ''", _ -> {}, (row, _) -> row.getString(1)));
    }

    private void upsert(String user) {
        var job = jobs.end(jobs.importing("[" + user + "]", part("upsert", "true")));
        assertThat(job.at("/summary/updated").asInt()).isEqualTo(1);
    }

    private java.net.http.HttpResponse<String> into(String connection, String users, String... more) {
        return jobs.form(file(users), part("connection_id", connection), String.join("", more));
    }

    private String connection(String name, String options) {
        var made = api.post(
                "/connections",
                "{\"name\":\"" + name + "\",\"strategy\":\"auth0\",\"options\":" + options + ",\"enabled_clients\":[\""
                        + TestBailiwick.CLIENT + "\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).get("id").asString();
    }

    private String summary(String users) {
        return jobs.end(jobs.importing(users)).get("summary").toString();
    }

    private List<String> codes(JsonNode job) {
        return first(job, "code");
    }

    private List<String> messages(JsonNode job) {
        return first(job, "message");
    }

    private List<String> first(JsonNode job, String member) {
        return json(jobs.errors(job)).values().stream()
                .map(each -> each.at("/errors/0/" + member).asString())
                .toList();
    }

    private String exported(String settings) {
        var job = jobs.end(api.post("/jobs/users-exports", "{\"format\":\"json\"," + settings + "}"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(
                jobs.download(job.get("location").asString()).body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
