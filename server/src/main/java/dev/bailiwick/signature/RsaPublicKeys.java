package dev.bailiwick.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.interfaces.RSAPublicKey;

/** What is asked of RSA keys that others bring, and what they are known by. */
public final class RsaPublicKeys {

    private static final int FEWEST_BITS = 2_048;
    private static final int MOST_BITS = 8_192;

    private RsaPublicKeys() {}

    /** Whether a key is neither too weak nor too costly: it has 2048 to 8192 bits. */
    public static boolean isTakable(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= FEWEST_BITS && bits <= MOST_BITS;
    }

    /** A digest of its parts (RFC 7638), SHA-256 in base64url. */
    public static String thumbprint(RSAPublicKey key) {
        try {
            return new RSAKey.Builder(key).build().computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
