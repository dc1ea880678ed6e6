package dev.bailiwick.token;

import java.security.cert.X509Certificate;

/**
 * The public side of a key that signs a tenant's tokens.
 *
 * @param kid the JWS key id (RFC 7515 section 4.1.4)
 * @param certificate self-signed; holds the public key
 */
public record SigningKey(String kid, X509Certificate certificate) {}
