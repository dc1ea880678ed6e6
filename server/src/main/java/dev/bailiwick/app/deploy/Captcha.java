package dev.bailiwick.app.deploy;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Providers of riddles: the API shows them without their secrets, which it wants of each that it is sent, and tells of those too that nobody has set up. */
final class Captcha {

    private static final String TYPE = "attackProtection/captcha";
    private static final String KEY = "site_key";
    private static final Map<String, String> SECRETS = Map.of(
            "arkose", "secret",
            "hcaptcha", "secret",
            "friendly_captcha", "secret",
            "recaptcha_v2", "secret",
            "recaptcha_enterprise", "api_key");

    private Captcha() {}

    /** Leaves out what nobody has set up. */
    static void dropUnset(AssetType type, ObjectNode captcha) {
        if (type.name().equals(TYPE)) {
            captcha.remove(SECRETS.keySet().stream()
                    .filter(provider ->
                            captcha.path(provider).path(KEY).asString("").isEmpty())
                    .toList());
        }
    }

    /** Puts the tool's markers in the place of secrets. */
    static void mask(AssetType type, ObjectNode captcha) {
        if (type.name().equals(TYPE)) {
            SECRETS.forEach((provider, secret) -> {
                if (captcha.get(provider) instanceof ObjectNode set) {
                    set.put(secret, "##CAPTCHA_" + (provider + "_" + secret).toUpperCase(Locale.ROOT) + "##");
                }
            });
        }
    }
}
