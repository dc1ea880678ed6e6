package dev.bailiwick.user;

import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A hash of bcrypt as it came with an import. Its algorithm looks at 72 bytes of a password and no more; our own hashes are
 * not made with it.
 */
record BcryptHash(String text) implements HashCheck {

    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
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
        return OpenBSDBCrypt.checkPassword(text, password);
    }
}
