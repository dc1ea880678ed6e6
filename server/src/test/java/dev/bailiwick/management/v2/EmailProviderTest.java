package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.mail.EmailProviders;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class EmailProviderTest {

    private static final String PATH = "/emails/provider";
    private static final String ALL = PATH + "?fields=name,enabled,credentials,settings,default_from_address";
    private static final String PASSWORD = "pass-that-nobody-sees";
    private static final String SHOWN = "{\"smtp_host\":\"mail.example.test\",\"smtp_port\":587,\"smtp_user\":\"u\"}";
    private static final String SMTP = SHOWN.replace("}", ",\"smtp_pass\":\"" + PASSWORD + "\"}");
    private static final String NONE =
            refusal(404, "Not Found", "There is not a configured email provider", "inexistent_email_provider");

    private final Database database;
    private final TestBailiwick server;
    private final Management api;
    private final EmailProviders providers;

    EmailProviderTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
        providers = new EmailProviders(
                database,
                new SecretBox(new byte[32]),
                new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom())));
        IssuedSecrets.note(PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        assertThat(api.get(PATH).body()).isEqualTo(NONE);
        assertThat(api.patch(PATH, "{\"enabled\":true}").body()).isEqualTo(NONE);
        assertThat(api.delete(PATH).body()).isEqualTo(NONE);

        Golden.of("post_provider").holds(create("smtp", SMTP));
        assertThat(create("mandrill", "{\"api_key\":\"k\"}").body())
                .isEqualTo(refusal(
                        409, "Conflict", "An email provider is already configured: smtp", "email_provider_conflict"));
        assertThat(api.get(PATH).body()).isEqualTo("{\"name\":\"smtp\",\"enabled\":true}");
        assertThat(api.get(PATH + "?fields=credentials,default_from_address&include_fields=false")
                        .body())
                .isEqualTo("{\"name\":\"smtp\",\"enabled\":true}");
        Golden.of("get_provider").holds(api.get(ALL + "&include_fields=true"));
        Golden.of("patch_provider").holds(api.patch(PATH, "{\"settings\":{\"headers\":{\"a\":1}}}"));
        Golden.of("get_provider").holds(api.get(ALL));
        assertThat(api.get(ALL).body()).contains("\"credentials\":" + SHOWN);
        assertThat(api.get(PATH + "?x=y").statusCode()).isEqualTo(400);
        Golden.of("delete_provider").holds(api.delete(PATH));
        assertThat(api.get(PATH).body()).isEqualTo(NONE);
    }

    @Test
    void keepsCredentialsEncryptedAndShowsNothingSecretOfThem() {
        create("smtp", SMTP);
        api.patch(PATH, "{\"enabled\":false,\"settings\":{\"headers\":{\"key\":\"" + PASSWORD + "\"}}}");
        api.patch(PATH, "{\"settings\":null}");
        api.delete(PATH);
        create(
                "ses",
                "{\"accessKeyId\":\"" + PASSWORD + "\",\"secretAccessKey\":\"" + PASSWORD + "\",\"region\":\"r\"}");

        assertThat(api.get(ALL).body())
                .contains("\"credentials\":{\"region\":\"r\"}")
                .doesNotContain(PASSWORD);
        var rows = rows("SELECT settings || credentials AS text FROM email_provider");
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst()).doesNotContain(PASSWORD, "\"r\"");
        assertThat(rows("SELECT before || after AS text FROM audit_log").toString())
                .contains("mail.example.test")
                .doesNotContain(PASSWORD);
    }

    @Test
    void auditsWhatReallyChanges() {
        create("smtp", SMTP);
        for (var same : List.of(
                "{\"name\":\"smtp\",\"enabled\":true}",
                "{\"credentials\":" + SMTP + "}",
                "{\"credentials\":" + SHOWN + "}",
                "{\"settings\":null}")) {
            assertThat(api.patch(PATH, same).statusCode()).as(same).isEqualTo(200);
        }
        assertThat(audit()).containsExactly("create");
        assertThat(password()).isEqualTo(PASSWORD);

        api.patch(PATH, "{\"credentials\":" + SHOWN.replace("mail", "other") + "}");
        assertThat(audit()).containsExactly("create", "update");
        assertThat(password()).as("of the host before").isEmpty();
    }

    @Test
    void refusesWhatAProviderCannotBe() {
        for (var wrong : List.of(
                "{}",
                "{\"name\":\"mandrill\"}",
                "{\"name\":\"other\",\"credentials\":{}}",
                provider("mandrill", "{}"),
                provider("mandrill", "{\"api_key\":\"\"}"),
                provider("mandrill", "{\"api_key\":\"k\",\"region\":\"eu\"}"),
                provider("sendgrid", SMTP),
                provider("resend", "[]"),
                provider("smtp", "{}"),
                provider("smtp", "{\"smtp_host\":\"a b\"}"),
                provider("smtp", "{\"smtp_host\":\"a..b\"}"),
                provider("smtp", "{\"smtp_port\":65536}"),
                provider("smtp", "{\"smtp_port\":\"25\"}"),
                provider("mailgun", "{\"api_key\":\"k\",\"domain\":\"abc\"}"),
                provider("mailgun", "{\"api_key\":\"k\",\"region\":\"us\"}"),
                provider("ms365", "{\"tenant\":\"k\"}"),
                provider("azure_cs", "{\"connectionString\":\"" + "x".repeat(65_536) + "\"}"),
                "{\"name\":\"mandrill\",\"credentials\":{\"api_key\":\"k\"},\"settings\":\"x\"}",
                "{\"name\":\"mandrill\",\"credentials\":{\"api_key\":\"k\"},\"x\":1}")) {
            assertThat(api.post(PATH, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(create("custom", "{}").body())
                .as("there are no actions")
                .isEqualTo(refusal(409, "Conflict", "No deployed action was found.", ""));
        assertThat(api.get(PATH).statusCode()).isEqualTo(404);

        for (var host : List.of("a", "127.0.0.1", "2001:db8::1", "mail.example.test.")) {
            assertThat(create("smtp", "{\"smtp_host\":\"" + host + "\"}").statusCode())
                    .as(host)
                    .isEqualTo(201);
            api.delete(PATH);
        }
        create("mailgun", "{\"api_key\":\"k\",\"domain\":\"a.test\",\"region\":null}");
        assertThat(api.patch(PATH, "{}").statusCode()).isEqualTo(400);
        assertThat(api.patch(PATH, "{\"credentials\":{\"api_key\":\"k\",\"x\":1}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.patch(PATH, "{\"name\":\"custom\"}").statusCode()).isEqualTo(409);
        assertThat(api.patch(PATH, "{\"name\":\"sparkpost\"}").body())
                .as("another provider with the credentials of this one")
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Too few properties defined (0), minimum 1' on property credentials.",
                        "invalid_body"));
        assertThat(api.patch(PATH, provider("sparkpost", "{\"api_key\":\"k\",\"region\":\"eu\"}"))
                        .body())
                .contains("\"name\":\"sparkpost\",\"credentials\":{\"region\":\"eu\"}");
    }

    @Test
    void doesNotKeepTheSettingsOfAnotherProvider() {
        create("ses", "{\"accessKeyId\":\"a\",\"secretAccessKey\":\"s\",\"region\":\"us-east-1\"}");
        api.patch(PATH, "{\"settings\":{\"message\":{\"configuration_set_name\":\"x\"}}}");
        assertThat(api.patch(PATH, "{\"enabled\":true}").body()).contains("configuration_set_name");

        var changed = api.patch(PATH, provider("mailgun", "{\"api_key\":\"k\",\"domain\":\"a.test\"}"));

        assertThat(changed.body()).doesNotContain("settings").contains("\"credentials\":{\"domain\":\"a.test\"}");
        assertThat(api.get(ALL).body()).isEqualTo(changed.body());
        assertThat(api.patch(
                                PATH,
                                "{\"name\":\"mandrill\",\"credentials\":{\"api_key\":\"k\"},"
                                        + "\"settings\":{\"message\":{\"view_content_link\":true}}}")
                        .body())
                .contains("\"settings\":{\"message\":{\"view_content_link\":true}}");
    }

    @Test
    void isOneOfEachTenantAndOfNoOther() {
        var globex = TestTenants.addFurther(database, "globex");
        var theirs = providers.add(globex, JsonObject.ofWritten(provider("smtp", SMTP)), Origin.command("test"));

        assertThat(theirs.toString()).doesNotContain(PASSWORD);
        assertThat(api.get(PATH).body()).isEqualTo(NONE);
        assertThat(api.patch(PATH, "{\"enabled\":false}").body()).isEqualTo(NONE);
        assertThat(api.delete(PATH).body()).isEqualTo(NONE);
        assertThat(create("mandrill", "{\"api_key\":\"k\"}").statusCode()).isEqualTo(201);
        assertThat(providers.get(globex)).isEqualTo(theirs);
    }

    private String password() {
        var tenant = rows("SELECT tenant_id AS text FROM email_provider").getFirst();
        return providers
                .get(new TenantId(tenant))
                .credentials()
                .text("/smtp_pass")
                .orElse("");
    }

    private List<String> audit() {
        return rows("SELECT action AS text FROM audit_log WHERE kind = 'email provider' ORDER BY id");
    }

    private List<String> rows(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }

    private HttpResponse<String> create(String name, String credentials) {
        return api.post(PATH, provider(name, credentials));
    }

    private static String provider(String name, String credentials) {
        return "{\"name\":\"" + name + "\",\"credentials\":" + credentials + ",\"default_from_address\":\"a@b.test\"}";
    }
}
