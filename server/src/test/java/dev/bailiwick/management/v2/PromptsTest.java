package dev.bailiwick.management.v2;

import static dev.bailiwick.audit.AuditedChanges.IS_CHANGE;
import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /prompts}: what people are shown when they log in. */
@EachEngine
class PromptsTest {

    private static final String TEXT = "/prompts/login/custom-text/en";
    private static final String PARTIALS = "/prompts/login/partials";
    private static final String SCREEN = "/prompts/signup/screen/signup/rendering";
    private static final String RENDERING = """
            {"rendering_mode":"advanced","context_configuration":["branding.settings","client.metadata.a"],\
            "default_head_tags_disabled":false,\
            "head_tags":[{"tag":"script","content":"","attributes":{"src":"https://a.test/a.js","async":true}}],\
            "filters":{"match_type":"includes_any","clients":[{"id":"c","metadata":{"k":"v"}}]},"use_page_template":true}""";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    PromptsTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersSettingsAndTextsAsTheOriginal() {
        Golden.of("get_prompts").holds(api.get("/prompts"));
        Golden.of("patch_prompts").holds(api.patch("/prompts", "{\"webauthn_platform_first_factor\":true}"));
        assertThat(api.get(TEXT).body()).isEqualTo("{}");
        Golden.of("put_custom-text_by_language").holds(put(TEXT, "{\"login\":{\"title\":\"Welcome\"}}"));
        Golden.of("get_custom-text_by_language").holds(api.get(TEXT));
        assertThat(api.get(PARTIALS).body()).isEqualTo("{}");
        Golden.of("put_partials").holds(put(PARTIALS, "{\"login\":{\"form-content-start\":\"<b>\"}}"));
        Golden.of("get_partials").holds(api.get(PARTIALS));
    }

    @Test
    void keepsTheTextsOfEachPromptAndLanguageApart() {
        put(TEXT, "{\"login\":{\"title\":\"Welcome\",\"description\":\"d\"}}");
        put("/prompts/login/custom-text/pt-BR", "{\"login\":{\"title\":\"Olá\"}}");

        assertThat(put(TEXT, "{\"login\":{\"title\":\"Hello\"},\"other\":{}}").body())
                .isEqualTo("{\"login\":{\"title\":\"Hello\"}}");
        assertThat(api.get("/prompts/login/custom-text/pt-BR").body()).contains("Olá");
        assertThat(api.get("/prompts/signup/custom-text/en").body()).isEqualTo("{}");
        assertThat(put(TEXT, "{}").body()).isEqualTo("{}");
        assertThat(put(PARTIALS, "{\"login\":{}}").body()).isEqualTo("{}");
        assertThat(texts("SELECT name AS text FROM tenant_document")).containsExactly("login/pt-BR");
    }

    @Test
    void answersRenderingAsTheOriginal() {
        assertThat(api.get(SCREEN).body())
                .isEqualTo("{\"tenant\":\"default\",\"prompt\":\"signup\",\"screen\":\"signup\","
                        + "\"rendering_mode\":\"standard\",\"default_head_tags_disabled\":false,\"filters\":null,"
                        + "\"use_page_template\":false}");
        assertThat(api.get("/prompts/rendering?page=0&per_page=100&include_totals=true")
                        .body())
                .contains("\"configs\":[]", "\"start\":0", "\"limit\":100", "\"total\":0");
        Golden.of("patch_rendering").holds(api.patch(SCREEN, RENDERING));
        Golden.of("get_rendering").holds(api.get(SCREEN));
        Golden.of("get_all_rendering").holds(api.get("/prompts/rendering?include_totals=true"));

        assertThat(api.patch(SCREEN, "{\"rendering_mode\":\"standard\"}").body())
                .isEqualTo("{\"rendering_mode\":\"standard\"}");
        assertThat(json(api.get(SCREEN)).get("head_tags")).hasSize(1);
        assertThat(api.patch(SCREEN, "{\"head_tags\":null,\"filters\":null}").body())
                .isEqualTo("{}");
        assertThat(json(api.get(SCREEN)).has("head_tags")).isFalse();
        assertThat(api.get(SCREEN).body()).contains("\"filters\":null,\"use_page_template\":true");
        assertThat(api.get("/prompts/rendering").body())
                .isEqualTo("[{\"prompt\":\"signup\",\"screen\":\"signup\",\"rendering_mode\":\"standard\","
                        + "\"context_configuration\":[\"branding.settings\",\"client.metadata.a\"],"
                        + "\"default_head_tags_disabled\":false,\"filters\":null,\"use_page_template\":true}]");
    }

    @Test
    void changesManyScreensAtOnceAndListsThoseThatAreWanted() {
        Golden.of("patch_bulk_rendering")
                .holds(api.patch(
                        "/prompts/rendering",
                        "{\"configs\":["
                                + RENDERING.replace("{\"rend", "{\"prompt\":\"login\",\"screen\":\"login\",\"rend")
                                + "]}"));
        api.patch("/prompts/rendering", """
                {"configs":[{"prompt":"signup","screen":"signup","rendering_mode":"standard"},
                {"prompt":"login","screen":"login","rendering_mode":"advanced"}]}""");

        assertThat(json(api.get("/prompts/rendering"))).hasSize(2);
        assertThat(json(api.get("/prompts/rendering?prompt=signup&fields=screen")))
                .hasToString("[{\"screen\":\"signup\"}]");
        assertThat(json(api.get("/prompts/rendering?rendering_mode=advanced&fields=screen")))
                .hasToString("[{\"screen\":\"login\"}]");
        assertThat(json(api.get("/prompts/rendering?per_page=1&page=1&fields=screen")))
                .hasToString("[{\"screen\":\"signup\"}]");
        assertThat(json(api.get("/prompts/rendering?per_page=1&page=2"))).isEmpty();
    }

    @Test
    void readsOfScreensOnlyThoseThatItShows() {
        api.patch("/prompts/rendering", """
                {"configs":[{"prompt":"login","screen":"login","rendering_mode":"advanced"},
                {"prompt":"login","screen":"signup","rendering_mode":"advanced"},
                {"prompt":"signup","screen":"signup","rendering_mode":"advanced"}]}""");
        database.change(tx -> tx.write(
                "UPDATE tenant_document SET content = 'unreadable' WHERE name = :name",
                u -> u.bind("name", "signup/signup")));

        assertThat(json(api.get("/prompts/rendering?per_page=2&include_totals=true&fields=screen")))
                .hasToString("{\"total\":3,\"start\":0,\"limit\":2,"
                        + "\"configs\":[{\"screen\":\"login\"},{\"screen\":\"signup\"}]}");
        assertThat(json(api.get("/prompts/rendering?prompt=login&rendering_mode=advanced&fields=screen")))
                .hasToString("[{\"screen\":\"login\"},{\"screen\":\"signup\"}]");
        assertThat(json(api.get("/prompts/rendering?prompt=login&screen=signup&fields=screen")))
                .hasToString("[{\"screen\":\"signup\"}]");
    }

    @Test
    void takesBackWhatItHasAnsweredAndLogsNothing() {
        put(TEXT, "{\"login\":{\"title\":\"Welcome\"}}");
        put(PARTIALS, "{\"login\":{\"form-content-start\":\"<b>\"}}");
        api.patch(SCREEN, RENDERING);
        var before = audited();

        for (var path : List.of(TEXT, PARTIALS, "/prompts/signup/partials")) {
            put(path, api.get(path).body());
        }
        api.patch("/prompts", api.get("/prompts").body());
        api.patch(SCREEN, RENDERING);

        assertThat(before).hasSize(3);
        assertThat(audited()).isEqualTo(before);
    }

    @Test
    void boundsWhatOneScreenKeepsAndHowManyChangeAtOnce() {
        var tag = "{\"head_tags\":[{\"tag\":\"script\",\"content\":\"%s\"}]}";
        assertThat(api.patch(SCREEN, tag.formatted("x".repeat(16_000))).statusCode())
                .isEqualTo(200);
        assertThat(api.patch(SCREEN, tag.formatted("x".repeat(16_384))).body()).contains("maximum 16384");

        var many = IntStream.range(0, 101)
                .mapToObj(_ -> "{\"prompt\":\"login\",\"screen\":\"login\"}")
                .collect(Collectors.joining(",", "{\"configs\":[", "]}"));
        assertThat(api.patch("/prompts/rendering", many).body()).contains("Array is too long (101), maximum 100");
    }

    @Test
    void refusesWhatIsNoPromptLanguageScreenOrText() {
        assertThat(api.get("/prompts/none/custom-text/en").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Path validation error: 'Invalid value \"none\"' on property prompt.",
                        "invalid_uri"));
        assertThat(api.get("/prompts/login/custom-text/xx").body()).contains("on property language");
        assertThat(api.get("/prompts/consent/partials").statusCode()).isEqualTo(400);
        assertThat(api.get("/prompts/login/screen/none/rendering").statusCode()).isEqualTo(400);
        assertThat(put(TEXT, "{\"login\":{\"title\":1}}").body())
                .contains("'Expected type string but found type integer' on property login.title");
        assertThat(put(TEXT, "{\"login\":\"x\"}").statusCode()).isEqualTo(400);
        assertThat(put(TEXT, "{\"login\":{\"title\":\"" + "x".repeat(131_072) + "\"}}")
                        .body())
                .contains("Object is too long");
        assertThat(api.patch("/prompts", "{}").statusCode()).isEqualTo(400);
        for (var body : List.of(
                "{\"rendering_mode\":\"x\"}",
                "{\"context_configuration\":[\"x\"]}",
                "{\"context_configuration\":[\"client.metadata.a.b\"]}",
                "{\"filters\":{\"match_type\":\"x\"}}",
                "{\"filters\":{\"clients\":[{}]}}",
                "{\"filters\":{\"clients\":[{\"metadata\":{\"a\":\"1\",\"b\":\"2\"}}]}}",
                "{\"x\":1}")) {
            assertThat(api.patch(SCREEN, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(api.patch("/prompts/rendering", "{\"configs\":[]}").statusCode())
                .isEqualTo(400);
        assertThat(audited()).isEmpty();
    }

    @Test
    void refusesToChangeAScreenTwiceAtOnce() {
        assertThat(api.patch("/prompts/rendering", """
                        {"configs":[{"prompt":"login","screen":"login","rendering_mode":"standard"},
                        {"prompt":"signup","screen":"login"},
                        {"prompt":"login","screen":"login","rendering_mode":"advanced"}]}""").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Array items are not unique (indexes 0 and 2)' on property configs.",
                        "invalid_body"));
        assertThat(audited()).isEmpty();
    }

    private HttpResponse<String> put(String path, String body) {
        return api.send("PUT", path, body);
    }

    private List<String> audited() {
        return texts("SELECT action || kind || before || after AS text FROM audit_log"
                + " WHERE method IN ('PUT', 'PATCH') AND " + IS_CHANGE);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
