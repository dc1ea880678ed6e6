package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The rules of {@code custom_password_hash} in Auth0's import of users: which algorithm needs what, and how much work a
 * hash may ask for, since whoever tries to log in has it done.
 */
final class CustomHash {

    static final String VALUE = "custom_password_hash/hash/value";

    private static final String PLACE = "custom_password_hash/";
    private static final List<String> PLAIN = List.of("md4", "md5", "sha1", "sha256", "sha512");
    private static final List<String> OTHERS =
            List.of("argon2", PasswordHash.BCRYPT, "hmac", "ldap", "pbkdf2", "scrypt");

    private static final Pattern ARGON2 =
            Pattern.compile("\\$argon2(?:id|i|d)\\$(?:v=\\d+\\$)?([a-z]=\\d+(?:,[a-z]+=[^,$]+)*)\\$[^$]+\\$[^$]+");
    private static final Pattern PBKDF2 =
            Pattern.compile("\\$pbkdf2-[a-z0-9-]+\\$([a-z]=\\d+(?:,[a-z]=\\d+)*)\\$[^$]*\\$[^$]+");
    private static final Pattern PARAMETER = Pattern.compile("([a-z]+)=(\\d{1,18})");
    private static final Pattern LDAP = Pattern.compile("\\{[A-Za-z0-9_-]+\\}.+");

    /** Of the parameters of each algorithm, how far they may go. */
    private static final Map<String, Long> ARGON2_MOST = Map.of("m", 1L << 18, "t", 32L, "p", 16L);

    private static final Map<String, Long> PBKDF2_MOST = Map.of("i", 5_000_000L, "l", 1_024L);
    private static final Map<String, Long> SCRYPT_MOST =
            Map.of("cost", 1L << 20, "blockSize", 32L, "parallelization", 16L, "keylen", 1_024L);
    private static final long SCRYPT_MEMORY = 1L << 28;

    private CustomHash() {}

    static void require(JsonObject custom) {
        var algorithm = custom.text("/algorithm").orElse("");
        if (!PLAIN.contains(algorithm) && !OTHERS.contains(algorithm)) {
            throw PasswordHash.refused(PLACE + "algorithm", "must be one that is known");
        }
        var value = custom.text("/hash/value")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> PasswordHash.refused(VALUE, "is required"));
        switch (algorithm) {
            case "argon2" -> bounded(parameters(ARGON2, value), ARGON2_MOST);
            case "pbkdf2" -> bounded(parameters(PBKDF2, value), PBKDF2_MOST);
            case "scrypt" -> scrypt(custom);
            case "hmac" -> hmac(custom);
            case "ldap" -> matching(LDAP, value);
            case PasswordHash.BCRYPT -> PasswordHash.ofBcrypt(VALUE, value);
            default -> {} // a digest costs nothing, and its salt may be absent
        }
    }

    private static void hmac(JsonObject custom) {
        for (var member : List.of("digest", "key/value")) {
            if (custom.text("/hash/" + member).isEmpty()) {
                throw PasswordHash.refused(PLACE + "hash/" + member, "is required");
            }
        }
    }

    private static void scrypt(JsonObject custom) {
        if (custom.text("/salt/value").isEmpty()) {
            throw PasswordHash.refused(PLACE + "salt/value", "is required");
        }
        SCRYPT_MOST.forEach((name, most) -> bounded(name, number(custom, name), most));
        if (128 * number(custom, "cost") * number(custom, "blockSize") > SCRYPT_MEMORY) {
            throw PasswordHash.refused(PLACE + "cost", "must not ask for more than 256 MiB");
        }
    }

    private static long number(JsonObject custom, String name) {
        Optional<Long> number = custom.number("/" + name).or(() -> custom.number("/hash/" + name));
        return number.orElseThrow(() -> PasswordHash.refused(PLACE + name, "is required"));
    }

    private static String parameters(Pattern form, String value) {
        var found = matching(form, value);
        return found.group(1);
    }

    private static MatchResult matching(Pattern form, String value) {
        var found = form.matcher(value);
        if (!found.matches()) {
            throw PasswordHash.refused(VALUE, "must have the form of its algorithm");
        }
        return found.toMatchResult();
    }

    private static void bounded(String parameters, Map<String, Long> most) {
        var found = PARAMETER.matcher(parameters);
        while (found.find()) {
            var limit = most.get(found.group(1));
            if (limit != null) {
                bounded("hash/value", Long.parseLong(found.group(2)), limit);
            }
        }
    }

    private static void bounded(String member, long value, long most) {
        if (value < 1 || value > most) {
            throw PasswordHash.refused(PLACE + member, "must not ask for that much work");
        }
    }
}
