package dev.bailiwick.management.v2;

import static dev.bailiwick.audit.AuditedChanges.IS_CHANGE;
import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code /guardian}: what there is beside passwords. */
@EachEngine
class GuardianTest {

    private static final String FACTORS = "/guardian/factors";
    private static final String PUSH = FACTORS + "/push-notification";
    private static final String TWILIO =
            "{\"sid\":\"AC1\",\"auth_token\":\"s3cret\",\"from\":\"+1\",\"messaging_service_sid\":\"MG1\"}";
    private static final String MESSAGES = "{\"enrollment_message\":\"e\",\"verification_message\":\"v\"}";
    private static final String SNS = """
            {"aws_access_key_id":"a","aws_secret_access_key":"s3cret","aws_region":"us-west-1",\
            "sns_apns_platform_application_arn":"arn","sns_gcm_platform_application_arn":"arn"}""";
    private static final String DUO = "{\"ikey\":\"i\",\"skey\":\"s3cret\",\"host\":\"h\"}";

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    GuardianTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersFactorsAndPoliciesAsTheOriginal() {
        assertThat(api.get("/guardian/policies").body()).isEqualTo("[]");
        Golden.of("get_factors").holds(api.get(FACTORS));
        Golden.of("put_factors_by_name").holds(put("/otp", "{\"enabled\":true}"));
        Golden.of("put_policies").holds(api.send("PUT", "/guardian/policies", "[\"all-applications\"]"));
        Golden.of("get_policies").holds(api.get("/guardian/policies"));

        assertThat(json(api.get(FACTORS)).values().stream()
                        .filter(factor -> factor.get("enabled").asBoolean())
                        .map(factor -> factor.get("name").asString()))
                .containsExactly("otp");
        assertThat(json(api.get(FACTORS))).hasSize(8);
    }

    @Test
    void answersWhatPhonesNeedAsTheOriginalUnderBothNames() {
        assertThat(api.get(FACTORS + "/sms/providers/twilio").body()).isEqualTo("{}");
        assertThat(api.get(FACTORS + "/phone/message-types").body()).isEqualTo("{\"message_types\":[]}");
        assertThat(api.get(FACTORS + "/phone/selected-provider").body()).isEqualTo("{\"provider\":\"auth0\"}");
        Golden.of("put_message-types").holds(put("/phone/message-types", "{\"message_types\":[\"voice\"]}"));
        Golden.of("get_message-types").holds(api.get(FACTORS + "/phone/message-types"));
        Golden.of("put_phone_providers").holds(put("/phone/selected-provider", "{\"provider\":\"twilio\"}"));
        Golden.of("get_guardian_phone_providers").holds(api.get(FACTORS + "/phone/selected-provider"));
        Golden.of("put_sms_providers").holds(put("/sms/selected-provider", "{\"provider\":\"phone-message-hook\"}"));
        Golden.of("get_sms_providers").holds(api.get(FACTORS + "/sms/selected-provider"));
        Golden.of("put_twilio").holds(put("/phone/providers/twilio", TWILIO));
        Golden.of("get_phone_twilio_factor_provider").holds(api.get(FACTORS + "/phone/providers/twilio"));
        Golden.of("put_sms_twilio_factor_provider").holds(put("/sms/providers/twilio", TWILIO));
        Golden.of("get_sms_twilio_factor_provider").holds(api.get(FACTORS + "/sms/providers/twilio"));
        Golden.of("get_factor_sms_templates").holds(api.get(FACTORS + "/sms/templates"));
        Golden.of("put_factor_sms_templates").holds(put("/sms/templates", MESSAGES));
        Golden.of("get_factor_phone_templates").holds(api.get(FACTORS + "/phone/templates"));
        Golden.of("put_factor_phone_templates").holds(put("/phone/templates", MESSAGES));

        assertThat(api.get(FACTORS + "/phone/selected-provider").body())
                .isEqualTo("{\"provider\":\"phone-message-hook\"}");
        assertThat(api.get(FACTORS + "/phone/templates").body()).isEqualTo(MESSAGES);
    }

    @Test
    void answersWhatPushesNeedAsTheOriginal() {
        assertThat(api.get(PUSH + "/providers/sns").body()).isEqualTo("{}");
        Golden.of("put_sns").holds(put("/push-notification/providers/sns", SNS));
        Golden.of("patch_sns").holds(api.patch(PUSH + "/providers/sns", "{\"aws_region\":\"eu-west-1\"}"));
        Golden.of("get_sns").holds(api.get(PUSH + "/providers/sns"));
        var apns = "{\"sandbox\":false,\"bundle_id\":\"com.my.app\",\"p12\":\"c2VjcmV0\"}";
        Golden.of("put_apns").holds(put("/push-notification/providers/apns", apns));
        Golden.of("patch_apns").holds(api.patch(PUSH + "/providers/apns", "{\"sandbox\":true}"));
        Golden.of("get_apns").holds(api.get(PUSH + "/providers/apns"));
        Golden.of("put_fcm").holds(put("/push-notification/providers/fcm", "{\"server_key\":\"s3cret\"}"));
        Golden.of("patch_fcm").holds(api.patch(PUSH + "/providers/fcm", "{\"server_key\":null}"));
        Golden.of("put_fcmv1").holds(put("/push-notification/providers/fcmv1", "{\"server_credentials\":\"s3cret\"}"));
        Golden.of("patch_fcmv1").holds(api.patch(PUSH + "/providers/fcmv1", "{}"));
        assertThat(api.get(PUSH + "/selected-provider").body()).isEqualTo("{\"provider\":\"guardian\"}");
        Golden.of("put_pn_providers").holds(put("/push-notification/selected-provider", "{\"provider\":\"sns\"}"));
        Golden.of("get_pn_providers").holds(api.get(PUSH + "/selected-provider"));
        Golden.of("put_factor_duo_settings").holds(put("/duo/settings", DUO));
        Golden.of("patch_factor_duo_settings").holds(api.patch(FACTORS + "/duo/settings", "{\"host\":\"other\"}"));
        Golden.of("get_factor_duo_settings").holds(api.get(FACTORS + "/duo/settings"));
    }

    /** Settings that are not in the published description, as recordings of Auth0's Terraform provider and Go SDK have them. */
    @Test
    void answersWhatToolsAskForBesides() {
        var platform = "/webauthn-platform/settings";
        var roaming = "/webauthn-roaming/settings";
        var app = """
                {"app_name":"bestApp","apple_app_link":"https://itunes.apple.com/us/app/my-app/id123121",\
                "google_app_link":"https://play.google.com/store/apps/details?id=com.my.app"}""";

        assertThat(put(platform, "{\"overrideRelyingParty\":false}").body())
                .isEqualTo("{\"overrideRelyingParty\":false}")
                .isEqualTo(api.get(FACTORS + platform).body());
        assertThat(json(put(roaming, "{\"overrideRelyingParty\":false,\"userVerification\":\"required\"}")))
                .isEqualTo(json(api.get(FACTORS + roaming)))
                .isEqualTo(tree("{\"userVerification\":\"required\",\"overrideRelyingParty\":false}"));
        assertThat(json(put(roaming, "{\"userVerification\":\"preferred\"}"))
                        .get("userVerification")
                        .asString())
                .isEqualTo("preferred");
        assertThat(json(api.patch("/prompts/mfa-push", app)))
                .isEqualTo(json(api.get("/prompts/mfa-push")))
                .isEqualTo(tree(app));
        assertThat(put(roaming, "{\"userVerification\":\"never\"}").body())
                .contains("'Invalid value \\\"never\\\"' on property userVerification");
        assertThat(put(platform, "{\"userVerification\":\"required\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsOfWhatWasSetAlsoWhatWasNotGiven() {
        assertThat(api.get(PUSH + "/providers/apns").body()).isEqualTo("{}");

        assertThat(put("/sms/providers/twilio", "{\"from\":\"1\",\"auth_token\":\"t\",\"sid\":\"s\"}")
                        .body())
                .doesNotContain("messaging_service_sid");
        assertThat(json(api.get(FACTORS + "/phone/providers/twilio"))
                        .get("messaging_service_sid")
                        .isNull())
                .isTrue();
    }

    @Test
    void takesBackWhatItHasAnsweredAndLogsNothing() {
        put("/sms/providers/twilio", TWILIO);
        put("/sms", "{\"enabled\":true}");
        var before = audited();

        for (var path : List.of(
                "/sms/providers/twilio",
                "/push-notification/providers/sns",
                "/sms/templates",
                "/phone/message-types",
                "/phone/selected-provider")) {
            var shown = api.get(FACTORS + path).body();
            assertThat(put(path, shown).body()).as(path).isEqualTo(shown);
        }
        put("/sms", "{\"enabled\":true}");
        put("/otp", "{\"enabled\":false}");
        api.send("PUT", "/guardian/policies", "[]");

        assertThat(before).hasSize(2);
        assertThat(audited()).isEqualTo(before);
    }

    @Test
    @DisplayName("MG-05: secrets of factors lie nowhere in the open, and few are shown again")
    void keepsSecrets() {
        put("/sms/providers/twilio", TWILIO);
        put("/duo/settings", DUO);
        put("/push-notification/providers/sns", SNS);

        assertThat(api.get(PUSH + "/providers/sns").body()).doesNotContain("s3cret");
        assertThat(audited()).hasSize(3);
        assertThat(audited()
                        + texts("SELECT content AS text FROM tenant_document").toString())
                .doesNotContain("s3cret");
        assertThat(api.get("/logs").body()).contains("Twilio settings").doesNotContain("s3cret");
    }

    @Test
    void refusesWhatIsNoFactorOrNoSettingOfIt() {
        assertThat(put("/x", "{\"enabled\":true}").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Path validation error: 'Invalid value \"x\"' on property name.",
                        "invalid_uri"));
        assertThat(put("/otp", "{}").body()).contains("'Missing required property: enabled'");
        assertThat(api.send("PUT", "/guardian/policies", "[\"x\"]").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Invalid value \"x\"' on property [0].",
                        "invalid_body"));
        assertThat(api.send("PUT", "/guardian/policies", "{}").statusCode()).isEqualTo(400);
        assertThat(put("/phone/message-types", "{\"message_types\":[\"fax\"]}").statusCode())
                .isEqualTo(400);
        assertThat(put("/sms/selected-provider", "{\"provider\":\"x\"}").statusCode())
                .isEqualTo(400);
        assertThat(put("/sms/templates", "{\"enrollment_message\":\"e\"}").statusCode())
                .isEqualTo(400);
        assertThat(put("/push-notification/providers/sns", "{\"aws_region\":\"moon-1\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(put("/duo/settings", "{\"skey\":\"\"}").statusCode()).isEqualTo(400);
        assertThat(audited()).isEmpty();
    }

    private static JsonNode tree(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> put(String path, String body) {
        return api.send("PUT", FACTORS + path, body);
    }

    private List<String> audited() {
        return texts("SELECT action || kind || before || after AS text FROM audit_log"
                + " WHERE method IN ('PUT', 'PATCH') AND " + IS_CHANGE);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
