package dev.bailiwick.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The corpus of JW-02: JWTs that were made to be believed (RFC 8725), each with a name. All carry claims that would do.
 *
 * <p>The forger has the true private key, which only makes it harder to see through him: what he signs truly is wrong in its
 * header alone.
 *
 * @param id the true key's id
 * @param claims JSON without its outer braces
 */
public record Forgeries(String id, String claims, PrivateKey key, RSAPublicKey publicKey) {

    /** No algorithm: alg none in all spellings, missing, or without a signature. */
    public Map<String, String> unsigned() {
        var forged = new LinkedHashMap<String, String>();
        for (var none : List.of("none", "None", "nOnE", "NONE", "")) {
            var input = input("{\"alg\":\"" + none + "\"," + kid() + "}");
            forged.put("alg " + none, input + ".");
            forged.put("alg " + none + " without the dot", input);
            forged.put("alg " + none + " with a signature", input + "." + rsa("SHA256withRSA", input));
        }
        var withoutAlgorithm = input("{" + kid() + "}");
        forged.put("alg missing", withoutAlgorithm + "." + rsa("SHA256withRSA", withoutAlgorithm));
        return forged;
    }

    /** Another algorithm than the key's, among them HMAC with the public key as its secret. */
    public Map<String, String> otherAlgorithms() {
        var forged = new LinkedHashMap<String, String>();
        Map.of("RS384", "SHA384withRSA", "RS512", "SHA512withRSA").forEach((algorithm, name) -> {
            var input = input("{\"alg\":\"" + algorithm + "\"," + kid() + "}");
            forged.put(algorithm, input + "." + rsa(name, input));
        });
        publicKeyAsSecret().forEach((form, secret) -> {
            for (var algorithm : List.of("HS256", "HS384", "HS512")) {
                var input = input("{\"alg\":\"" + algorithm + "\"," + kid() + "}");
                forged.put(algorithm + " by " + form, input + "." + hmac(algorithm, secret, input));
            }
        });
        Map.of("ES256", 64, "ES384", 96, "ES512", 132)
                .forEach((algorithm, length) -> forged.put(
                        algorithm + " with r = s = 0",
                        input("{\"alg\":\"" + algorithm + "\"," + kid() + "}") + "." + encoded(new byte[length])));
        forged.put("RS256 with a signature of zeros", input(header("")) + "." + encoded(new byte[256]));
        forged.put("RS256 with an empty signature", input(header("")) + ".");
        return forged;
    }

    /** A key that the token brings along, or tells where to fetch. */
    public Map<String, String> keysOfTheirOwn() {
        var attacker = TokenWorld.KEY_PAIRS.take();
        var jwk = new RSAKey.Builder((RSAPublicKey) attacker.getPublic())
                .keyID("mine")
                .build()
                .toJSONString();
        var own = Base64.getEncoder().encodeToString(attacker.getPublic().getEncoded());
        var forged = new LinkedHashMap<String, String>();
        for (var member : List.of(
                "\"jku\":\"https://evil.test/jwks.json\"",
                "\"x5u\":\"https://evil.test/cert.pem\"",
                "\"jwk\":" + jwk,
                "\"x5c\":[\"" + own + "\"]")) {
            for (var name : List.of(kid() + ",", "\"kid\":\"mine\",", "")) {
                var header = "{\"alg\":\"RS256\"," + name + member + "}";
                forged.put(header, TokenWorld.signed(header, body(), attacker.getPrivate()));
            }
        }
        return forged;
    }

    /** What must be understood and is not. */
    public Map<String, String> critical() {
        var forged = new LinkedHashMap<String, String>();
        for (var member : List.of(
                ",\"crit\":[\"x\"],\"x\":1",
                ",\"crit\":[\"x\"]",
                ",\"crit\":[\"b64\"],\"b64\":false",
                ",\"b64\":false",
                ",\"crit\":[\"b64\"],\"b64\":true",
                ",\"crit\":[\"exp\"],\"exp\":1",
                ",\"crit\":\"x\",\"x\":1",
                ",\"crit\":[1]")) {
            forged.put(member, signed(header(member)));
        }
        return forged;
    }

    /** A key id that is a path, SQL, or no text. */
    public Map<String, String> craftedKeyIds() {
        var forged = new LinkedHashMap<String, String>();
        for (var crafted : List.of(
                "../../dev/null",
                "/dev/null",
                "x' OR '1'='1",
                "x' UNION SELECT kid, certificate, private_key FROM signing_key --",
                "%",
                "",
                "\\u0000",
                id + "\\u0000",
                "\\ud800",
                "k".repeat(10_000))) {
            forged.put("kid " + crafted, signed("{\"alg\":\"RS256\",\"kid\":\"" + crafted + "\"}"));
        }
        for (var crafted : List.of("1", "[]", "{}", "true")) {
            forged.put("kid of JSON " + crafted, signed("{\"alg\":\"RS256\",\"kid\":" + crafted + "}"));
        }
        return forged;
    }

    /** Encrypted tokens that cost the reader dearly: two thousand million rounds of PBKDF2, 64 MiB out of 64 kB. */
    public Map<String, String> encrypted() {
        var bomb = encoded(deflated(64 << 20));
        var forged = new LinkedHashMap<String, String>();
        for (var header : List.of(
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"c2FsdHNhbHQ\"}",
                "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483648,\"p2s\":\"c2FsdHNhbHQ\","
                        + kid() + "}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"DEF\"," + kid() + "}",
                "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A128GCM\",\"zip\":\"DEF\"," + kid() + "}")) {
            forged.put(header, encoded(header) + ".AAAA.AAAAAAAAAAAAAAAA." + bomb + ".AAAAAAAAAAAAAAAAAAAAAA");
        }
        var input = encoded(header(",\"zip\":\"DEF\"")) + "." + bomb;
        forged.put("a signed bomb", input + "." + rsa("SHA256withRSA", input));
        return forged;
    }

    /** Members twice, and members that are too large. */
    public Map<String, String> ofTwoMinds() {
        var forged = new LinkedHashMap<String, String>();
        forged.put("kid twice", signed("{\"alg\":\"RS256\"," + kid() + "," + kid() + "}"));
        forged.put("alg twice", signed("{\"alg\":\"none\",\"alg\":\"RS256\"," + kid() + "}"));
        for (var claim : List.of("\"aud\":\"urn:api\"", "\"sub\":\"root@clients\"", "\"x\":\"a\",\"x\":\"b\"")) {
            forged.put(claim + " twice", TokenWorld.signed(header(""), "{" + claims + "," + claim + "}", key));
        }
        forged.put("a header of 1 MB", signed(header(",\"x\":\"" + "y".repeat(1 << 20) + "\"")));
        forged.put("a header of 500 kB", signed(header(",\"x\":\"" + "y".repeat(500_000) + "\"")));
        forged.put("a deep header", signed(header(",\"x\":" + "[".repeat(9_000) + "]".repeat(9_000))));
        forged.put("deep claims", TokenWorld.signed(header(""), "[".repeat(100_000), key));
        return forged;
    }

    /** All of them. */
    public Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        List.of(unsigned(), otherAlgorithms(), keysOfTheirOwn(), critical(), craftedKeyIds(), encrypted(), ofTwoMinds())
                .forEach(all::putAll);
        return all;
    }

    /** What would be believed: an honest token of the same claims. */
    public String honest() {
        return signed(header(""));
    }

    private String kid() {
        return "\"kid\":\"" + id + "\"";
    }

    private String body() {
        return "{" + claims + "}";
    }

    private String header(String more) {
        return "{\"alg\":\"RS256\"," + kid() + more + "}";
    }

    private String input(String header) {
        return encoded(header) + "." + encoded(body());
    }

    private String signed(String header) {
        return TokenWorld.signed(header, body(), key);
    }

    private String rsa(String algorithm, String input) {
        return encoded(TokenWorld.signature(algorithm, key, input));
    }

    private Map<String, byte[]> publicKeyAsSecret() {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded());
        var pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
        var secrets = new LinkedHashMap<String, byte[]>();
        secrets.put("PEM", pem.getBytes(StandardCharsets.US_ASCII));
        secrets.put("PEM without its last newline", pem.strip().getBytes(StandardCharsets.US_ASCII));
        secrets.put("DER", publicKey.getEncoded());
        secrets.put("JWK", new RSAKey.Builder(publicKey).build().toJSONString().getBytes(StandardCharsets.UTF_8));
        secrets.put("modulus", publicKey.getModulus().toByteArray());
        return secrets;
    }

    private static String hmac(String algorithm, byte[] secret, String input) {
        try {
            var mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
            mac.init(new SecretKeySpec(secret, "HMAC"));
            return encoded(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] deflated(int zeros) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            out.write(new byte[zeros]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String encoded(String text) {
        return TokenWorld.encoded(text);
    }

    private static String encoded(byte[] bytes) {
        return TokenWorld.encoded(bytes);
    }
}
