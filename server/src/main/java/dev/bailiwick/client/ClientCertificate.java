package dev.bailiwick.client;

import com.nimbusds.jose.util.X509CertUtils;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.security.cert.CertificateException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one certificate by which a client shows itself in mutual TLS (RFC 8705 section 2.2). It is known again by its thumbprint.
 *
 * @param thumbprint its SHA-256, in base64url
 * @param expiresAt its own end, unless somebody gave it another one
 */
public record ClientCertificate(String thumbprint, @Nullable Instant expiresAt) implements ClientProof {

    /** Auth0's name of this kind. */
    public static final String TYPE = "x509_cert";

    @Override
    public String type() {
        return TYPE;
    }

    /** Reads a certificate. Refuses with {@link Problem.Invalid} what is none. */
    public static ClientCertificate ofPem(String pem) {
        try {
            var certificate = Pem.certificate(pem);
            return new ClientCertificate(
                    X509CertUtils.computeSHA256Thumbprint(certificate).toString(),
                    certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            throw none();
        }
    }

    static RuntimeException none() {
        return new Problem.Invalid(Part.BODY, "/pem", "must be a certificate in PEM").asException();
    }
}
