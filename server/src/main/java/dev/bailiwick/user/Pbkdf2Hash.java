package dev.bailiwick.user;

import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** A hash of PBKDF2 (RFC 8018 section 5.2), as Auth0 imports it: in the PHC string format. */
final class Pbkdf2Hash {

    private static final Pattern FORM = Pattern.compile("\\$pbkdf2-(?<digest>[A-Za-z0-9-]+)"
            + "(?:\\$(?:i=(?<i>\\d{1,9}))?,?(?:l=(?<l>\\d{1,9}))?)?"
            + "\\$(?<salt>[A-Za-z0-9+/=]*)\\$(?<hash>[A-Za-z0-9+/=]+)");
    private static final int USUAL_ITERATIONS = 100_000;
    private static final int SHORTEST = 16;

    /** Of iterations times blocks: some seconds of a core. */
    private static final long MOST_WORK = 5_000_000;

    private Pbkdf2Hash() {}

    /** Refuses a text of another form, and one that asks for more work than a login may cost. */
    static HashCheck parse(String member, String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            throw PasswordHash.refused(member, "must have the form of its algorithm");
        }
        var digest = Digests.named(found.group("digest"))
                .orElseThrow(() -> PasswordHash.refused(member, "must name a digest that is known"));
        var salt = HashText.base64(member, found.group("salt"));
        var hash = HashText.base64(member, found.group("hash"));
        int iterations = found.group("i") == null ? USUAL_ITERATIONS : Integer.parseInt(found.group("i"));
        if (hash.length < SHORTEST
                || iterations < 1
                || (found.group("l") != null && Integer.parseInt(found.group("l")) != hash.length)) {
            throw PasswordHash.refused(member, "must be as long as it says");
        }
        int block = digest.get().getDigestSize();
        if ((long) iterations * ((hash.length + block - 1) / block) > MOST_WORK) {
            throw PasswordHash.refused(member, "must not ask for that much work");
        }
        return password -> {
            var generator = new PKCS5S2ParametersGenerator(digest.get());
            generator.init(password, salt, iterations);
            var key = (KeyParameter) generator.generateDerivedMacParameters(8 * hash.length);
            return MessageDigest.isEqual(hash, key.getKey());
        };
    }
}
