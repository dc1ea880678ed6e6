package dev.bailiwick.extension;

import dev.bailiwick.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an installation of the original had in its environment, and what turns the key that it stored into the one that
 * its clients send.
 *
 * @param clientSecret its {@code AUTH0_CLIENT_SECRET}
 * @param extensionSecret its {@code EXTENSION_SECRET}
 */
public record OriginalSecrets(Secret clientSecret, Secret extensionSecret) {

    private static final String ALGORITHM = "HmacSHA256";

    /** The original joins the two texts with these characters, and not by adding anything. */
    private static final String PLUS = " + ";

    Secret apiKey(Secret stored) {
        var key = stored.reveal() + PLUS + clientSecret.reveal();
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var derived = mac.doFinal(extensionSecret.reveal().getBytes(StandardCharsets.UTF_8));
            return new Secret(HexFormat.of().formatHex(derived));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }
}
