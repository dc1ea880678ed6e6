package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.user.AuthenticationMethodStore.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Authentication methods of a user as {@link ImportedFactors} takes them.
 *
 * @param factors those that have a place in that format
 * @param unwritten what else there is, by the codes of its types and, where all but some settings is written, by the names of these
 *     behind a dot
 */
record ExportedFactors(List<JsonObject> factors, SortedSet<String> unwritten) {

    private static final String NUMBER = "phone_number";
    private static final String ADDRESS = "email";

    /**
     * Those that are kept.
     *
     * @param hasSecrets whether those are written that hold a secret
     */
    static ExportedFactors of(List<Kept> kept, SecretBox box, boolean hasSecrets) {
        var factors = new ArrayList<JsonObject>();
        var unwritten = new TreeSet<String>();
        for (var each : kept) {
            var method = each.method();
            var factor = factor(each, box, hasSecrets)
                    .filter(_ -> factors.size() < ImportedFactors.MOST)
                    .filter(ImportedFactors::isTaken);
            if (factor.isPresent()) {
                factors.add(factor.get());
                method.settings().names().stream()
                        .filter(name -> !name.equals(NUMBER) && !name.equals(ADDRESS))
                        .forEach(name -> unwritten.add(method.type().code() + "." + name));
            } else {
                unwritten.add(method.type().code());
            }
        }
        return new ExportedFactors(List.copyOf(factors), unwritten);
    }

    private static Optional<JsonObject> factor(Kept kept, SecretBox box, boolean hasSecrets) {
        var method = kept.method();
        return switch (method.type()) {
            case PHONE -> method.settings().text("/" + NUMBER).map(number -> factor(method, "value", number));
            case EMAIL -> method.settings().text("/" + ADDRESS).map(address -> factor(method, "value", address));
            case TOTP ->
                hasSecrets
                        ? Optional.of(factor(
                                method,
                                "secret",
                                plain(box.open(AuthenticationMethods.TOTP_SECRET, kept.secret())
                                        .reveal())))
                        : Optional.empty();
            case WEBAUTHN_ROAMING, PASSKEY, RECOVERY_CODE -> Optional.empty();
        };
    }

    private static JsonObject factor(AuthenticationMethod method, String member, String value) {
        return JsonObject.of(Map.of(method.type().code(), Map.of(member, value)));
    }

    /** The same secret in base32 as the format has it (RFC 4648 section 6). */
    private static String plain(String secret) {
        return secret.toUpperCase(Locale.ROOT).replace("=", "");
    }
}
