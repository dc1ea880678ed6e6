package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /attack-protection} and {@code /risk-assessments}. */
@EachEngine
class AttackProtectionTest {

    private static final String BRUTE_FORCE = "/attack-protection/brute-force-protection";
    private static final String THROTTLING = "/attack-protection/suspicious-ip-throttling";
    private static final String CAPTCHA = "/attack-protection/captcha";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    AttackProtectionTest(Database empty, @TempDir Path directory) {
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
        Golden.of("get_bot-detection").holds(api.get("/attack-protection/bot-detection"));
        Golden.of("patch_bot-detection")
                .holds(api.patch("/attack-protection/bot-detection", "{\"bot_detection_level\":\"high\"}"));
        Golden.of("get_breached-password-detection").holds(api.get("/attack-protection/breached-password-detection"));
        Golden.of("patch_breached-password-detection")
                .holds(api.patch(
                        "/attack-protection/breached-password-detection",
                        "{\"stage\":{\"pre-change-password\":{\"shields\":[\"block\"]}}}"));
        Golden.of("get_brute-force-protection").holds(api.get(BRUTE_FORCE));
        Golden.of("patch_brute-force-protection").holds(api.patch(BRUTE_FORCE, "{\"max_attempts\":66}"));
        Golden.of("get_suspicious-ip-throttling").holds(api.get(THROTTLING));
        Golden.of("patch_suspicious-ip-throttling").holds(api.patch(THROTTLING, "{\"allowlist\":[\"192.0.2.1\"]}"));
        Golden.of("get_captcha").holds(api.get(CAPTCHA));
        Golden.of("patch_captcha").holds(api.patch(CAPTCHA, "{\"auth_challenge\":{\"fail_open\":true}}"));
        Golden.of("get_risk_assessments_settings").holds(api.get("/risk-assessments/settings"));
        Golden.of("patch_risk_assessments_settings")
                .holds(api.patch("/risk-assessments/settings", "{\"enabled\":true}"));
        Golden.of("get_new-device").holds(api.get("/risk-assessments/settings/new-device"));
        Golden.of("patch_new-device")
                .holds(api.patch("/risk-assessments/settings/new-device", "{\"remember_for\":365}"));

        assertThat(json(api.get(BRUTE_FORCE)).get("max_attempts").asInt()).isEqualTo(66);
        assertThat(json(api.get("/risk-assessments/settings/new-device"))).hasToString("{\"remember_for\":365}");
    }

    @Test
    void takesBackWhatItHasAnsweredAndLogsNothing() {
        api.patch(THROTTLING, """
                {"enabled":true,"shields":["block"],"allowlist":["192.0.2.0/24"],
                "stage":{"pre-login":{"max_attempts":66,"rate":864000}}}""");
        var before = audited();

        for (var path : List.of(
                BRUTE_FORCE,
                THROTTLING,
                "/attack-protection/bot-detection",
                "/attack-protection/breached-password-detection",
                "/risk-assessments/settings",
                "/risk-assessments/settings/new-device")) {
            var shown = api.get(path).body();
            assertThat(api.patch(path, shown).body()).as(path).isEqualTo(shown);
        }
        api.patch(CAPTCHA, "{\"active_provider_id\":\"auth_challenge\",\"auth_challenge\":{\"fail_open\":false}}");

        assertThat(before).hasSize(1);
        assertThat(audited()).isEqualTo(before);
    }

    @Test
    void changesOnlyWhatAPatchNamesOfAStage() {
        api.patch(THROTTLING, "{\"stage\":{\"pre-login\":{\"max_attempts\":66,\"rate\":34560}}}");
        api.patch(THROTTLING, "{\"stage\":{\"pre-login\":{\"max_attempts\":5}}}");
        api.patch(THROTTLING, "{\"stage\":{\"pre-user-registration\":{\"rate\":2400}}}");

        assertThat(json(api.get(THROTTLING)).get("stage"))
                .hasToString("{\"pre-login\":{\"max_attempts\":5,\"rate\":34560},"
                        + "\"pre-user-registration\":{\"max_attempts\":50,\"rate\":2400},"
                        + "\"pre-custom-token-exchange\":{\"max_attempts\":10,\"rate\":600000}}");
        assertThat(audited()).hasSize(3);
    }

    @Test
    @DisplayName("MG-05: the secret of a captcha goes in and never comes out")
    void keepsSecretsOfCaptchasToItself() {
        var answer = api.patch(CAPTCHA, """
                {"active_provider_id":"hcaptcha","hcaptcha":{"site_key":"k","secret":"s3cret"},
                "recaptcha_enterprise":{"site_key":"k","api_key":"s3cret","project_id":"p"}}""");

        assertThat(json(answer).get("hcaptcha")).hasToString("{\"site_key\":\"k\"}");
        assertThat(json(answer).get("recaptcha_enterprise")).hasToString("{\"site_key\":\"k\",\"project_id\":\"p\"}");
        assertThat(answer.body()
                        + api.get(CAPTCHA).body()
                        + audited()
                        + texts("SELECT content AS text FROM tenant_document"))
                .doesNotContain("s3cret");
        assertThat(api.get("/logs").body()).contains("captcha settings").doesNotContain("s3cret");
    }

    @Test
    void refusesWhatTheSettingsCannotBe() {
        assertThat(api.patch(BRUTE_FORCE, "{\"max_attempts\":101}").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Value 101 is greater than maximum 100' on property max_attempts.",
                        "invalid_body"));
        assertThat(api.patch(THROTTLING, "{\"allowlist\":[\"192.0.2.1\",\"example.com\"]}")
                        .body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Object didn't pass validation for format cidr: example.com' on property"
                                + " allowlist[1].",
                        "invalid_body"));
        for (var body : List.of(
                "{\"x\":1}",
                "{\"enabled\":null}",
                "{\"shields\":[\"admin_notification\"]}",
                "{\"mode\":\"x\"}",
                "{\"allowlist\":[\"192.0.2.1/33\"]}",
                "{\"allowlist\":[\"192.0.2\"]}",
                "{\"allowlist\":[\"fe80::1%eth0\"]}",
                "{\"allowlist\":[\"2001:db8::/129\"]}",
                "{\"allowlist\":[\"" + ":".repeat(900_000) + "z\"]}")) {
            assertThat(api.patch(BRUTE_FORCE, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(api.patch(THROTTLING, "{\"stage\":{\"pre-login\":{\"rate\":34559}}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.patch(CAPTCHA, "{\"hcaptcha\":{\"site_key\":\"k\"}}").body())
                .contains("Missing required property: secret");
        assertThat(api.patch("/risk-assessments/settings/new-device", "{\"remember_for\":0}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.patch("/risk-assessments/settings", "{}").statusCode()).isEqualTo(400);

        assertThat(api.patch(BRUTE_FORCE, "{\"allowlist\":[\"::1\",\"2001:db8::/32\",\"10.0.0.0/8\",\"192.0.2.1\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(audited()).hasSize(1);
    }

    private List<String> audited() {
        return texts("SELECT action || kind || before || after AS text FROM audit_log WHERE kind LIKE '%settings'");
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
