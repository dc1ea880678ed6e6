package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is kept of a password.
 *
 * @param algorithm Auth0's word for it, and {@code argon2id} for our own
 * @param hash as bcrypt or Argon2 write it, or what an import tells of another algorithm's, as JSON; sealed where it holds a key
 */
record PasswordHash(String algorithm, Secret hash) {

    static final String BCRYPT = "bcrypt";
    static final String ARGON2ID = "argon2id";

    /** What it is to a box, where it is sealed. */
    private static final String PURPOSE = "custom_password_hash";

    /** A new one: the whole password in UTF-8, as it was typed. It takes a while; see {@link Passwords}. */
    static PasswordHash of(String password, byte[] salt) {
        var hash = Argon2Hash.of(password.getBytes(StandardCharsets.UTF_8), salt);
        return new PasswordHash(ARGON2ID, new Secret(hash.text()));
    }

    /** A hash of bcrypt. Refuses with {@link Problem.Invalid} any other text, and one that would take too long to check. */
    static PasswordHash ofBcrypt(String member, String text) {
        return new PasswordHash(
                BCRYPT, new Secret(BcryptHash.parse(member, text).text()));
    }

    /** What Auth0's import calls {@code custom_password_hash}. Refuses with {@link Problem.Invalid} what it would not take. */
    static PasswordHash ofCustom(JsonObject custom) {
        CustomHash.of(custom);
        var algorithm = custom.text("/algorithm").orElseThrow();
        var isPlainBcrypt = algorithm.equals(BCRYPT) && !custom.has("password") && !custom.has("salt");
        return isPlainBcrypt
                ? ofBcrypt(CustomHash.VALUE, custom.text("/hash/value").orElseThrow())
                : new PasswordHash(algorithm, new Secret(custom.toString()));
    }

    /** As it is kept: a key, with which all passwords of where it comes from could be tried, is not kept open. */
    PasswordHash sealed(SecretBox box) {
        var text = hash.reveal();
        boolean hasKey = text.startsWith("{")
                && JsonObject.ofWritten(text).value("/hash/key").isPresent();
        return hasKey ? new PasswordHash(algorithm, new Secret(box.seal(PURPOSE, hash))) : this;
    }

    /** As it was before it was {@link #sealed}. */
    PasswordHash opened(SecretBox box) {
        return isSealed() ? new PasswordHash(algorithm, box.open(PURPOSE, hash.reveal())) : this;
    }

    /** All others begin with a dollar or a brace. */
    private boolean isSealed() {
        return hash.reveal().startsWith("ey");
    }

    /** Whether it was made here, of a password that was set here, so that it is known what it costs. */
    boolean isOurs() {
        return algorithm.equals(ARGON2ID);
    }

    /** Whether the password is the one that was hashed. It takes a while; see {@link Passwords}. */
    boolean matches(String password) {
        var text = hash.reveal();
        if (text.startsWith("{")) {
            return CustomHash.of(JsonObject.ofWritten(text)).matches(password);
        }
        var check = algorithm.equals(BCRYPT) ? BcryptHash.parse("hash", text) : Argon2Hash.parse("hash", text);
        return check.matches(password.getBytes(StandardCharsets.UTF_8));
    }

    /** The member of an imported user in which {@link #exported} stands. */
    String member() {
        boolean isPlain = algorithm.equals(BCRYPT) && !hash.reveal().startsWith("{");
        return isPlain ? "password_hash" : "custom_password_hash";
    }

    /** The hash as an import takes it. */
    Object exported() {
        var text = hash.reveal();
        if (text.startsWith("{")) {
            return JsonObject.ofWritten(text);
        }
        return algorithm.equals(BCRYPT) ? text : Map.of("algorithm", "argon2", "hash", Map.of("value", text));
    }

    static RuntimeException refused(String member, String rule) {
        return new Problem.Invalid(Part.BODY, "/" + member, rule).asException();
    }
}
