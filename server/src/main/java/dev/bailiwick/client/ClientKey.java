package dev.bailiwick.client;

import dev.bailiwick.certificate.Pem;
import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.signature.RsaPublicKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public key by which a client proves itself with signed assertions (RFC 7523), or its requests (RFC 9101). It is RSA, as
 * Auth0's are.
 *
 * @param kid names it among the client's keys (RFC 7515 section 4.1.4)
 * @param algorithm the one that it is for, such as {@code RS256} (RFC 7518 section 3.1)
 * @param expiresAt when it stops being taken; null for never
 */
public record ClientKey(
        String kid,
        String algorithm,
        RSAPublicKey publicKey,
        @Nullable Instant expiresAt) implements ClientProof {

    /** Auth0's name of this kind. */
    public static final String TYPE = "public_key";

    /** The algorithms that a key may be for. */
    public static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "PS256");

    private static final int LONGEST_KID = 256;

    /** Refuses with {@link Problem.Invalid} a key that is too weak, too costly, or for another algorithm. */
    public ClientKey {
        if (!ALGORITHMS.contains(algorithm)) {
            throw invalid("/alg", "must be RS256, RS384 or PS256");
        }
        if (!RsaPublicKeys.isTakable(publicKey)) {
            throw invalid("/pem", "must have 2048 to 8192 bits");
        }
        if (kid.isEmpty() || kid.getBytes(StandardCharsets.UTF_8).length > LONGEST_KID || !Json.isStorable(kid)) {
            throw invalid("/kid", "must have 1 to 256 bytes");
        }
    }

    /** Whether another proof is the same key under the same name, whatever it is for. */
    boolean isAlso(ClientProof other) {
        return other instanceof ClientKey key && key.kid.equals(kid) && key.publicKey.equals(publicKey);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * Reads a key as people have it.
     *
     * @param pem a public key, or a certificate with it
     * @param kid empty for the key's own thumbprint (RFC 7638)
     */
    public static ClientKey ofPem(String pem, Optional<String> kid, String algorithm, Optional<Instant> expiresAt) {
        try {
            var key = Pem.rsaPublicKey(pem);
            return new ClientKey(kid.orElse(RsaPublicKeys.thumbprint(key)), algorithm, key, expiresAt.orElse(null));
        } catch (GeneralSecurityException e) {
            throw invalid("/pem", "must be an RSA public key or a certificate with one, in PEM");
        }
    }

    /** When the certificate in the text ends. Refuses with {@link Problem.Invalid} a text without one. */
    public static Optional<Instant> end(String pem) {
        try {
            return Optional.of(Pem.end(pem)
                    .orElseThrow(() -> invalid("/pem", "must be a certificate if its end is to be parsed from it")));
        } catch (GeneralSecurityException e) {
            throw invalid("/pem", "must be a certificate if its end is to be parsed from it");
        }
    }

    private static RuntimeException invalid(String path, String rule) {
        return new Problem.Invalid(Part.BODY, path, rule).asException();
    }
}
