package dev.bailiwick.management.v2;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.token.KeyState;
import dev.bailiwick.token.RevokedKey;
import dev.bailiwick.token.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signing key as Management API v2 writes it.
 *
 * @param pkcs7 the certificate in PKCS #7 (RFC 2315), alone
 * @param fingerprint of the certificate, by SHA-1, with colons
 * @param thumbprint the same without
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SigningKeyJson(
        String kid,
        String cert,
        String pkcs7,
        @JsonProperty("current_since") @Nullable String currentSince,
        @JsonProperty("current_until") @Nullable String currentUntil,
        boolean current,
        boolean next,
        boolean previous,
        String fingerprint,
        String thumbprint,
        boolean revoked,
        @JsonProperty("revoked_at") @Nullable String revokedAt) {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\r\n".getBytes(StandardCharsets.US_ASCII));

    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
    private static final HexFormat PLAIN = HexFormat.of().withUpperCase();

    static SigningKeyJson of(SigningKey key) {
        var isPrevious = key.state() == KeyState.PREVIOUS;
        return of(key.kid(), key.certificate(), key.currentSince(), isPrevious ? key.since() : null, key.state(), null);
    }

    static SigningKeyJson of(RevokedKey key) {
        return of(
                key.kid(),
                key.certificate(),
                key.currentSince(),
                key.currentUntil(),
                KeyState.PREVIOUS,
                key.revokedAt());
    }

    private static SigningKeyJson of(
            String kid,
            X509Certificate certificate,
            @Nullable Instant currentSince,
            @Nullable Instant currentUntil,
            KeyState state,
            @Nullable Instant revokedAt) {
        try {
            var encoded = certificate.getEncoded();
            var digest = Pem.thumbprint(certificate);
            var chain = CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
            return new SigningKeyJson(
                    kid,
                    block("CERTIFICATE", encoded),
                    block("PKCS7", chain.getEncoded("PKCS7")),
                    text(currentSince),
                    text(currentUntil),
                    state == KeyState.CURRENT,
                    state == KeyState.NEXT,
                    state == KeyState.PREVIOUS,
                    COLONS.formatHex(digest),
                    PLAIN.formatHex(digest),
                    revokedAt != null,
                    text(revokedAt));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored certificate is damaged", e);
        }
    }

    private static String block(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\r\n" + LINES.encodeToString(content) + "\r\n-----END " + label
                + "-----\r\n";
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : LogJson.time(time);
    }
}
