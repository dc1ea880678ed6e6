package dev.bailiwick.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Certificates and keys as text (RFC 7468), by the JDK alone. */
public final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    /** The certificates, one after another. */
    public static String of(List<X509Certificate> chain) {
        return chain.stream()
                .map(certificate -> block("CERTIFICATE", encoded(certificate)))
                .collect(Collectors.joining());
    }

    /** A public key as X.509's SubjectPublicKeyInfo. */
    public static String of(PublicKey key) {
        return block("PUBLIC KEY", key.getEncoded());
    }

    static String of(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    /** Reads what {@link #of} wrote. */
    public static List<X509Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IllegalStateException("a stored certificate is damaged", e);
        }
    }

    /** Reads an RSA public key, or the one in a certificate. */
    public static RSAPublicKey rsaPublicKey(String pem) throws GeneralSecurityException {
        if (pem.contains("-----BEGIN CERTIFICATE-----")) {
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (certificate.getPublicKey() instanceof RSAPublicKey key) {
                return key;
            }
        } else if (pem.contains("-----BEGIN PUBLIC KEY-----")) {
            try {
                return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(body(pem)));
            } catch (IllegalArgumentException e) {
                throw new InvalidKeyException(e);
            }
        }
        throw new InvalidKeyException("no RSA public key");
    }

    /** Reads a PKCS #8 key of the algorithm, which is that of the certificate's public key: {@code EC}, {@code RSA}. */
    static PrivateKey privateKey(String pem, String algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(body(pem)));
    }

    private static byte[] body(String pem) {
        return Base64.getDecoder()
                .decode(pem.lines()
                        .map(String::strip)
                        .filter(line -> !line.startsWith("-----"))
                        .collect(Collectors.joining()));
    }

    private static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate without its encoding", e);
        }
    }
}
