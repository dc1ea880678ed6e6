package dev.bailiwick.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** What is expected here is what Node.js answers for a certificate with the same subject. */
class DistinguishedNameTest {

    private static final KeyPair KEY = Issuer.newKeyPair();

    @Test
    void writesOnePartALineByOpensslsShortNames() throws Exception {
        assertThat(subject(
                        part("2.5.4.6", "JP"),
                        part("2.5.4.8", "Tokyo"),
                        part("2.5.4.10", "Frank4DD"),
                        part("1.2.840.113549.1.9.1", "public@frank4dd.test"),
                        part("0.9.2342.19200300.100.1.25", "test"),
                        part("2.5.4.4", "Doe"),
                        part("2.5.4.42", "Jo"),
                        part("2.5.4.5", "5"),
                        part("2.5.4.16", "Main Street 1"),
                        part("2.5.4.20", "49 1"),
                        part("2.5.4.45", "id"),
                        part("2.5.4.51", "h"),
                        part("1.2.3.4", "z"),
                        part("2.5.4.3", "www.frank4dd.test")))
                .isEqualTo("""
                        C=JP
                        ST=Tokyo
                        O=Frank4DD
                        emailAddress=public@frank4dd.test
                        DC=test
                        SN=Doe
                        GN=Jo
                        serialNumber=5
                        postalAddress=Main Street 1
                        telephoneNumber=49 1
                        x500UniqueIdentifier=id
                        houseIdentifier=h
                        1.2.3.4=z
                        CN=www.frank4dd.test""");
    }

    @Test
    void escapesWhatCouldBeTakenForAnotherPart() throws Exception {
        assertThat(subject(part("2.5.4.10", "Müller + Söhne, \"GmbH\" <x>;"))).isEqualTo("""
                        O=Müller \\+ Söhne\\, \\"GmbH\\" \\<x\\>\\;""");
        assertThat(subject(part("2.5.4.3", "a\nCN=admin"), part("2.5.4.11", "a\\b=c")))
                .isEqualTo("""
                        CN=a\\0ACN=admin
                        OU=a\\\\b=c""");
        assertThat(subject(part("2.5.4.3", " x "), part("2.5.4.3", "#I"), part("2.5.4.3", "a#b c\u0000")))
                .isEqualTo("CN=\\ x\\ \nCN=\\#I\nCN=a#b c\\00");
    }

    @Test
    void writesPartsOfSeveralValuesOnOneLine() throws Exception {
        var several =
                new RDN(new AttributeTypeAndValue[] {value("2.5.4.3", "x"), value("0.9.2342.19200300.100.1.1", "7")});

        assertThat(subject(several)).isEqualTo("CN=x + UID=7");
    }

    @Test
    void writesWhatIsNoTextAsBytes() throws Exception {
        var bytes = new RDN(new ASN1ObjectIdentifier("2.5.4.3"), new DEROctetString(new byte[] {1, -1}));

        assertThat(subject(bytes)).isEqualTo("CN=#040201FF");
        var bits = new RDN(new ASN1ObjectIdentifier("2.5.4.45"), new DERBitString(new byte[] {-1, 'a', 'B'}));
        assertThat(subject(bits)).isEqualTo("x500UniqueIdentifier=\u00ffaB");
        var lines = new RDN(new ASN1ObjectIdentifier("2.5.4.16"), new DERSequence(new DERUTF8String("in St")));
        assertThat(subject(lines)).isEqualTo("postalAddress=0\\07\\0C\\05in St");
        assertThat(subject()).isEmpty();
    }

    @Test
    void refusesTextThatIsNone() throws Exception {
        var broken = subjectOf(part("2.5.4.3", "abc")).getEncoded();
        for (int i = 2; i < broken.length; i++) {
            if (broken[i - 2] == 'a' && broken[i - 1] == 'b' && broken[i] == 'c') {
                broken[i] = (byte) 0xff;
            }
        }
        var pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getEncoder().encodeToString(broken)
                + "\n-----END CERTIFICATE-----\n";

        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> DistinguishedName.ofSubject(Pem.certificate(pem)));
    }

    private static String subject(RDN... parts) throws Exception {
        return DistinguishedName.ofSubject(subjectOf(parts));
    }

    private static X509Certificate subjectOf(RDN... parts) throws CertificateException, OperatorCreationException {
        var now = Instant.now();
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=issuer"),
                BigInteger.ONE,
                Date.from(now),
                Date.from(now.plusSeconds(60)),
                new X500Name(parts),
                KEY.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEY.getPrivate())));
    }

    private static RDN part(String type, String text) {
        return new RDN(value(type, text));
    }

    private static AttributeTypeAndValue value(String type, String text) {
        return new AttributeTypeAndValue(new ASN1ObjectIdentifier(type), new DERUTF8String(text));
    }
}
