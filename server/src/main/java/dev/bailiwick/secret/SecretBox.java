package dev.bailiwick.secret;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what must be shown again, such as client secrets and private keys, before it is stored.
 *
 * <p>A sealed text is a compact JWE ({@code dir}, {@code A256GCM}; RFC 7516), whose protected header names what it is, so
 * that a sealed text moved to another place does not open there.
 */
public final class SecretBox {

    private final SecretKey key;

    /**
     * A box with its key.
     *
     * @param key 32 random bytes
     */
    public SecretBox(byte[] key) {
        if (key.length != 32) {
            throw new IllegalArgumentException("The encryption key must be 32 bytes, base64 encoded.");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** A box with the key that is written as base64. */
    public static SecretBox ofBase64(String key) {
        return new SecretBox(Base64.getDecoder().decode(key.strip()));
    }

    /**
     * Encrypts the secret.
     *
     * @param purpose what the secret is, such as {@code client_secret}; needed again to open it
     */
    public String seal(String purpose, Secret secret) {
        try {
            var header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                    .contentType(purpose)
                    .build();
            var jwe = new JWEObject(header, new Payload(secret.reveal()));
            jwe.encrypt(new DirectEncrypter(key));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        }
    }

    /** Throws {@link WrongKeyException} when the text was sealed with another key, for another purpose, or changed. */
    public Secret open(String purpose, String sealed) {
        try {
            var jwe = JWEObject.parse(sealed);
            if (!purpose.equals(jwe.getHeader().getContentType())) {
                throw new WrongKeyException();
            }
            jwe.decrypt(new DirectDecrypter(key));
            return new Secret(jwe.getPayload().toString());
        } catch (ParseException | JOSEException e) {
            throw new WrongKeyException();
        } catch (RuntimeException e) {
            throw new WrongKeyException(); // as the library fails where a header lacks what every header has
        }
    }

    /** A sealed text that this box cannot open. */
    public static final class WrongKeyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongKeyException() {
            super("The encryption key does not open what is stored.");
        }
    }
}
