package dev.bailiwick.resourceserver;

import dev.bailiwick.certificate.Pem;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.signature.RsaPublicKeys;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The public key that a resource server has its tokens encrypted to, in its settings: {@code token_encryption.encryption_key}. */
final class EncryptionKey {

    private static final String ENCRYPTION = "token_encryption";
    private static final String KEY = "encryption_key";
    private static final String PEM = "pem";

    private EncryptionKey() {}

    /** Settings in which the key is told with what it is known by. Refuses with {@link Problem.Invalid} a key that is none. */
    static JsonObject read(JsonObject settings) {
        return of(
                settings,
                key -> key.text("/" + PEM)
                        .map(pem -> key.with("thumbprint_sha256", RsaPublicKeys.thumbprint(key(pem))))
                        .orElse(key));
    }

    /** The settings as they are shown: the key itself is not, but what it is known by. */
    static JsonObject shown(JsonObject settings) {
        return of(settings, key -> key.without(Set.of(PEM)));
    }

    private static JsonObject of(JsonObject settings, UnaryOperator<JsonObject> change) {
        return settings.object(ENCRYPTION)
                .flatMap(encryption -> encryption.object(KEY).map(key -> encryption.with(KEY, change.apply(key))))
                .map(encryption -> settings.with(ENCRYPTION, encryption))
                .orElse(settings);
    }

    private static RSAPublicKey key(String pem) {
        try {
            var key = Pem.rsaPublicKey(pem);
            if (!RsaPublicKeys.isTakable(key)) {
                throw refused("must have 2048 to 8192 bits");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw refused("must be an RSA public key or a certificate with one, in PEM");
        }
    }

    private static RuntimeException refused(String rule) {
        return new Problem.Invalid(Part.BODY, "/" + ENCRYPTION + "/" + KEY + "/" + PEM, rule).asException();
    }
}
