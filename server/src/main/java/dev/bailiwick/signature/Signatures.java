package dev.bailiwick.signature;

import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.bailiwick.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * By whose code signatures are computed. The provider is named at each use and never installed: for digests and random
 * numbers the JDK's own is the faster one.
 */
public final class Signatures {

    private static final int SHORTEST_SECRET = 32;

    private final Supplier<Optional<Provider>> provider;

    private Signatures(Supplier<Optional<Provider>> provider) {
        this.provider = provider;
    }

    /** Amazon Corretto's where its library loads, which is tried at the first use, else the JDK's. */
    public static Signatures fastest() {
        return new Signatures(() -> Corretto.PROVIDER);
    }

    /** The JDK's, always. */
    public static Signatures ofJdk() {
        return new Signatures(Optional::empty);
    }

    /** Whose they are, for people. */
    public String name() {
        return provider.get()
                .map(present -> "Amazon Corretto " + present.getVersionStr())
                .orElse("the JDK's own");
    }

    /** An RSA private key in the form that the provider takes without translating it anew for each signature. */
    public PrivateKey adopt(PrivateKey rsa) {
        return provider.get().map(present -> translated(rsa, present)).orElse(rsa);
    }

    /** Signs with an RSA key, whoever's form it has. */
    public JWSSigner signer(PrivateKey rsa) {
        var signer = new RSASSASigner(rsa);
        provider.get().ifPresent(signer.getJCAContext()::setProvider);
        return signer;
    }

    /**
     * Signs with a secret (RFC 7518 section 3.2), by HMAC of the JDK. One that is shorter than the library takes is filled up with
     * zeros, which is what HMAC itself does (RFC 2104 section 2).
     */
    public static JWSSigner signer(Secret secret) {
        var bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            return new MACSigner(Arrays.copyOf(bytes, Math.max(bytes.length, SHORTEST_SECRET)));
        } catch (KeyLengthException e) {
            throw new IllegalStateException("a secret was not filled up", e);
        }
    }

    /** Verifies what was signed with an RSA key. */
    public JWSVerifier verifier(RSAPublicKey rsa) {
        var verifier = new RSASSAVerifier(rsa);
        provider.get().ifPresent(verifier.getJCAContext()::setProvider);
        return verifier;
    }

    private static PrivateKey translated(PrivateKey rsa, Provider provider) {
        try {
            return KeyFactory.getInstance("RSA", provider).generatePrivate(new PKCS8EncodedKeySpec(rsa.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an RSA key of the JDK is none to " + provider.getName(), e);
        }
    }
}
