package dev.bailiwick.tenantsettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.app.Again;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EachEngine
class DocumentsTest {

    private static final Origin ORIGIN = new Origin("shop@clients", "request-1");

    private final Database database;
    private final Documents documents;
    private final TenantId tenant;

    DocumentsTest(Database empty) {
        this.database = empty;
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        this.documents = new Documents(database, new SecretBox(new byte[32]), audit);
        this.tenant = TestTenants.add(database, "default");
    }

    @Test
    void laysWhatWasSetOverWhatANewTenantHas() {
        patch(Setting.SUSPICIOUS_IP_THROTTLING, "{\"stage\":{\"pre-login\":{\"max_attempts\":7,\"rate\":864000}}}");
        patch(Setting.SUSPICIOUS_IP_THROTTLING, "{\"enabled\":false}");

        var shown = documents.get(tenant, Setting.SUSPICIOUS_IP_THROTTLING);

        assertThat(shown.flag("/enabled")).contains(false);
        assertThat(shown.number("/stage/pre-login/max_attempts")).contains(7L);
        assertThat(shown.number("/stage/pre-user-registration/max_attempts")).contains(50L);
        assertThat(texts("SELECT content AS text FROM tenant_document"))
                .containsExactly("{\"stage\":{\"pre-login\":{\"max_attempts\":7,\"rate\":864000}},\"enabled\":false}");
    }

    @Test
    void goesBackToWhatANewTenantHasByNull() {
        patch(Setting.PROMPTS, "{\"identifier_first\":false,\"webauthn_platform_first_factor\":true}");
        assertThat(patch(Setting.PROMPTS, "{\"identifier_first\":null,\"webauthn_platform_first_factor\":null}"))
                .hasToString("{\"universal_login_experience\":\"new\",\"identifier_first\":true}");

        patch(Setting.BRANDING, "{\"colors\":{\"primary\":\"#fff\",\"page_background\":\"#000\"}}");
        assertThat(patch(Setting.BRANDING, "{\"colors\":{\"primary\":null,\"page_background\":\"#111\"}}"))
                .hasToString("{\"colors\":{\"page_background\":\"#111\"}}");
        assertThat(patch(Setting.BRANDING, "{\"colors\":{\"page_background\":null}}"))
                .hasToString("{}");
    }

    @Test
    void leavesNoTraceWhereNothingChanges() {
        patch(Setting.BRUTE_FORCE_PROTECTION, "{\"max_attempts\":10,\"enabled\":true}");
        assertThat(audited()).isEmpty();

        for (int i = 0; i < 2; i++) {
            patch(Setting.BRUTE_FORCE_PROTECTION, "{\"max_attempts\":11}");
            put(Setting.DUO, "{\"ikey\":\"i\",\"skey\":\"s3cret\"}");
            documents.change(tenant, Setting.PARTIALS, "login", _ -> Optional.of(json("{\"a\":{}}")), ORIGIN);
        }

        assertThat(audited())
                .containsExactlyInAnyOrder(
                        "update brute-force protection settings {\"max_attempts\":10} {\"max_attempts\":11}",
                        "create Duo settings  {\"ikey\":\"i\",\"skey\":\"…\"}",
                        "create prompt partials login  {\"a\":{}}");
    }

    @Test
    @DisplayName("MG-05: what is secret in settings lies nowhere in the open")
    void sealsWhatHoldsSecrets() {
        put(Setting.SNS, "{\"aws_access_key_id\":\"id\",\"aws_secret_access_key\":\"s3cret\"}");
        put(Setting.SNS, "{\"aws_access_key_id\":\"id\",\"aws_secret_access_key\":\"s3cret2\"}");
        patch(Setting.CAPTCHA, "{\"arkose\":{\"site_key\":\"k\",\"secret\":\"s3cret\"}}");

        assertThat(documents.get(tenant, Setting.SNS)).hasToString("{\"aws_access_key_id\":\"id\"}");
        assertThat(documents.get(tenant, Setting.CAPTCHA).object("arkose").orElseThrow())
                .hasToString("{\"site_key\":\"k\",\"client_subdomain\":\"client-api\","
                        + "\"verify_subdomain\":\"verify-api\",\"fail_open\":false}");
        assertThat(texts("SELECT content AS text FROM tenant_document").toString())
                .doesNotContain("s3cret", "site_key");
        assertThat(audited()).hasSize(3).noneMatch(entry -> entry.contains("s3cret"));
    }

    @Test
    void keepsWhatNobodyIsShownUntilItIsNamed() {
        put(Setting.SNS, "{\"aws_access_key_id\":\"a\",\"aws_secret_access_key\":\"s3cret\"}");
        put(Setting.SNS, "{\"aws_region\":\"us-west-1\"}");
        assertThat(secretly(Setting.SNS))
                .isEqualTo(json("{\"aws_region\":\"us-west-1\",\"aws_secret_access_key\":\"s3cret\"}"));

        put(Setting.SNS, "{\"aws_secret_access_key\":null}");
        assertThat(secretly(Setting.SNS)).hasToString("{}");
    }

    @Test
    void changesManyTogetherOrNone() {
        Documents.Rule set = _ -> Optional.of(json("{\"rendering_mode\":\"advanced\"}"));
        Documents.Rule tooLong = _ -> Optional.of(json("{\"head_tags\":[\"" + "x".repeat(131_072) + "\"]}"));

        var refusal = catchThrowableOfType(
                ProblemException.class,
                () -> documents.change(tenant, Setting.RENDERING, Map.of("a", set, "b", tooLong), ORIGIN));
        assertThat(refusal.getMessage()).contains("Object is too long");
        assertThat(documents.all(tenant, Setting.RENDERING)).isEmpty();

        documents.change(tenant, Setting.RENDERING, Map.of("b", set, "a", set), ORIGIN);
        assertThat(documents.all(tenant, Setting.RENDERING)).containsOnlyKeys("a", "b");
    }

    @Test
    void losesNoChangeOfMany() throws Exception {
        var changes = new ArrayList<Callable<JsonObject>>();
        for (int i = 0; i < 20; i++) {
            var change = "{\"m" + i + "\":true}";
            changes.add(() -> Again.untilTold(() -> patch(Setting.BRANDING, change)));
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : pool.invokeAll(changes)) {
                done.get();
            }
        }

        assertThat(documents.get(tenant, Setting.BRANDING).size()).isEqualTo(20);
        assertThat(audited()).hasSize(20);
    }

    private JsonObject patch(Setting setting, String patch) {
        return documents.patch(tenant, setting, json(patch), ORIGIN);
    }

    private void put(Setting setting, String content) {
        documents.put(tenant, setting, json(content), ORIGIN);
    }

    /** A document as rules see it. */
    private JsonObject secretly(Setting setting) {
        var seen = new ArrayList<JsonObject>();
        documents.change(
                tenant,
                setting,
                Documents.ONLY,
                before -> {
                    before.ifPresent(seen::add);
                    return before;
                },
                ORIGIN);
        return seen.getFirst();
    }

    private static JsonObject json(String text) {
        return JsonObject.ofWritten(text);
    }

    private List<String> audited() {
        return texts("SELECT action || ' ' || kind || ' ' || CASE WHEN object_id = '' THEN '' ELSE object_id || ' ' END"
                + " || before || ' ' || after AS text FROM audit_log");
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
