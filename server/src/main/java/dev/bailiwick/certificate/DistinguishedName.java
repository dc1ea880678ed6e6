package dev.bailiwick.certificate;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/** Names in certificates as OpenSSL writes them on several lines, which is how Node.js, and with it Auth0, tells a subject. */
public final class DistinguishedName {

    private static final Map<String, String> SHORT_NAMES = Map.ofEntries(
            entry("2.5.4.3", "CN"),
            entry("2.5.4.4", "SN"),
            entry("2.5.4.5", "serialNumber"),
            entry("2.5.4.6", "C"),
            entry("2.5.4.7", "L"),
            entry("2.5.4.8", "ST"),
            entry("2.5.4.9", "street"),
            entry("2.5.4.10", "O"),
            entry("2.5.4.11", "OU"),
            entry("2.5.4.12", "title"),
            entry("2.5.4.13", "description"),
            entry("2.5.4.15", "businessCategory"),
            entry("2.5.4.16", "postalAddress"),
            entry("2.5.4.17", "postalCode"),
            entry("2.5.4.20", "telephoneNumber"),
            entry("2.5.4.41", "name"),
            entry("2.5.4.42", "GN"),
            entry("2.5.4.43", "initials"),
            entry("2.5.4.44", "generationQualifier"),
            entry("2.5.4.45", "x500UniqueIdentifier"),
            entry("2.5.4.46", "dnQualifier"),
            entry("2.5.4.51", "houseIdentifier"),
            entry("2.5.4.65", "pseudonym"),
            entry("2.5.4.97", "organizationIdentifier"),
            entry("0.9.2342.19200300.100.1.1", "UID"),
            entry("0.9.2342.19200300.100.1.25", "DC"),
            entry("1.2.840.113549.1.9.1", "emailAddress"),
            entry("1.2.840.113549.1.9.2", "unstructuredName"),
            entry("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
            entry("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
            entry("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"));

    private static final String ESCAPED = ",+\"\\<>;";
    private static final int DELETE = 0x7f;

    private DistinguishedName() {}

    /** The subject, one part a line, in their order; empty for one without any. */
    public static String ofSubject(X509Certificate certificate) throws CertificateException {
        var name = certificate.getSubjectX500Principal().getEncoded();
        try {
            return Arrays.stream(X500Name.getInstance(name).getRDNs())
                    .map(DistinguishedName::part)
                    .collect(Collectors.joining("\n"));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CertificateException(e); // such as text in UTF-8 that is none
        }
    }

    private static String part(RDN part) {
        return Arrays.stream(part.getTypesAndValues())
                .map(each -> named(each.getType()) + "=" + text(each.getValue()))
                .collect(Collectors.joining(" + "));
    }

    private static String named(ASN1ObjectIdentifier type) {
        return SHORT_NAMES.getOrDefault(type.getId(), type.getId());
    }

    /** What is no text is written by its bytes, as if they were one. */
    private static String text(ASN1Encodable value) {
        return switch (value) {
            case ASN1BitString bits -> escaped(new String(bits.getBytes(), StandardCharsets.ISO_8859_1));
            case ASN1String text -> escaped(text.getString());
            case ASN1Sequence parts -> escaped(new String(encoded(parts), StandardCharsets.ISO_8859_1));
            default -> "#" + HexFormat.of().withUpperCase().formatHex(encoded(value));
        };
    }

    /** RFC 2253 section 2.4, and control characters by their code. */
    private static String escaped(String text) {
        var written = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAtAnEnd = i == 0 || i == text.length() - 1;
            if (Character.isISOControl(c) && c <= DELETE) {
                written.append("\\%02X".formatted((int) c));
            } else if (ESCAPED.indexOf(c) >= 0 || (c == ' ' && isAtAnEnd) || (c == '#' && i == 0)) {
                written.append('\\').append(c);
            } else {
                written.append(c);
            }
        }
        return written.toString();
    }

    private static byte[] encoded(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
