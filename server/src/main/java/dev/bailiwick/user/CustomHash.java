package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * What Auth0's import of users calls {@code custom_password_hash}: an algorithm with what it needs. One that has been read
 * can be checked, and asks for no more work than a login may cost, since whoever tries to log in has it done.
 */
final class CustomHash {

    static final String VALUE = "custom_password_hash/hash/value";

    private static final String PLACE = "custom_password_hash/";
    private static final List<String> HMAC_DIGESTS =
            List.of("md4", "md5", "ripemd160", "sha1", "sha224", "sha256", "sha384", "sha512", "whirlpool");

    /** In which a password may have been written when it was hashed, by the names that Node.js has for them. */
    private static final Map<String, Charset> ENCODINGS = Map.of(
            "ascii", StandardCharsets.US_ASCII,
            "utf8", StandardCharsets.UTF_8,
            "utf16le", StandardCharsets.UTF_16LE,
            "ucs2", StandardCharsets.UTF_16LE,
            "latin1", StandardCharsets.ISO_8859_1,
            "binary", StandardCharsets.ISO_8859_1);

    private static final Map<String, Long> SCRYPT_MOST =
            Map.of("cost", 1L << 20, "blockSize", 32L, "parallelization", 16L, "keylen", 1_024L);
    private static final Map<String, Long> SCRYPT_USUAL =
            Map.of("cost", 16_384L, "blockSize", 8L, "parallelization", 1L);
    private static final long SCRYPT_MEMORY = 1L << 28;

    /** RFC 7914 section 2: the cost is below two to the power of sixteen times the block size. */
    private static final int SCRYPT_BOUND_OF_ONE_BLOCK = 1 << 16;

    /** In bytes that are written and read once: some seconds of a core. */
    private static final long SCRYPT_WORK = 1L << 30;

    private final JsonObject custom;
    private final String value;

    private CustomHash(JsonObject custom) {
        this.custom = custom;
        this.value = custom.text("/hash/value")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> PasswordHash.refused(VALUE, "is required"));
    }

    /** How a password is compared with it. Refuses what is not known, cannot be checked or would cost too much. */
    static PasswordCheck of(JsonObject custom) {
        var hash = new CustomHash(custom);
        var check = hash.check(custom.text("/algorithm").orElse(""));
        var name = custom.text("/password/encoding").orElse("utf8");
        var encoding = ENCODINGS.get(name);
        if (encoding == null) {
            throw PasswordHash.refused(PLACE + "password/encoding", "must be one that is known");
        }
        return password -> encoded(password, encoding).filter(check::matches).isPresent();
    }

    private HashCheck check(String algorithm) {
        return switch (algorithm) {
            case "md4", "md5", "sha1", "sha256", "sha512" ->
                salted(Digests.check(VALUE, Digests.named(algorithm).orElseThrow(), hash(), new byte[0]));
            case "hmac" -> salted(hmac());
            case PasswordHash.BCRYPT -> salted(BcryptHash.parse(VALUE, text()));
            case "argon2" -> Argon2Hash.parse(VALUE, unsalted());
            case "pbkdf2" -> Pbkdf2Hash.parse(VALUE, unsalted());
            case "ldap" -> LdapHash.parse(VALUE, unsalted());
            case "scrypt" -> scrypt();
            default -> throw PasswordHash.refused(PLACE + "algorithm", "must be one that is known");
        };
    }

    private HashCheck hmac() {
        var digest = custom.text("/hash/digest")
                .filter(HMAC_DIGESTS::contains)
                .flatMap(Digests::named)
                .orElseThrow(() -> PasswordHash.refused(PLACE + "hash/digest", "must be one that is known"));
        var place = PLACE + "hash/key/value";
        var key = custom.text("/hash/key/value").orElseThrow(() -> PasswordHash.refused(place, "is required"));
        var keyBytes =
                HashText.bytes(place, key, custom.text("/hash/key/encoding").orElse("utf8"));
        var expected = hash();
        if (expected.length != digest.get().getDigestSize()) {
            throw PasswordHash.refused(VALUE, "must be as long as its digest");
        }
        return password -> {
            var mac = new HMac(digest.get());
            mac.init(new KeyParameter(keyBytes));
            mac.update(password, 0, password.length);
            var found = new byte[expected.length];
            mac.doFinal(found, 0);
            return MessageDigest.isEqual(expected, found);
        };
    }

    private HashCheck scrypt() {
        var salt = salt().orElseThrow(() -> PasswordHash.refused(PLACE + "salt/value", "is required"));
        var expected = hash();
        int cost = number("cost");
        int blockSize = number("blockSize");
        int parallelization = number("parallelization");
        if (Integer.bitCount(cost) != 1 || cost < 2) {
            throw PasswordHash.refused(PLACE + "cost", "must be a power of two");
        }
        if (blockSize == 1 && cost >= SCRYPT_BOUND_OF_ONE_BLOCK) {
            throw PasswordHash.refused(PLACE + "cost", "must be less than 65536 where the blockSize is 1");
        }
        if (number("keylen") != expected.length) {
            throw PasswordHash.refused(PLACE + "keylen", "must be the length of the hash");
        }
        long memory = 128L * cost * blockSize;
        if (memory > SCRYPT_MEMORY || memory * parallelization > SCRYPT_WORK) {
            throw PasswordHash.refused(PLACE + "cost", "must not ask for that much work");
        }
        return password -> MessageDigest.isEqual(
                expected, SCrypt.generate(password, salt, cost, blockSize, parallelization, expected.length));
    }

    private int number(String name) {
        long number = custom.number("/" + name)
                .or(() -> custom.number("/hash/" + name))
                .or(() -> Optional.ofNullable(SCRYPT_USUAL.get(name)))
                .orElseThrow(() -> PasswordHash.refused(PLACE + name, "is required"));
        if (number < 1 || number > SCRYPT_MOST.getOrDefault(name, 0L)) {
            throw PasswordHash.refused(PLACE + name, "must not ask for that much work");
        }
        return (int) number;
    }

    /** The hash as bytes. */
    private byte[] hash() {
        var encoding = custom.text("/hash/encoding").orElse("");
        if (!encoding.equals("hex") && !encoding.equals("base64")) {
            throw PasswordHash.refused(PLACE + "hash/encoding", "must be hex or base64");
        }
        return HashText.bytes(VALUE, value, encoding);
    }

    /** The hash as a text that tells its own encoding. */
    private String text() {
        if (!custom.text("/hash/encoding").orElse("utf8").equals("utf8")) {
            throw PasswordHash.refused(PLACE + "hash/encoding", "must be utf8");
        }
        return value;
    }

    /** The same, where the text holds the salt too. */
    private String unsalted() {
        if (custom.has("salt")) {
            throw PasswordHash.refused(PLACE + "salt", "is not allowed");
        }
        return text();
    }

    private Optional<byte[]> salt() {
        return custom.text("/salt/value")
                .map(text -> HashText.bytes(
                        PLACE + "salt/value",
                        text,
                        custom.text("/salt/encoding").orElse("utf8")));
    }

    private HashCheck salted(HashCheck check) {
        if (!custom.has("salt")) {
            return check;
        }
        var salt = salt().orElseThrow(() -> PasswordHash.refused(PLACE + "salt/value", "is required"));
        return switch (custom.text("/salt/position").orElse("prefix")) {
            case "prefix" -> password -> check.matches(joined(salt, password));
            case "suffix" -> password -> check.matches(joined(password, salt));
            default -> throw PasswordHash.refused(PLACE + "salt/position", "must be prefix or suffix");
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** Nothing where the encoding does not have a character: then this cannot be what was hashed. */
    private static Optional<byte[]> encoded(String password, Charset encoding) {
        try {
            var buffer = encoding.newEncoder().encode(CharBuffer.wrap(password));
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return Optional.of(bytes);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
