package dev.bailiwick.management.v2;

import static dev.bailiwick.audit.AuditedChanges.IS_CHANGE;
import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code /branding}: how pages look, and what messages to phones say. */
@EachEngine
class BrandingTest {

    private static final String PROVIDERS = "/branding/phone/providers";
    private static final String TEMPLATES = "/branding/phone/templates";
    private static final String PAGE = "/branding/templates/universal-login";
    private static final String FRAME = "<html>{%- auth0:head -%}{%- auth0:widget -%}</html>";
    private static final String BRANDING = """
            {"colors":{"primary":"#ea5323","page_background":{"type":"linear-gradient","start":"#000000","end":"#ffffff",\
            "angle_deg":35}},"favicon_url":"https://a.test/f.ico","logo_url":"https://a.test/l.png",\
            "font":{"url":"https://a.test/f.otf"}}""";
    private static final String TWILIO = """
            {"name":"twilio","disabled":false,"configuration":{"sid":"sid","default_from":"1234567890",\
            "delivery_methods":["text"]},"credentials":{"auth_token":"s3cret"}}""";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    BrandingTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersSettingsAsTheOriginal() {
        assertThat(api.get("/branding").body()).isEqualTo("{}");
        Golden.of("patch_branding").holds(api.patch("/branding", BRANDING));
        Golden.of("get_branding").holds(api.get("/branding"));
        var before = audited();
        api.patch("/branding", api.get("/branding").body());
        assertThat(audited()).isEqualTo(before).hasSize(1);

        api.patch("/branding", "{\"colors\":{\"primary\":\"#fff\"},\"font\":null,\"logo_url\":null}");
        assertThat(api.get("/branding").body())
                .isEqualTo("{\"colors\":{\"primary\":\"#fff\"},\"favicon_url\":\"https://a.test/f.ico\"}");
    }

    @Test
    void tellsInTheLogOfWhatIsNestedAsDeepAsItMay() {
        var deep = "{\"a\":".repeat(61) + "1" + "}".repeat(61);

        assertThat(api.patch("/branding", "{\"colors\":{\"page_background\":" + deep + "}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/logs").body()).contains(deep);
    }

    @Test
    @DisplayName("MG-10: addresses of images and fonts are such as a browser only loads")
    void refusesWhatBrandingCannotBe() {
        for (var body : List.of(
                "{}",
                "{\"x\":1}",
                "{\"colors\":{}}",
                "{\"colors\":{\"primary\":\"red\"}}",
                "{\"colors\":{\"page_background\":7}}",
                "{\"logo_url\":\"http://a.test/l.png\"}",
                "{\"logo_url\":\"javascript:alert(1)\"}",
                "{\"favicon_url\":\"data:image/svg+xml,x\"}",
                "{\"font\":{\"url\":\"//a.test/f.otf\"}}")) {
            assertThat(api.patch("/branding", body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(audited()).isEmpty();
    }

    @Test
    void answersThemesAsTheOriginalAndKeepsOne() throws IOException {
        var none = refusal(
                404,
                "Not Found",
                "There was an error retrieving branding settings: invalid theme ID",
                "theme_not_found");
        assertThat(api.get("/branding/themes/default").body()).isEqualTo(none);

        var created = api.post("/branding/themes", theme());
        var path = "/branding/themes/" + json(created).get("themeId").asString();
        Golden.of("post_branding_theme").holds(created);
        Golden.of("get_default_branding_theme").holds(api.get("/branding/themes/default"));
        Golden.of("get_branding_theme").holds(api.get(path));
        Golden.of("patch_branding_theme").holds(api.patch(path, theme()));
        assertThat(audited()).as("the same theme again is no change").hasSize(1);
        assertThat(api.post("/branding/themes", theme()).body())
                .isEqualTo(refusal(
                        409,
                        "Conflict",
                        "There was an error creating branding settings: theme already exists",
                        "theme_already_exists"));

        var named = api.patch(path, theme().replaceFirst("\\{", "{\"displayName\":\"Mine\","));
        assertThat(json(named).get("displayName").asString()).isEqualTo("Mine");
        assertThat(json(api.patch(path, theme())).get("displayName").asString()).isEqualTo("Mine");
        assertThat(api.patch(path, "{\"displayName\":\"x\"}").body()).contains("Missing required property: borders");
        assertThat(api.patch(path, theme().replace("#00FF00", "green")).statusCode())
                .isEqualTo(400);
        assertThat(api.patch(path, theme().replace("https://example.com/logo.png", "javascript:x"))
                        .statusCode())
                .isEqualTo(400);

        assertThat(api.get("/branding/themes/other").body()).isEqualTo(none);
        var unknown = "/branding/themes/" + "0".repeat(32);
        assertThat(api.patch(unknown, theme()).body()).contains("error updating", "theme_not_found");
        assertThat(api.delete(unknown).body()).contains("error deleting", "theme_not_found");
        var malformed = refusal(
                400,
                "Bad Request",
                "Path validation error: 'Object didn't pass validation for format theme-id: default' on property themeId.",
                "invalid_uri");
        assertThat(api.patch("/branding/themes/default", theme()).body()).isEqualTo(malformed);
        assertThat(api.delete("/branding/themes/default").body()).isEqualTo(malformed);
        Golden.of("delete_branding_theme").holds(api.delete(path));
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsHowAThemeShowsWhatUsersAreKnownBy() throws IOException {
        var shown = "\"identifiers\":{\"login_display\":\"unified\",\"otp_autocomplete\":true,"
                + "\"phone_display\":{\"formatting\":\"international\",\"masking\":\"mask_digits\"}}";
        var with = theme().replaceFirst("\\{", "{" + shown + ",");

        var created = api.post("/branding/themes", with);
        assertThat(created.body()).contains(shown);
        var path = "/branding/themes/" + json(created).get("themeId").asString();
        assertThat(api.patch(path, theme()).body()).contains(shown);
        assertThat(api.patch(path, with.replace("unified", "separate")).body())
                .contains("\"login_display\":\"separate\"");
        assertThat(api.patch(path, with.replace("unified", "mixed")).body())
                .contains("'Invalid value \\\"mixed\\\"' on property identifiers.login_display.");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400",
        "{%- auth0:head -%}, 400",
        "{%- auth0:widget -%}, 400",
        "{%- auth0:head -%}{%- auth0:widget -%}{%- auth0:head -%}, 400",
        "{{ auth0:head }}{{ auth0:widget }}, 400",
        "{%- auth0:head -%}{%- auth0:widget -%}, 201",
        "{% auth0:head %}{%auth0:widget%}{%-  auth0:widget-%}, 201"
    })
    void takesAPageWithOneHeadAndAForm(String template, int status) {
        var answer = api.send("PUT", PAGE, "{\"template\":\"" + template + "\"}");

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.body())
                    .isEqualTo(refusal(
                            400,
                            "Bad Request",
                            "The template must contain a single auth0:head tag and at least one auth0:widget tag.",
                            "invalid_body"));
            assertThat(api.get(PAGE).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void answersThePageAroundTheLoginAsTheOriginal() {
        assertThat(api.get(PAGE).body())
                .isEqualTo(
                        refusal(404, "Not Found", "Template does not exist.", "inexistent_templates_universal_login"));
        Golden.of("put_universal-login").holds(api.send("PUT", PAGE, "{\"template\":\"" + FRAME + "\"}"));
        Golden.of("get_universal-login").holds(api.get(PAGE));
        assertThat(api.send("PUT", PAGE, "\"" + FRAME + "b\"").statusCode()).isEqualTo(204);
        assertThat(api.get(PAGE).body()).isEqualTo("{\"body\":\"" + FRAME + "b\"}");
        assertThat(api.send("PUT", PAGE, "{\"template\":\"" + FRAME + "x".repeat(102_400) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.send("PUT", PAGE, "{}").statusCode()).isEqualTo(400);
        Golden.of("delete_universal-login").holds(api.delete(PAGE));
        Golden.of("delete_universal-login").holds(api.delete(PAGE));
        assertThat(api.get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("MG-05: credentials of a phone provider go in and never come out")
    void answersThePhoneProviderAsTheOriginal() {
        assertThat(api.get(PROVIDERS).body()).isEqualTo("{\"providers\":[]}");
        var created = api.post(PROVIDERS, TWILIO);
        var path = PROVIDERS + "/" + json(created).get("id").asString();
        Golden.of("create_phone_provider").holds(created);
        Golden.of("get_branding_phone_providers").holds(api.get(PROVIDERS));
        Golden.of("get_phone_provider").holds(api.get(path));
        Golden.of("update_phone_provider").holds(api.patch(path, TWILIO));
        assertThat(api.get(path).body()).as("the same again is no change").isEqualTo(created.body());
        assertThat(api.post(PROVIDERS, TWILIO).statusCode()).isEqualTo(409);

        api.patch(path, "{\"disabled\":true}");
        assertThat(json(api.get(PROVIDERS + "?disabled=false")).get("providers"))
                .isEmpty();
        assertThat(json(api.get(PROVIDERS + "?disabled=true")).get("providers")).hasSize(1);
        api.patch(path, "{\"credentials\":{\"auth_token\":\"s3cret2\"}}");
        assertThat(audited()).hasSize(3).noneMatch(entry -> entry.contains("s3cret"));
        assertThat(texts("SELECT content AS text FROM tenant_document").toString())
                .doesNotContain("s3cret", "\"sid\"");

        assertThat(api.patch(path, "{}").statusCode()).isEqualTo(400);
        assertThat(api.patch(path, "{\"configuration\":{\"delivery_methods\":[]}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.post(PROVIDERS, "{\"name\":\"twilio\"}").body())
                .contains("Missing required property: credentials");
        Golden.of("delete_phone_provider").holds(api.delete(path));
        assertThat(api.delete(path).body()).isEqualTo(refusal(404, "Not Found", "Notification Resource not found", ""));
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("MG-05: the credentials of one phone provider do not become another's")
    void asksForTheCredentialsOfAnotherPhoneProvider() {
        var created = api.post(PROVIDERS, TWILIO);
        var path = PROVIDERS + "/" + json(created).get("id").asString();
        var withoutCredentials = refusal(
                400,
                "Bad Request",
                "Payload validation error: 'Missing required property: credentials'.",
                "invalid_body");
        var withoutToken = refusal(
                400,
                "Bad Request",
                "Payload validation error: 'Missing required property: auth_token' on property credentials.",
                "invalid_body");

        assertThat(api.patch(path, "{\"credentials\":{}}").body()).isEqualTo(withoutToken);
        assertThat(api.get(path).body()).isEqualTo(created.body());
        assertThat(api.patch(path, "{\"name\":\"twilio\",\"disabled\":true}").statusCode())
                .isEqualTo(200);

        assertThat(api.patch(path, "{\"name\":\"custom\"}").statusCode()).isEqualTo(200);
        assertThat(api.patch(path, "{\"name\":\"twilio\"}").body()).isEqualTo(withoutCredentials);
        assertThat(api.patch(path, "{\"name\":\"twilio\",\"credentials\":{}}").body())
                .isEqualTo(withoutToken);
        assertThat(json(api.get(path)).get("name").asString()).isEqualTo("custom");
        api.delete(path);
        assertThat(api.post(PROVIDERS, "{\"name\":\"twilio\",\"credentials\":{}}")
                        .body())
                .isEqualTo(withoutToken);
    }

    @Test
    void refusesTwilioThatDoesNotKnowFromWhomItsMessagesAre() {
        var nobody = "{\"delivery_methods\":[\"text\",\"voice\"],\"sid\":\"sid\"}";
        var refused = refusal(400, "Bad Request", "Bad Operation on Notification Resource", "");
        var twilio = "{\"name\":\"twilio\",\"credentials\":{\"auth_token\":\"t\"},\"configuration\":" + nobody + "}";

        assertThat(api.post(PROVIDERS, twilio).body()).isEqualTo(refused);
        assertThat(api.get(PROVIDERS).body()).isEqualTo("{\"providers\":[]}");
        assertThat(api.post(PROVIDERS, twilio.replace("\"sid\":\"sid\"", "\"mssid\":\"MG1\""))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void asksTwilioFromWhomItsMessagesAreWhenItTakesTheirPlace() {
        var nobody = "{\"delivery_methods\":[\"text\"],\"sid\":\"sid\"}";
        var made = json(api.post(
                PROVIDERS,
                "{\"name\":\"custom\",\"credentials\":{},\"configuration\":{\"delivery_methods\":[\"text\"]}}"));
        var path = PROVIDERS + "/" + made.get("id").asString();
        var twilio = "{\"name\":\"twilio\",\"credentials\":{\"auth_token\":\"t\"},\"configuration\":" + nobody + "}";

        assertThat(api.patch(path, twilio).body())
                .isEqualTo(refusal(400, "Bad Request", "Bad Operation on Notification Resource", ""));
        assertThat(json(api.get(path)).get("name").asString()).isEqualTo("custom");
        assertThat(api.patch(path, twilio.replace("\"sid\":\"sid\"", "\"sid\":\"sid\",\"default_from\":\"1\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersPhoneTemplatesAsTheOriginal() {
        assertThat(json(api.get(TEMPLATES)).get("templates")).hasSize(4);
        var created = api.post(TEMPLATES, """
                {"type":"otp_verify","disabled":false,"content":{"syntax":"liquid","from":"1234567890",
                "body":{"text":"{{ code }}","voice":"{{ code }}"}}}""");
        var path = TEMPLATES + "/" + json(created).get("id").asString();
        Golden.of("create_phone_template").holds(created);
        Golden.of("get_phone_templates").holds(api.get(TEMPLATES));
        assertThat(json(api.get(TEMPLATES)).get("templates")).hasSize(4);
        Golden.of("get_phone_template").holds(api.get(path));
        Golden.of("update_phone_template")
                .holds(api.patch(path, "{\"content\":{\"body\":{\"text\":\"t\",\"voice\":\"v\"}}}"));
        assertThat(json(api.get(path)).at("/content/from").asString()).isEqualTo("1234567890");
        Golden.of("reset_phone_template").holds(api.send("PATCH", path + "/reset", ""));
        assertThat(json(api.get(path)).at("/content/body/text").asString()).contains("Your code for");
        assertThat(json(api.get(path)).at("/content/from").asString()).isEqualTo("1234567890");
        assertThat(api.post(TEMPLATES, "{\"type\":\"otp_verify\"}").body())
                .isEqualTo(refusal(409, "Conflict", "Phone template already configured for tenant", ""));
        assertThat(api.post(TEMPLATES, "{\"type\":\"password_breach\"}").statusCode())
                .isEqualTo(201);

        var before = audited();
        api.patch(path, "{\"disabled\":false,\"content\":{\"from\":\"1234567890\"}}");
        assertThat(audited()).isEqualTo(before);
        assertThat(api.post(TEMPLATES, "{}").body()).contains("Missing required property: type");
        assertThat(api.patch(path, "{\"content\":{\"from\":\"" + "1".repeat(17) + "\"}}")
                        .statusCode())
                .isEqualTo(400);
        Golden.of("delete_phone_template").holds(api.delete(path));
        for (var gone : List.of(api.get(path), api.delete(path), api.patch(path, "{}"))) {
            assertThat(gone.body()).isEqualTo(refusal(404, "Not Found", "Notification Resource not found", ""));
        }
        assertThat(api.send("PATCH", path + "/reset", "").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsOfAPhoneTemplateWhatAChangeDoesNotName() {
        var created = json(api.post(TEMPLATES, "{\"type\":\"otp_verify\",\"content\":{\"body\":{\"text\":\"t\"}}}"));
        assertThat(created.at("/content/body/text").asString()).isEqualTo("t");
        assertThat(created.at("/content/body/voice").asString()).contains("Your code for");

        var path = TEMPLATES + "/" + created.get("id").asString();
        api.patch(path, "{\"content\":{\"body\":{\"voice\":\"v\"}}}");
        api.patch(path, "{\"content\":{\"body\":{\"text\":\"x\"}}}");
        assertThat(json(api.get(path)).at("/content/body")).hasToString("{\"text\":\"x\",\"voice\":\"v\"}");
    }

    @Test
    void tellsOfAPhoneTemplateWhatItWillBeWhenItIsMade() {
        for (var told : json(api.get(TEMPLATES)).get("templates")) {
            var made = json(api.post(
                    TEMPLATES,
                    "{\"type\":\"" + told.get("type").asString() + "\",\"content\":" + told.get("content") + "}"));

            assertThat(told.has("id")).isFalse();
            assertThat(made.get("content")).isEqualTo(told.get("content"));
        }
    }

    /** What the golden file shows, without its id. */
    private static String theme() throws IOException {
        var golden =
                Json.read(Files.readAllBytes(Path.of("src/test/resources/management/v2/post_branding_theme.json")));
        return Json.text(((ObjectNode) golden.get("body")).without(List.of("themeId")));
    }

    private List<String> audited() {
        return texts("SELECT action || kind || before || after AS text FROM audit_log"
                + " WHERE method IN ('POST', 'PUT', 'PATCH') AND path LIKE '/api/v2/%' AND " + IS_CHANGE);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
