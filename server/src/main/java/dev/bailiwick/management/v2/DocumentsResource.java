package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenantsettings.Documents;
import dev.bailiwick.tenantsettings.Setting;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;

/** Settings of the tenant that are one document each: shown, changed member by member, or put as a whole. */
final class DocumentsResource {

    /**
     * A setting, and what can be done with it.
     *
     * @param operations their ids, which begin with {@code get}, {@code patch} or {@code put}
     */
    private record Row(Setting setting, Schema schema, List<String> operations) {

        static Row of(Setting setting, String file, String definition, String... operations) {
            return new Row(setting, Schema.of(file, definition), List.of(operations));
        }
    }

    private static final String ATTACKS = "attack-protection";
    private static final String GUARDIAN = "guardian";

    /** What was called SMS once is called phone, and is the same. */
    private static final List<Row> ROWS = List.of(
            Row.of(Setting.BOT_DETECTION, ATTACKS, "bot-detection", "get_bot-detection", "patch_bot-detection"),
            Row.of(
                    Setting.BREACHED_PASSWORD_DETECTION,
                    ATTACKS,
                    "breached-password-detection",
                    "get_breached-password-detection",
                    "patch_breached-password-detection"),
            Row.of(
                    Setting.BRUTE_FORCE_PROTECTION,
                    ATTACKS,
                    "brute-force-protection",
                    "get_brute-force-protection",
                    "patch_brute-force-protection"),
            Row.of(
                    Setting.SUSPICIOUS_IP_THROTTLING,
                    ATTACKS,
                    "suspicious-ip-throttling",
                    "get_suspicious-ip-throttling",
                    "patch_suspicious-ip-throttling"),
            Row.of(Setting.CAPTCHA, ATTACKS, "captcha", "get_captcha", "patch_captcha"),
            Row.of(
                    Setting.RISK_ASSESSMENTS,
                    ATTACKS,
                    "risk-assessments",
                    "get_risk_assessments_settings",
                    "patch_risk_assessments_settings"),
            Row.of(Setting.NEW_DEVICE_ASSESSMENT, ATTACKS, "new-device", "get_new-device", "patch_new-device"),
            Row.of(Setting.BRANDING, "branding", "settings", "get_branding", "patch_branding"),
            Row.of(Setting.PROMPTS, "prompts", "settings", "get_prompts", "patch_prompts"),
            Row.of(Setting.MESSAGE_TYPES, GUARDIAN, "message-types", "get_message-types", "put_message-types"),
            Row.of(
                    Setting.PHONE_SENDER,
                    GUARDIAN,
                    "phone-sender",
                    "get_guardian_phone_providers",
                    "put_phone_providers",
                    "get_sms_providers",
                    "put_sms_providers"),
            Row.of(
                    Setting.TWILIO,
                    GUARDIAN,
                    "twilio",
                    "get_phone_twilio_factor_provider",
                    "put_twilio",
                    "get_sms_twilio_factor_provider",
                    "put_sms_twilio_factor_provider"),
            Row.of(
                    Setting.PHONE_MESSAGES,
                    GUARDIAN,
                    "messages",
                    "get_factor_phone_templates",
                    "put_factor_phone_templates",
                    "get_factor_sms_templates",
                    "put_factor_sms_templates"),
            Row.of(Setting.PUSH_SENDER, GUARDIAN, "push-sender", "get_pn_providers", "put_pn_providers"),
            Row.of(Setting.SNS, GUARDIAN, "sns", "get_sns", "patch_sns", "put_sns"),
            Row.of(Setting.APNS, GUARDIAN, "apns", "get_apns", "patch_apns", "put_apns"),
            Row.of(Setting.FCM, GUARDIAN, "fcm", "patch_fcm", "put_fcm"),
            Row.of(Setting.FCM_V1, GUARDIAN, "fcmv1", "patch_fcmv1", "put_fcmv1"),
            Row.of(
                    Setting.DUO,
                    GUARDIAN,
                    "duo",
                    "get_factor_duo_settings",
                    "patch_factor_duo_settings",
                    "put_factor_duo_settings"),
            Row.of(
                    Setting.SECURITY_KEYS,
                    GUARDIAN,
                    "webauthn-roaming",
                    "get_webauthn_roaming_settings",
                    "put_webauthn_roaming_settings"),
            Row.of(
                    Setting.BUILT_IN_KEYS,
                    GUARDIAN,
                    "webauthn-platform",
                    "get_webauthn_platform_settings",
                    "put_webauthn_platform_settings"),
            Row.of(Setting.PUSH_APP, GUARDIAN, "push-app", "get_mfa_push", "patch_mfa_push"));

    /** What is shown besides of some that have been set. */
    private static final Map<Setting, JsonObject> COMPLETIONS = Map.of(
            Setting.TWILIO, JsonObject.ofWritten("{\"messaging_service_sid\":null}"),
            Setting.APNS, JsonObject.ofWritten("{\"enabled\":true}"));

    private static final JsonObject NOTHING = JsonObject.of(Map.of());

    private final Documents documents;

    DocumentsResource(Documents documents) {
        this.documents = documents;
    }

    List<Route> routes() {
        return ROWS.stream()
                .flatMap(row -> row.operations.stream().map(id -> Operations.route(id, handler(row, id))))
                .toList();
    }

    private Route.Handler handler(Row row, String id) {
        return switch (id.substring(0, id.indexOf('_'))) {
            case "get" ->
                call -> Answer.ok(shown(row.setting, documents.get(call.tenant().id(), row.setting)));
            case "patch" ->
                call -> Answer.ok(
                        documents.patch(call.tenant().id(), row.setting, row.schema.read(call), call.origin()));
            default ->
                call -> Answer.ok(documents.put(call.tenant().id(), row.setting, row.schema.read(call), call.origin()));
        };
    }

    private static JsonObject shown(Setting setting, JsonObject document) {
        return document.size() == 0 ? document : document.orElse(COMPLETIONS.getOrDefault(setting, NOTHING));
    }
}
