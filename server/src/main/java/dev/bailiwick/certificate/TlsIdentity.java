package dev.bailiwick.certificate;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
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

    /** TLS as this server, without client certificates. */
    public SSLContext sslContext() {
        try {
            var context = SSLContext.getInstance("TLS");
            // No trust managers: the default ones read the JDK's whole list of authorities, which a server never asks.
            context.init(new KeyManager[] {new OneKeyManager(this)}, new TrustManager[0], null);
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
