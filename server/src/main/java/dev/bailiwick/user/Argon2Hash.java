package dev.bailiwick.user;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** A hash of Argon2 (RFC 9106), written in the PHC string format. */
final class Argon2Hash implements HashCheck {

    private static final Pattern FORM = Pattern.compile("\\$argon2(?<type>id|i|d)(?:\\$v=(?<version>16|19))?"
            + "\\$m=(?<m>\\d{1,9}),t=(?<t>\\d{1,9}),p=(?<p>\\d{1,9})"
            + "\\$(?<salt>[A-Za-z0-9+/]{11,256})\\$(?<digest>[A-Za-z0-9+/]{16,256})");
    private static final Map<String, Integer> TYPES =
            Map.of("d", Argon2Parameters.ARGON2_d, "i", Argon2Parameters.ARGON2_i, "id", Argon2Parameters.ARGON2_id);

    /** What OWASP advises: about a fiftieth of a second of a core, and 19 MiB while it lasts. */
    private static final int MEMORY = 19 * 1024;

    private static final int PASSES = 2;
    private static final int DIGEST_BYTES = 32;

    private static final int MOST_MEMORY = 1 << 18;
    private static final int MOST_LANES = 16;

    /** Of memory times passes, in KiB: some seconds of a core. */
    private static final long MOST_WORK = 1L << 20;

    private final Argon2Parameters parameters;
    private final byte[] digest;

    private Argon2Hash(Argon2Parameters parameters, byte[] digest) {
        this.parameters = parameters;
        this.digest = digest;
    }

    /** The hash of a new password. */
    static Argon2Hash of(byte[] password, byte[] salt) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(MEMORY)
                .withIterations(PASSES)
                .withParallelism(1)
                .withSalt(salt)
                .build();
        return new Argon2Hash(parameters, digest(parameters, password, DIGEST_BYTES));
    }

    /** Refuses a text of another form, and one that asks for more work than a login may cost. */
    static Argon2Hash parse(String member, String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            throw PasswordHash.refused(member, "must have the form of its algorithm");
        }
        int memory = Integer.parseInt(found.group("m"));
        int passes = Integer.parseInt(found.group("t"));
        int lanes = Integer.parseInt(found.group("p"));
        if (passes < 1 || lanes < 1 || memory < 8 * lanes) {
            throw PasswordHash.refused(member, "must have parameters that RFC 9106 allows");
        }
        if (memory > MOST_MEMORY || lanes > MOST_LANES || (long) memory * passes > MOST_WORK) {
            throw PasswordHash.refused(member, "must not ask for that much work");
        }
        int version = "19".equals(found.group("version"))
                ? Argon2Parameters.ARGON2_VERSION_13
                : Argon2Parameters.ARGON2_VERSION_10;
        var parameters = new Argon2Parameters.Builder(TYPES.getOrDefault(found.group("type"), 0))
                .withVersion(version)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(HashText.base64(member, found.group("salt")))
                .build();
        return new Argon2Hash(parameters, HashText.base64(member, found.group("digest")));
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(digest, digest(parameters, password, digest.length));
    }

    /** The form that {@link #parse} reads. */
    String text() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        parameters.getMemory(),
                        parameters.getIterations(),
                        parameters.getLanes(),
                        base64.encodeToString(parameters.getSalt()),
                        base64.encodeToString(digest));
    }

    private static byte[] digest(Argon2Parameters parameters, byte[] password, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var digest = new byte[length];
        generator.generateBytes(password, digest);
        return digest;
    }
}
