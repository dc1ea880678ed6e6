package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What messages to phones say where a tenant has not said anything else, as Liquid templates. */
final class PhoneTemplateTexts {

    /** The types of which a template is listed before it is made. */
    static final List<String> LISTED = List.of("blocked_account", "change_password", "otp_enroll", "otp_verify");

    private static final Map<String, String> TEXTS = Map.of(
            "otp_verify", "Your code for {{ friendly_name | escape }} is {{ code | escape }}.",
            "otp_enroll", "Your code to enroll at {{ friendly_name | escape }} is {{ code | escape }}.",
            "change_password",
                    "Your code to change your password at {{ friendly_name | escape }} is {{ code | escape }}.",
            "blocked_account",
                    "Logins to your account at {{ friendly_name | escape }} from {{ user.source_ip }} are blocked after"
                            + " too many attempts. If that was you, change your password.",
            "password_breach", "Your password for {{ friendly_name | escape }} is known to others. Please change it.");

    private PhoneTemplateTexts() {}

    /** The content of a type: in writing, and to be spoken. */
    static JsonObject of(String type) {
        var text = TEXTS.get(type);
        if (text == null) {
            throw new IllegalArgumentException("no such type: " + type);
        }
        return JsonObject.of(Map.of("syntax", "liquid"))
                .with(
                        "body",
                        JsonObject.of(Map.of("text", text))
                                .with("voice", text.replace(" is {{", " is {{ pause }} {{")));
    }
}
