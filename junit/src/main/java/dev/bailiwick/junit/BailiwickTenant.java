package dev.bailiwick.junit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A tenant of its own, as complete as a new tenant of Auth0 is.
 *
 * @param name by which the server's operator knows it
 * @param domain host and port; what SDKs call the domain
 * @param issuer of its tokens
 * @param clientId of its first client, which may do everything in the tenant
 * @param clientSecret the secret of that client
 * @param caPem the certificate of the authority that vouches for the server; empty for one that the JDK knows
 */
public record BailiwickTenant(
        String name, String domain, String issuer, String clientId, String clientSecret, String caPem) {

    /** Trusts the authority that vouches for the server, and nobody else; without one, whom the JDK trusts. */
    public SSLContext sslContext() {
        if (caPem.isEmpty()) {
            return usual();
        }
        try (var pem = new ByteArrayInputStream(caPem.getBytes(StandardCharsets.US_ASCII))) {
            var authority = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("bailiwick", authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The server's authority cannot be trusted: " + caPem, e);
        }
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "tenant " + name + " at " + issuer;
    }
}
