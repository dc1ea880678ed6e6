package dev.bailiwick.certificate;

import dev.bailiwick.secret.RandomText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates (RFC 5280). The only class that loads Bouncy Castle, and used only when something is issued. */
final class Issuer {

    /** The algorithm of the keys that are made here; the curve is P-256. */
    static final String KEY_ALGORITHM = "EC";

    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);
    // The longest that Apple's systems accept of a server, even under an authority that the user trusts.
    private static final Duration SERVER_LIFE = Duration.ofDays(825);
    // Clocks of clients may be behind ours.
    private static final Duration BACKDATED = Duration.ofHours(1);
    private static final int SERIAL_HEX_DIGITS = 32;

    private final Instant now;
    private final RandomText random;

    Issuer(Clock clock, RandomText random) {
        this.now = clock.instant();
        this.random = random;
    }

    static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance(KEY_ALGORITHM);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** An authority that vouches for servers only, under a name that no other installation's has. */
    X509Certificate authority(KeyPair pair) {
        return issued(() -> {
            var name = new X500Principal("CN=Bailiwick CA " + random.hex(8));
            var builder = builder(name, name, pair.getPublic(), now.plus(AUTHORITY_LIFE))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.subjectKeyIdentifier, false, keyId(pair.getPublic()));
            return signed(builder, "SHA256withECDSA", pair.getPrivate());
        });
    }

    /** A server's certificate, which does not outlive its authority. */
    X509Certificate server(PublicKey key, HostNames names, X509Certificate ca, PrivateKey caKey) {
        return issued(() -> {
            var end = now.plus(SERVER_LIFE);
            var caEnd = ca.getNotAfter().toInstant();
            var builder = builder(
                            ca.getSubjectX500Principal(),
                            new X500Principal("CN=Bailiwick"),
                            key,
                            end.isBefore(caEnd) ? end : caEnd)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, alternativeNames(names))
                    .addExtension(Extension.subjectKeyIdentifier, false, keyId(key))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(ca.getPublicKey()));
            return signed(builder, "SHA256withECDSA", caKey);
        });
    }

    X509Certificate selfSigned(KeyPair rsa, String commonName) {
        return issued(() -> {
            var name = new X500Principal("CN=" + commonName);
            return signed(
                    builder(name, name, rsa.getPublic(), now.plus(AUTHORITY_LIFE)), "SHA256withRSA", rsa.getPrivate());
        });
    }

    private X509v3CertificateBuilder builder(X500Principal issuer, X500Principal subject, PublicKey key, Instant end) {
        var serial = new BigInteger(random.hex(SERIAL_HEX_DIGITS), 16);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(BACKDATED)), Date.from(end), subject, key);
    }

    private static GeneralNames alternativeNames(HostNames names) {
        return new GeneralNames(Stream.concat(
                        names.dns().stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                        names.ip().stream()
                                .map(ip -> new GeneralName(
                                        GeneralName.iPAddress,
                                        new DEROctetString(
                                                InetAddress.ofLiteral(ip).getAddress()))))
                .toArray(GeneralName[]::new));
    }

    private static SubjectKeyIdentifier keyId(PublicKey key) throws GeneralSecurityException {
        return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, String algorithm, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(key)));
    }

    private interface Issuing {
        X509Certificate issue() throws GeneralSecurityException, OperatorCreationException, CertIOException;
    }

    private static X509Certificate issued(Issuing issuing) {
        try {
            return issuing.issue();
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("a certificate could not be issued", e);
        }
    }
}
