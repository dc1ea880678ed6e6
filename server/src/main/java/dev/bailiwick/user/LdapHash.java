package dev.bailiwick.user;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** A {@code userPassword} as directories keep it (RFC 2307 section 5.3), salted or not. What {@code crypt} made is not read. */
final class LdapHash {

    private static final Pattern FORM = Pattern.compile(
            "\\{(?<salted>S)?(?<family>MD5|SHA)-?(?<size>1|224|256|384|512)?\\}(?<text>.+)", Pattern.CASE_INSENSITIVE);

    private LdapHash() {}

    static HashCheck parse(String member, String value) {
        var found = FORM.matcher(value);
        if (!found.matches()) {
            throw PasswordHash.refused(member, "must have the form of its algorithm");
        }
        var family = found.group("family").toLowerCase(Locale.ROOT);
        var size = found.group("size");
        var digest = Digests.named(family + (size != null ? size : family.equals("sha") ? "1" : ""))
                .orElseThrow(() -> PasswordHash.refused(member, "must name a digest that is known"));
        var bytes = HashText.base64(member, found.group("text"));
        int length = digest.get().getDigestSize();
        if (found.group("salted") == null ? bytes.length != length : bytes.length <= length) {
            throw PasswordHash.refused(member, "must be as long as its digest");
        }
        return Digests.check(
                member, digest, Arrays.copyOf(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length));
    }
}
