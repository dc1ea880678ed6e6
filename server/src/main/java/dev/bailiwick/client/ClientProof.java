package dev.bailiwick.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What proves a client, or a request of its: a key that signs, a certificate, or the subject of certificates (RFC 8705). */
public sealed interface ClientProof permits ClientKey, ClientCertificate, CertificateSubject {

    /** Auth0's name of its kind. */
    String type();

    /** When it stops being taken; null for never. */
    @Nullable
    Instant expiresAt();
}
