package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.user.AuthenticationMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a user proves himself by, as Management API v2 writes it: without its secret, which nobody is told again. */
final class AuthenticationMethodJson {

    private AuthenticationMethodJson() {}

    /** As it is shown. */
    static JsonObject of(AuthenticationMethod method) {
        return with(method, Map.of("confirmed", true), Map.of("enrolled_at", time(method)));
    }

    /** As the answer to its creation has it. */
    static JsonObject made(AuthenticationMethod method) {
        return with(method, Map.of(), Map.of());
    }

    /** As the answer to its change has it. */
    static JsonObject changed(AuthenticationMethod method) {
        return with(method, Map.of("confirmed", true), Map.of());
    }

    /** As a factor that a user is asked for. There is no word for that of an address. */
    static JsonObject enrollment(AuthenticationMethod method) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", method.id());
        members.put("status", "confirmed");
        members.put("type", method.type().code());
        for (var name : List.of("name", "phone_number")) {
            method.settings().text("/" + name).ifPresent(text -> members.put(name, text));
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

    private static JsonObject with(AuthenticationMethod method, Map<String, ?> before, Map<String, ?> behind) {
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
        return JsonObject.of(members).mergedWith(method.settings(), Set.of()).mergedWith(JsonObject.of(rest), Set.of());
    }

    /** The ways in which a device is reached; a phone can be called and sent texts. */
    private static List<Map<String, String>> ways(AuthenticationMethod method) {
        return switch (method.type()) {
            case PHONE -> List.of(way("sms", method), way("voice", method));
            case TOTP -> List.of(way("totp", method));
            case EMAIL, WEBAUTHN_ROAMING, PASSKEY, RECOVERY_CODE -> List.of();
        };
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
