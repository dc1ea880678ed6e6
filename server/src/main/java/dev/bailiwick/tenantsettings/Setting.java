package dev.bailiwick.tenantsettings;

import dev.bailiwick.json.JsonObject;
import java.util.Set;

/**
 * Something that a tenant's administrators may set, and that is one document, or one to each of several names.
 *
 * @param kind what it is called, in the database and in the log
 * @param preset what a new tenant of Auth0 answers
 * @param merged the members of which a change may bring a part, at any depth
 * @param secrets members, at any depth, that never stand in the log; a document with any is sealed as a whole
 * @param hidden those of the secrets that nobody is shown
 * @param longest how many characters a document may have, written as JSON
 */
public record Setting(
        String kind, JsonObject preset, Set<String> merged, Set<String> secrets, Set<String> hidden, int longest) {

    private static final int LONGEST = 131_072;

    public static final Setting BOT_DETECTION = of("bot detection settings", """
            {"challenge_password_policy": "never", "challenge_passwordless_policy": "never",
             "challenge_password_reset_policy": "never", "allowlist": [], "bot_detection_level": "medium",
             "monitoring_mode_enabled": false}
            """);

    public static final Setting BREACHED_PASSWORD_DETECTION =
            of("breached password detection settings", """
            {"enabled": false, "shields": [], "admin_notification_frequency": [], "method": "standard",
             "stage": {"pre-user-registration": {"shields": []}, "pre-change-password": {"shields": []}}}
            """).merging("stage");

    public static final Setting BRUTE_FORCE_PROTECTION = of("brute-force protection settings", """
            {"enabled": true, "shields": ["block", "user_notification"], "mode": "count_per_identifier_and_ip",
             "allowlist": [], "max_attempts": 10}
            """);

    public static final Setting SUSPICIOUS_IP_THROTTLING =
            of("suspicious IP throttling settings", """
            {"enabled": true, "shields": ["admin_notification", "block"], "allowlist": [],
             "stage": {"pre-login": {"max_attempts": 100, "rate": 864000},
                       "pre-user-registration": {"max_attempts": 50, "rate": 1200},
                       "pre-custom-token-exchange": {"max_attempts": 10, "rate": 600000}}}
            """).merging("stage");

    public static final Setting CAPTCHA = of("captcha settings", """
            {"active_provider_id": "auth_challenge", "simple_captcha": {}, "auth_challenge": {"fail_open": false},
             "recaptcha_v2": {"site_key": ""}, "recaptcha_enterprise": {"site_key": "", "project_id": ""},
             "hcaptcha": {"site_key": ""}, "friendly_captcha": {"site_key": ""},
             "arkose": {"site_key": "", "client_subdomain": "client-api", "verify_subdomain": "verify-api",
                        "fail_open": false}}
            """)
            .merging(
                    "simple_captcha",
                    "auth_challenge",
                    "recaptcha_v2",
                    "recaptcha_enterprise",
                    "hcaptcha",
                    "friendly_captcha",
                    "arkose")
            .hiding("secret", "api_key");

    public static final Setting RISK_ASSESSMENTS = of("risk assessment settings", "{\"enabled\": false}");

    public static final Setting NEW_DEVICE_ASSESSMENT = of("new device settings", "{\"remember_for\": 30}");

    public static final Setting BRANDING = of("branding settings", "{}");

    public static final Setting THEME = of("branding theme", "{}");

    public static final Setting UNIVERSAL_LOGIN_TEMPLATE = of("universal login template", "{}");

    public static final Setting PHONE_PROVIDER = of("phone provider", "{}").hiding("credentials");

    /** One to each type. */
    public static final Setting PHONE_TEMPLATE = of("phone template", "{}");

    public static final Setting PROMPTS =
            of("prompt settings", "{\"universal_login_experience\": \"new\", \"identifier_first\": true}");

    /** One to each prompt and language. */
    public static final Setting CUSTOM_TEXT = of("custom text", "{}");

    /** One to each prompt. */
    public static final Setting PARTIALS = of("prompt partials", "{}");

    /** One to each prompt and screen, of which there are thousands: so they are shorter than others. */
    public static final Setting RENDERING =
            of("screen rendering settings", "{}").upTo(16_384);

    /** Which factors are enabled. */
    public static final Setting FACTORS = of("multifactor factors", """
            {"sms": false, "push-notification": false, "otp": false, "email": false, "duo": false,
             "webauthn-roaming": false, "webauthn-platform": false, "recovery-code": false}
            """);

    public static final Setting POLICIES = of("multifactor policies", "{\"policies\": []}");

    public static final Setting MESSAGE_TYPES = of("phone message types", "{\"message_types\": []}");

    /** Of phone messages, which were once called SMS. */
    public static final Setting PHONE_SENDER = of("selected phone provider", "{\"provider\": \"auth0\"}");

    public static final Setting TWILIO = of("Twilio settings", "{}").guarding("auth_token");

    public static final Setting PHONE_MESSAGES = of("phone messages", """
            {"enrollment_message": "{{code}} is the code with which you enroll at {{tenant.friendly_name}}.",
             "verification_message": "{{code}} is your code for {{tenant.friendly_name}}."}
            """);

    public static final Setting PUSH_SENDER = of("selected push provider", "{\"provider\": \"guardian\"}");

    public static final Setting SNS = of("Amazon SNS settings", "{}").hiding("aws_secret_access_key");

    public static final Setting APNS = of("APNs settings", "{}").hiding("p12");

    public static final Setting FCM = of("FCM settings", "{}").hiding("server_key");

    public static final Setting FCM_V1 = of("FCM v1 settings", "{}").hiding("server_credentials");

    public static final Setting DUO = of("Duo settings", "{}").guarding("skey");

    public static final Setting SECURITY_KEYS =
            of("security key settings", "{\"userVerification\": \"preferred\", \"overrideRelyingParty\": false}");

    public static final Setting BUILT_IN_KEYS = of("built-in key settings", "{\"overrideRelyingParty\": false}");

    /** The tenant's own app for push notifications. */
    public static final Setting PUSH_APP = of("push app settings", "{}");

    public Setting {
        merged = Set.copyOf(merged);
        secrets = Set.copyOf(secrets);
        hidden = Set.copyOf(hidden);
    }

    private static Setting of(String kind, String preset) {
        return new Setting(kind, JsonObject.ofWritten(preset), Set.of(), Set.of(), Set.of(), LONGEST);
    }

    private Setting merging(String... members) {
        return new Setting(kind, preset, Set.of(members), secrets, hidden, longest);
    }

    /** Secrets that are shown to whoever may read the setting, as in the original. */
    private Setting guarding(String... members) {
        return new Setting(kind, preset, merged, Set.of(members), Set.of(), longest);
    }

    private Setting hiding(String... members) {
        return new Setting(kind, preset, merged, Set.of(members), Set.of(members), longest);
    }

    private Setting upTo(int characters) {
        return new Setting(kind, preset, merged, secrets, hidden, characters);
    }
}
