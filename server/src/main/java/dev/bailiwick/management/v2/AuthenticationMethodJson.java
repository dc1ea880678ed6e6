package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.user.AuthenticationMethod;
import dev.bailiwick.user.AuthenticationMethodType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user proves himself by, as Management API v2 writes it: without its secret, which nobody is told again.
 *
 * @param isMasked whether phone numbers and addresses are told in part alone, as a flag of the tenant has it
 */
record AuthenticationMethodJson(boolean isMasked) {

    /** How many characters of a number or an address are told, and how many of an address's name are not. */
    private static final int TOLD = 4;

    private static final String UNTOLD = "*".repeat(TOLD);

    /** For this tenant, whose flag is set where nothing else is said. */
    static AuthenticationMethodJson in(TenantId tenant, TenantSettings settings) {
        return new AuthenticationMethodJson(!settings.get(tenant)
                .flag("/flags/disable_management_api_sms_obfuscation")
                .orElse(true));
    }

    /** With nothing masked. */
    static AuthenticationMethodJson whole() {
        return new AuthenticationMethodJson(false);
    }

    /** As it is shown. */
    JsonObject of(AuthenticationMethod method) {
        return with(method, Map.of("confirmed", true), Map.of("enrolled_at", time(method)));
    }

    /** As the answer to its creation has it. */
    JsonObject made(AuthenticationMethod method) {
        return with(method, Map.of(), Map.of());
    }

    /** As the answer to its change has it. */
    JsonObject changed(AuthenticationMethod method) {
        return with(method, Map.of("confirmed", true), Map.of());
    }

    /** As a factor that a user is asked for. There is no word for that of an address. */
    JsonObject enrollment(AuthenticationMethod method) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", method.id());
        members.put("status", "confirmed");
        members.put("type", method.type().code());
        for (var name : List.of("name", "phone_number")) {
            settings(method).text("/" + name).ifPresent(text -> members.put(name, text));
        }
        switch (method.type()) {
            case TOTP -> members.put("auth_method", "authenticator");
            case PHONE -> members.put("auth_method", "sms");
            case WEBAUTHN_ROAMING -> members.put("auth_method", "webauthn-roaming");
            case EMAIL, PASSKEY, RECOVERY_CODE -> {}
        }
        members.put("enrolled_at", time(method));
        return JsonObject.of(members);
    }

    private JsonObject with(AuthenticationMethod method, Map<String, ?> before, Map<String, ?> behind) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", method.id());
        members.put("type", method.type().code());
        members.putAll(before);
        var rest = new LinkedHashMap<String, Object>();
        var ways = ways(method);
        if (!ways.isEmpty()) {
            rest.put("authentication_methods", ways);
        }
        rest.put("created_at", time(method));
        rest.putAll(behind);
        return JsonObject.of(members).mergedWith(settings(method), Set.of()).mergedWith(JsonObject.of(rest), Set.of());
    }

    private JsonObject settings(AuthenticationMethod method) {
        var settings = method.settings();
        var masked = new LinkedHashMap<String, Object>();
        if (isMasked) {
            settings.text("/phone_number").ifPresent(number -> masked.put("phone_number", maskedNumber(number)));
            settings.text("/email").ifPresent(address -> masked.put("email", maskedAddress(address)));
        }
        return settings.mergedWith(JsonObject.of(masked), Set.of());
    }

    private static String maskedNumber(String number) {
        var told = Math.max(0, number.length() - TOLD);
        return "X".repeat(told) + number.substring(told);
    }

    /** The first characters of a longer name, and of the domain, whose others are counted. */
    private static String maskedAddress(String address) {
        var at = Math.max(0, address.lastIndexOf('@'));
        var told = Math.min(address.length(), at + 1 + TOLD);
        return (at > TOLD ? address.substring(0, TOLD) : "")
                + UNTOLD
                + address.substring(at, told)
                + "*".repeat(address.length() - told);
    }

    /** The ways in which a phone is reached: the preferred one, or else all. */
    private static List<Map<String, String>> ways(AuthenticationMethod method) {
        return method.type() == AuthenticationMethodType.PHONE
                ? method
                        .settings()
                        .text("/preferred_authentication_method")
                        .map(List::of)
                        .orElse(List.of("sms", "voice"))
                        .stream()
                        .map(type -> way(type, method))
                        .toList()
                : List.of();
    }

    private static Map<String, String> way(String type, AuthenticationMethod method) {
        var way = new LinkedHashMap<String, String>();
        way.put("type", type);
        way.put("id", type + "|" + method.device());
        return way;
    }

    private static String time(AuthenticationMethod method) {
        return LogJson.time(method.createdAt());
    }
}
