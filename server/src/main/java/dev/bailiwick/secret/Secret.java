package dev.bailiwick.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A text that must not be seen: {@code toString} hides it and comparison takes the same time whatever is equal.
 *
 * <p>Long random secrets are stored as their SHA-256; a slow hash would protect them no better and cost every token
 * request a tenth of a second.
 */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The text itself. Ask only where it must leave: to be encrypted, or shown to its owner once. */
    public String reveal() {
        return value;
    }

    /** SHA-256 of the UTF-8 form, in lower-case hex. */
    public String digest() {
        return HexFormat.of().formatHex(sha256(value));
    }

    /** Whether this secret has the given {@link #digest()}, in constant time. */
    public boolean hasDigest(String digest) {
        return MessageDigest.isEqual(
                digest().getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(sha256(value), sha256(that.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
