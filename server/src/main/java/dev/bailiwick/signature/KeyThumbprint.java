package dev.bailiwick.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.interfaces.RSAPublicKey;

/** By what a key is known to whoever has it: a digest of its parts (RFC 7638), SHA-256 in base64url. */
public final class KeyThumbprint {

    private KeyThumbprint() {}

    public static String of(RSAPublicKey key) {
        try {
            return new RSAKey.Builder(key).build().computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
