package dev.bailiwick.client;

import dev.bailiwick.certificate.DistinguishedName;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.security.cert.CertificateException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The subject of the certificates by which a client shows itself in mutual TLS, whoever it is that signed them (RFC 8705
 * section 2.1).
 *
 * @param name as it was given, or as {@link DistinguishedName} writes it
 */
public record CertificateSubject(String name, @Nullable Instant expiresAt) implements ClientProof {

    /** Auth0's name of this kind. */
    public static final String TYPE = "cert_subject_dn";

    @Override
    public String type() {
        return TYPE;
    }

    /** The subject of this certificate. Refuses with {@link Problem.Invalid} what is none, or one that is nobody's. */
    public static CertificateSubject ofPem(String pem) {
        try {
            var name = DistinguishedName.ofSubject(Pem.certificate(pem));
            if (name.isEmpty() || !Json.isStorable(name)) {
                throw new Problem.Invalid(Part.BODY, "/pem", "must be a certificate with a subject").asException();
            }
            return new CertificateSubject(name, null);
        } catch (CertificateException e) {
            throw ClientCertificate.none();
        }
    }
}
