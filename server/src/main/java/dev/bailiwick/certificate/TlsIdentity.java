package dev.bailiwick.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What a server proves itself with.
 *
 * @param chain the server's certificate first, then those that vouch for it
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

    public TlsIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * A key pair that the operator brings.
     *
     * @param chain PEM certificates, the server's first
     * @param key its PKCS #8 key in PEM, without a password
     * @throws IllegalArgumentException when they cannot be read or do not belong together
     */
    public static TlsIdentity ofPem(String chain, String key) {
        try {
            var certificates = Pem.certificates(chain);
            var publicKey = certificates.getFirst().getPublicKey();
            var identity = new TlsIdentity(Pem.privateKey(key, publicKey.getAlgorithm()), certificates);
            identity.requirePair();
            return identity;
        } catch (GeneralSecurityException | IllegalStateException | NoSuchElementException e) {
            throw new IllegalArgumentException("The TLS certificate and key cannot be used: " + e.getMessage(), e);
        }
    }

    private void requirePair() throws GeneralSecurityException {
        var algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        var probe = "one pair".getBytes(StandardCharsets.US_ASCII);
        var signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(chain.getFirst().getPublicKey());
        verifier.update(probe);
        if (!verifier.verify(signer.sign())) {
            throw new IllegalArgumentException("The TLS key is not that of the certificate.");
        }
    }

    /** TLS as this server, without client certificates. */
    public SSLContext sslContext() {
        return sslContext(Optional.empty());
    }

    /** The same, and as further hosts where clients ask for one of them. */
    public SSLContext sslContext(HostCertificates hosts) {
        return sslContext(Optional.of(hosts));
    }

    private SSLContext sslContext(Optional<HostCertificates> hosts) {
        try {
            var context = SSLContext.getInstance("TLS");
            // No trust managers: the default ones read the JDK's whole list of authorities, which a server never asks.
            context.init(new KeyManager[] {new HostKeyManager(this, hosts)}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
