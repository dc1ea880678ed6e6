package dev.bailiwick.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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

    /** A certificate in a container of its own (PKCS #7, RFC 2315). */
    public static String pkcs7(X509Certificate certificate) {
        try {
            var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            return block("PKCS7", path.getEncoded("PKCS7"));
        } catch (CertificateException e) {
            throw new IllegalStateException("every JDK has PKCS #7", e);
        }
    }

    /** By SHA-1, which others still know certificates by; nothing here rests on it. */
    public static byte[] thumbprint(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(encoded(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** When the certificate in the text ends; empty when the text has none. */
    public static Optional<Instant> end(String pem) throws CertificateException {
        return pem.contains("-----BEGIN CERTIFICATE-----")
                ? Optional.of(certificate(pem).getNotAfter().toInstant())
                : Optional.empty();
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
            if (certificate(pem).getPublicKey() instanceof RSAPublicKey key) {
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

    /** Reads the first certificate in the text. */
    public static X509Certificate certificate(String pem) throws CertificateException {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw new CertificateException("no certificate");
        }
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
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
