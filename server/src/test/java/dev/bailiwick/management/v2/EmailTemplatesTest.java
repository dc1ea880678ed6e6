package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.mail.EmailTemplates;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TestTenants;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class EmailTemplatesTest {

    private static final String PATH = "/email-templates";
    private static final String WELCOME = PATH + "/welcome_email";
    private static final String TEMPLATE =
            "{\"template\":\"welcome_email\",\"body\":\"<html></html>\",\"from\":\"a@b.test\","
                    + "\"resultUrl\":\"https://example.test/\",\"subject\":\"Welcome\",\"syntax\":\"liquid\","
                    + "\"urlLifetimeInSeconds\":3600,\"enabled\":false}";
    private static final String NONE =
            refusal(404, "Not Found", "The template does not exist.", "inexistent_email_template");

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    EmailTemplatesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        assertThat(api.get(WELCOME).body()).isEqualTo(NONE);
        assertThat(api.patch(WELCOME, TEMPLATE).body()).isEqualTo(NONE);
        assertThat(api.send("PUT", WELCOME, TEMPLATE).body()).isEqualTo(NONE);

        Golden.of("post_email-templates").holds(api.post(PATH, TEMPLATE));
        assertThat(api.post(PATH, TEMPLATE).body())
                .isEqualTo(refusal(409, "Conflict", "Template welcome_email already exists.", ""));
        Golden.of("patch_email-templates_by_templateName")
                .holds(api.patch(WELCOME, "{\"includeEmailInRedirect\":false}"));
        assertThat(api.get(WELCOME).body())
                .isEqualTo(TEMPLATE.replace("\"enabled\"", "\"includeEmailInRedirect\":false,\"enabled\""));
        Golden.of("put_email-templates_by_templateName").holds(api.send("PUT", WELCOME, TEMPLATE));
        Golden.of("get_email-templates_by_templateName").holds(api.get(WELCOME));
        assertThat(api.get(WELCOME).body()).isEqualTo(TEMPLATE);
        assertThat(api.patch(WELCOME, "{\"from\":null}").body()).isEqualTo(TEMPLATE.replace("\"a@b.test\"", "null"));
    }

    @Test
    void auditsWhatReallyChanges() {
        api.post(PATH, TEMPLATE);
        api.patch(WELCOME, TEMPLATE);
        api.send("PUT", WELCOME, TEMPLATE);
        api.patch(WELCOME, "{}");
        api.patch(WELCOME, "{\"subject\":\"Hello\"}");

        assertThat(rows("SELECT action || before || after AS text FROM audit_log"
                        + " WHERE kind = 'email template' AND object_id = 'welcome_email' ORDER BY id"))
                .containsExactly("create" + TEMPLATE, "update{\"subject\":\"Welcome\"}{\"subject\":\"Hello\"}");
    }

    @Test
    void refusesWhatATemplateCannotBe() {
        for (var wrong : List.of(
                "{}",
                TEMPLATE.replace("welcome_email", "other"),
                TEMPLATE.replace("\"body\"", "\"text\""),
                TEMPLATE.replace("\"subject\":\"Welcome\",", ""),
                TEMPLATE.replace("3600", "-1"),
                TEMPLATE.replace("3600", "\"1\""),
                TEMPLATE.replace("false", "\"false\""),
                TEMPLATE.replace("Welcome", "x".repeat(262_144)))) {
            assertThat(api.post(PATH, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        api.post(PATH, TEMPLATE);
        api.post(PATH, TEMPLATE.replace("welcome_email", "reset_email"));
        var other = "{\"template\":\"reset_email\"}";
        var mismatch = refusal(
                400,
                "Bad Request",
                "The template property provided in payload must match template in the URL.",
                "invalid_body");
        assertThat(api.patch(WELCOME, other).body()).isEqualTo(mismatch);
        assertThat(api.send("PUT", WELCOME, TEMPLATE.replace("welcome_email", "reset_email"))
                        .body())
                .isEqualTo(mismatch);
        assertThat(api.send("PUT", WELCOME, "{\"enabled\":true}").statusCode()).isEqualTo(400);
        assertThat(api.patch(WELCOME, "{\"body\":\"" + "x".repeat(262_144) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get(WELCOME).body()).isEqualTo(TEMPLATE);
        assertThat(api.get(PATH + "/other").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Path validation error: 'Invalid value \"other\"' on property templateName.",
                        "invalid_uri"));
    }

    @Test
    void knowsNothingOfAnotherTenantsTemplates() {
        var globex = TestTenants.addFurther(database, "globex");
        var templates =
                new EmailTemplates(database, new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom())));
        var theirs = templates.add(globex, "welcome_email", JsonObject.ofWritten(TEMPLATE), Origin.command("test"));

        assertThat(api.get(WELCOME).body()).isEqualTo(NONE);
        assertThat(api.patch(WELCOME, "{\"subject\":\"Mine\"}").body()).isEqualTo(NONE);
        assertThat(api.post(PATH, TEMPLATE.replace("Welcome", "Mine")).statusCode())
                .isEqualTo(200);
        assertThat(templates.get(globex, "welcome_email")).isEqualTo(theirs);
    }

    private List<String> rows(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
