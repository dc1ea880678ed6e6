package dev.bailiwick.token;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The public side of a key that signs a tenant's tokens.
 *
 * @param kid the JWS key id (RFC 7515 section 4.1.4)
 * @param since when it came into its state
 * @param currentSince when it became the current one; null for the next key
 * @param acceptedUntil for a previous key, when the last of its tokens has expired; null for the others
 * @param certificate self-signed; holds the public key
 */
public record SigningKey(
        String kid,
        KeyState state,
        Instant since,
        @Nullable Instant currentSince,
        @Nullable Instant acceptedUntil,
        X509Certificate certificate) {}
