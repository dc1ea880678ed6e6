package dev.bailiwick.user;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A hash of bcrypt as it came with an import. Its algorithm looks at 72 bytes of a password and no more; our own hashes are
 * not made with it.
 */
record BcryptHash(String text) implements HashCheck {

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final String ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SALT_END = 28;
    private static final int DIGEST_END = 59;

    /** Of the six bits of the last character of the salt's 16 bytes, and of the digest's 23, those that count. */
    private static final int SALT_BITS = 0b110000;

    private static final int DIGEST_BITS = 0b111100;
    private static final int LOWEST_COST = 4;

    /** About four seconds of a core. Whoever tries to log in would wait that long. */
    private static final int HIGHEST_COST = 16;

    /** Refuses any other text, and one that would take too long to check. */
    static BcryptHash parse(String member, String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            throw PasswordHash.refused(member, "must be a hash of bcrypt");
        }
        int cost = Integer.parseInt(found.group(1));
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            throw PasswordHash.refused(member, "must have a cost from " + LOWEST_COST + " to " + HIGHEST_COST);
        }
        return new BcryptHash(text);
    }

    @Override
    public boolean matches(byte[] password) {
        return OpenBSDBCrypt.checkPassword(canonical(), password);
    }

    /** The text with nothing in the bits that stand for none of the bytes: some programs leave any there, and texts are compared. */
    private String canonical() {
        return text.substring(0, SALT_END)
                + cut(text.charAt(SALT_END), SALT_BITS)
                + text.substring(SALT_END + 1, DIGEST_END)
                + cut(text.charAt(DIGEST_END), DIGEST_BITS);
    }

    private static char cut(char last, int bits) {
        return ALPHABET.charAt(ALPHABET.indexOf(last) & bits);
    }
}
