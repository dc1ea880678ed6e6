package dev.bailiwick.resourceserver;

import dev.bailiwick.certificate.Pem;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.signature.KeyThumbprint;
import java.security.GeneralSecurityException;
import java.util.Set;

/** The public key that a resource server has its tokens encrypted to, in its settings: {@code token_encryption.encryption_key}. */
final class EncryptionKey {

    private static final String ENCRYPTION = "token_encryption";
    private static final String KEY = "encryption_key";
    private static final String PEM = "pem";

    private EncryptionKey() {}

    /** Refuses with {@link Problem.Invalid} settings whose key is none. */
    static void require(JsonObject settings) {
        settings.text("/" + ENCRYPTION + "/" + KEY + "/" + PEM).ifPresent(EncryptionKey::thumbprint);
    }

    /** The settings as they are shown: the key itself is not, but what it is known by. */
    static JsonObject shown(JsonObject settings) {
        return settings.object(ENCRYPTION)
                .flatMap(encryption -> encryption.object(KEY).map(key -> encryption.with(KEY, shownKey(key))))
                .map(encryption -> settings.with(ENCRYPTION, encryption))
                .orElse(settings);
    }

    private static JsonObject shownKey(JsonObject key) {
        return key.text("/" + PEM)
                .map(pem -> key.without(Set.of(PEM)).with("thumbprint_sha256", thumbprint(pem)))
                .orElse(key);
    }

    private static String thumbprint(String pem) {
        try {
            return KeyThumbprint.of(Pem.rsaPublicKey(pem));
        } catch (GeneralSecurityException e) {
            throw new Problem.Invalid(
                            Part.BODY,
                            "/" + ENCRYPTION + "/" + KEY + "/" + PEM,
                            "must be an RSA public key or a certificate with one, in PEM")
                    .asException();
        }
    }
}
