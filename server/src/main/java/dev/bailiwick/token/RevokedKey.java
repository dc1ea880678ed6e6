package dev.bailiwick.token;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a signing key that was revoked. No token is accepted by it.
 *
 * @param currentSince when it became the current one; null when it never did
 * @param currentUntil when it ceased to sign; null when it never did
 */
public record RevokedKey(
        String kid,
        @Nullable Instant currentSince,
        @Nullable Instant currentUntil,
        Instant revokedAt,
        X509Certificate certificate) {}
