package dev.bailiwick.user;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.WhirlpoolDigest;

/** The digests that imported hashes are made with, by the names that OpenSSL has for them. */
final class Digests {

    private Digests() {}

    static Optional<Supplier<Digest>> named(String name) {
        return switch (name) {
            case "md4", "md4WithRSAEncryption", "RSA-MD4" -> Optional.of(MD4Digest::new);
            case "md5", "md5WithRSAEncryption", "RSA-MD5", "ssl3-md5" -> Optional.of(MD5Digest::new);
            case "ripemd160", "ripemd160WithRSA", "RSA-RIPEMD160", "ripemd", "rmd160" ->
                Optional.of(RIPEMD160Digest::new);
            case "sha1", "sha1WithRSAEncryption", "RSA-SHA1", "RSA-SHA1-2", "ssl3-sha1" -> Optional.of(SHA1Digest::new);
            case "sha224", "sha224WithRSAEncryption", "RSA-SHA224" -> Optional.of(SHA224Digest::new);
            case "sha256", "sha256WithRSAEncryption", "RSA-SHA256" -> Optional.of(SHA256Digest::new);
            case "sha384", "sha384WithRSAEncryption", "RSA-SHA384" -> Optional.of(SHA384Digest::new);
            case "sha512", "sha512WithRSAEncryption", "RSA-SHA512" -> Optional.of(SHA512Digest::new);
            case "whirlpool" -> Optional.of(WhirlpoolDigest::new);
            default -> Optional.empty();
        };
    }

    /** Compares the digest of a password, and of a salt behind it, with the given one. Refuses one of another length. */
    static HashCheck check(String member, Supplier<Digest> digest, byte[] expected, byte[] salt) {
        if (digest.get().getDigestSize() != expected.length) {
            throw PasswordHash.refused(member, "must be as long as its digest");
        }
        return password -> {
            var function = digest.get();
            function.update(password, 0, password.length);
            function.update(salt, 0, salt.length);
            var found = new byte[expected.length];
            function.doFinal(found, 0);
            return MessageDigest.isEqual(expected, found);
        };
    }
}
