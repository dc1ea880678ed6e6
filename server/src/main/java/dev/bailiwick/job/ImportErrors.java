package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who could not be brought in, as Auth0's list of errors tells it. Nothing that may be a secret is in it. */
final class ImportErrors {

    private static final String HIDDEN = "*****";
    private static final String CUSTOM_HASH = "custom_password_hash";

    private static final Set<String> SHOWN = Set.of(
            "app_metadata",
            "blocked",
            "email",
            "email_verified",
            "family_name",
            "given_name",
            "name",
            "nickname",
            "phone_number",
            "phone_verified",
            "picture",
            "user_id",
            "user_metadata",
            "username");

    private ImportErrors() {}

    static JsonObject entry(JsonObject user, List<ImportFault> faults) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("user", shown(user));
        entry.put("errors", faults.stream().map(ImportFault::toJson).toList());
        return JsonObject.of(entry);
    }

    private static JsonObject shown(JsonObject user) {
        var hidden = new LinkedHashMap<String, Object>();
        var order = new ArrayList<String>();
        for (var name : user.names()) {
            order.add(name);
            if (!SHOWN.contains(name)) {
                hidden.put(name, name.equals(CUSTOM_HASH) ? hash(user) : HIDDEN);
            }
        }
        return user.mergedWith(JsonObject.of(hidden), Set.of()).in(order);
    }

    private static Map<String, Object> hash(JsonObject user) {
        var members = new LinkedHashMap<String, Object>();
        user.text("/" + CUSTOM_HASH + "/algorithm").ifPresent(algorithm -> members.put("algorithm", algorithm));
        members.put("hash", Map.of("value", HIDDEN));
        return members;
    }
}
