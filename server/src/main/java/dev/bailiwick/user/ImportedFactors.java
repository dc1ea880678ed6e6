package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code mfa_factors} of an imported user, which become authentication methods. */
final class ImportedFactors {

    static final String MEMBER = "mfa_factors";

    /** How many a user can be imported with. */
    static final int MOST = 10;

    private static final int LONGEST = 320;

    private static final Pattern SECRET = Pattern.compile("[A-Z2-7]+");
    private static final Pattern NUMBER = Pattern.compile("\\+[0-9]{1,15}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    private ImportedFactors() {}

    /**
     * Those of a user as authentication methods with their types and secrets; what is there twice is there once. Refuses with
     * {@link Problem.Invalid} what is no list of factors.
     */
    static List<JsonObject> of(JsonObject user) {
        if (!user.has(MEMBER)) {
            return List.of();
        }
        var told = user.objects("/" + MEMBER);
        if (told.isEmpty()
                || told.size() > MOST
                || user.value("/" + MEMBER + "/" + told.size()).isPresent()) {
            throw refused();
        }
        var seen = new HashSet<JsonObject>();
        return told.stream()
                .map(factor -> find(factor).orElseThrow(ImportedFactors::refused))
                .filter(method -> seen.add(NewUser.folded(method)))
                .toList();
    }

    /** Whether a user can be imported with it. */
    static boolean isTaken(JsonObject factor) {
        return find(factor).isPresent();
    }

    private static Optional<JsonObject> find(JsonObject factor) {
        if (factor.size() != 1) {
            return Optional.empty();
        }
        return text(factor, "/totp/secret", SECRET)
                .map(secret -> method(AuthenticationMethodType.TOTP, AuthenticationMethods.TOTP_SECRET, secret))
                .or(() -> text(factor, "/phone/value", NUMBER)
                        .map(number -> method(AuthenticationMethodType.PHONE, "phone_number", number)))
                .or(() -> text(factor, "/email/value", ADDRESS)
                        .map(address -> method(AuthenticationMethodType.EMAIL, "email", address)));
    }

    private static Optional<String> text(JsonObject factor, String pointer, Pattern form) {
        return factor.text(pointer)
                .filter(text -> text.length() <= LONGEST && form.matcher(text).matches());
    }

    private static JsonObject method(AuthenticationMethodType type, String member, String value) {
        var members = new LinkedHashMap<String, Object>(Map.of("type", type.code()));
        members.put(member, value);
        return JsonObject.of(members);
    }

    private static RuntimeException refused() {
        return new Problem.Invalid(Part.BODY, "/" + MEMBER, "cannot be read").asException();
    }
}
