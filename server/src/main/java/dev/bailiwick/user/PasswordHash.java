package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.secret.Secret;
import java.util.regex.Pattern;

/**
 * What is kept of a password.
 *
 * @param algorithm Auth0's word for it
 * @param hash as bcrypt writes it, or what an import tells of another algorithm's, as JSON
 */
record PasswordHash(String algorithm, Secret hash) {

    static final String BCRYPT = "bcrypt";

    private static final Pattern BCRYPT_HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int LOWEST_COST = 4;

    /** About four seconds of a core. Whoever tries to log in would wait that long. */
    private static final int HIGHEST_COST = 16;

    /** A hash of bcrypt. Refuses with {@link Problem.Invalid} any other text, and one that would take too long to check. */
    static PasswordHash ofBcrypt(String member, String text) {
        var found = BCRYPT_HASH.matcher(text);
        if (!found.matches()) {
            throw refused(member, "must be a hash of bcrypt");
        }
        int cost = Integer.parseInt(found.group(1));
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            throw refused(member, "must have a cost from " + LOWEST_COST + " to " + HIGHEST_COST);
        }
        return new PasswordHash(BCRYPT, new Secret(text));
    }

    /** What Auth0's import calls {@code custom_password_hash}. Refuses with {@link Problem.Invalid} what it would not take. */
    static PasswordHash ofCustom(JsonObject custom) {
        CustomHash.require(custom);
        var algorithm = custom.text("/algorithm").orElseThrow();
        var value = custom.text("/hash/value").orElseThrow();
        return algorithm.equals(BCRYPT) && !custom.has("password")
                ? ofBcrypt(CustomHash.VALUE, value)
                : new PasswordHash(algorithm, new Secret(custom.toString()));
    }

    static RuntimeException refused(String member, String rule) {
        return new Problem.Invalid(Part.BODY, "/" + member, rule).asException();
    }
}
