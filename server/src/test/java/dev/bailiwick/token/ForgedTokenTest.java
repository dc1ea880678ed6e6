package dev.bailiwick.token;

import static dev.bailiwick.token.TokenWorld.AUDIENCE;
import static dev.bailiwick.token.TokenWorld.NOW;
import static dev.bailiwick.token.TokenWorld.encoded;
import static dev.bailiwick.token.TokenWorld.signature;
import static dev.bailiwick.token.TokenWorld.signed;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.jwk.RSAKey;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 8725: tokens that were made to be believed. */
@EachEngine
class ForgedTokenTest {

    private static final Duration QUICKLY = Duration.ofMillis(500);

    private final TokenWorld world;
    private final String kid;
    private final String claims;
    private final SoftAssertions softly = new SoftAssertions();

    ForgedTokenTest(Database empty) {
        world = new TokenWorld(empty);
        kid = "\"kid\":\"" + world.kid() + "\"";
        claims = "{" + world.claims() + "}";
        world.tokens(NOW).verifyFromClient(world.acme(), world.issued(world.acme()), AUDIENCE); // loads the classes
    }

    @Test
    @DisplayName("JW-02: no algorithm")
    void refusesATokenWithoutSignature() {
        for (var none : List.of("none", "None", "nOnE", "NONE", "")) {
            var input = encoded("{\"alg\":\"" + none + "\"," + kid + "}") + "." + encoded(claims);
            refuses(none, input + ".");
            refuses(none + " without the dot", input);
            refuses(none + " with a signature", input + "." + rsa("SHA256withRSA", input));
        }
        var withoutAlgorithm = encoded("{" + kid + "}") + "." + encoded(claims);
        refuses("alg missing", withoutAlgorithm + "." + rsa("SHA256withRSA", withoutAlgorithm));
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: another algorithm than the key's")
    void refusesAlgorithmsThatTheKeyIsNotFor() throws GeneralSecurityException {
        for (var algorithm :
                Map.of("RS384", "SHA384withRSA", "RS512", "SHA512withRSA").entrySet()) {
            var input = encoded("{\"alg\":\"" + algorithm.getKey() + "\"," + kid + "}") + "." + encoded(claims);
            refuses(algorithm.getKey(), input + "." + rsa(algorithm.getValue(), input));
        }
        for (var secret : publicKeyAsSecret().entrySet()) {
            for (var algorithm : List.of("HS256", "HS384", "HS512")) {
                var input = encoded("{\"alg\":\"" + algorithm + "\"," + kid + "}") + "." + encoded(claims);
                var mac = Mac.getInstance("HmacSHA" + algorithm.substring(2));
                mac.init(new SecretKeySpec(secret.getValue(), "HMAC"));
                var tag = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
                refuses(algorithm + " by " + secret.getKey(), input + "." + encoded(tag));
            }
        }
        for (var curve : Map.of("ES256", 64, "ES384", 96, "ES512", 132).entrySet()) {
            var input = encoded("{\"alg\":\"" + curve.getKey() + "\"," + kid + "}") + "." + encoded(claims);
            refuses(curve.getKey() + " with r = s = 0", input + "." + encoded(new byte[curve.getValue()]));
        }
        var zero = encoded(header("")) + "." + encoded(claims);
        refuses("RS256 with a signature of zeros", zero + "." + encoded(new byte[256]));
        refuses("RS256 with an empty signature", zero + ".");
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: a key that the token brings along")
    void believesNoKeyInTheToken() throws GeneralSecurityException {
        var attacker = newRsaKey();
        var jwk = new RSAKey.Builder((RSAPublicKey) attacker.getPublic())
                .keyID("mine")
                .build()
                .toJSONString();
        var own = Base64.getEncoder().encodeToString(attacker.getPublic().getEncoded());
        for (var member : List.of(
                "\"jku\":\"https://evil.test/jwks.json\"",
                "\"x5u\":\"https://evil.test/cert.pem\"",
                "\"jwk\":" + jwk,
                "\"x5c\":[\"" + own + "\"]")) {
            refuses(member, signed("{\"alg\":\"RS256\"," + kid + "," + member + "}", claims, attacker.getPrivate()));
            refuses(
                    member,
                    signed("{\"alg\":\"RS256\",\"kid\":\"mine\"," + member + "}", claims, attacker.getPrivate()));
            refuses(member, signed("{\"alg\":\"RS256\"," + member + "}", claims, attacker.getPrivate()));
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: what must be understood and is not")
    void refusesCriticalHeaders() {
        for (var member : List.of(
                ",\"crit\":[\"x\"],\"x\":1",
                ",\"crit\":[\"x\"]",
                ",\"crit\":[\"b64\"],\"b64\":false",
                ",\"b64\":false",
                ",\"crit\":[\"b64\"],\"b64\":true",
                ",\"crit\":[\"exp\"],\"exp\":1",
                ",\"crit\":\"x\",\"x\":1",
                ",\"crit\":[1]")) {
            refuses(member, signed(header(member), claims, world.privateKey()));
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: a key id that is a path, SQL, or no text")
    void findsNoKeyByACraftedId() {
        for (var crafted : List.of(
                "../../dev/null",
                "/dev/null",
                "x' OR '1'='1",
                "x' UNION SELECT kid, certificate, private_key FROM signing_key --",
                "%",
                "",
                "\\u0000",
                world.kid() + "\\u0000",
                "\\ud800",
                "k".repeat(10_000))) {
            refuses(crafted, signed("{\"alg\":\"RS256\",\"kid\":\"" + crafted + "\"}", claims, world.privateKey()));
        }
        for (var crafted : List.of("1", "null", "[]", "{}", "true")) {
            refuses(crafted, signed("{\"alg\":\"RS256\",\"kid\":" + crafted + "}", claims, world.privateKey()));
        }
        refuses("kid missing", signed("{\"alg\":\"RS256\"}", claims, world.privateKey()));
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: encrypted tokens that cost the reader dearly")
    void opensNoEncryptedToken() throws IOException {
        var bomb = encoded(deflated(64 << 20));
        for (var header : List.of(
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"p2s\":\"c2FsdHNhbHQ\"}",
                "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483648,\"p2s\":\"c2FsdHNhbHQ\"," + kid
                        + "}",
                "{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"zip\":\"DEF\"," + kid + "}",
                "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A128GCM\",\"zip\":\"DEF\"," + kid + "}")) {
            refuses(header, encoded(header) + ".AAAA.AAAAAAAAAAAAAAAA." + bomb + ".AAAAAAAAAAAAAAAAAAAAAA");
        }
        var input = encoded(header(",\"zip\":\"DEF\"")) + "." + bomb;
        refuses("a signed bomb", input + "." + rsa("SHA256withRSA", input));
        softly.assertAll();
    }

    @Test
    @DisplayName("JW-02: members twice, and members that are too large")
    void refusesJsonOfTwoMinds() {
        var key = world.privateKey();
        refuses("kid twice", signed("{\"alg\":\"RS256\"," + kid + "," + kid + "}", claims, key));
        refuses("alg twice", signed("{\"alg\":\"none\",\"alg\":\"RS256\"," + kid + "}", claims, key));
        for (var claim :
                List.of("\"aud\":\"urn:api\"", "\"sub\":\"root@clients\"", "\"scope\":\"a\",\"scope\":\"b\"")) {
            refuses(claim + " twice", signed(header(""), "{" + world.claims() + "," + claim + "}", key));
        }
        refuses("a header of 1 MB", signed(header(",\"x\":\"" + "y".repeat(1 << 20) + "\""), claims, key));
        refuses("a deep header", signed(header(",\"x\":" + "[".repeat(9_000) + "]".repeat(9_000)), claims, key));
        refuses("deep claims", signed(header(""), "[".repeat(100_000), key));
        softly.assertAll();
    }

    @Test
    void refusesClaimsThatAreNotWhatTheyShouldBe() {
        var key = world.privateKey();
        var good = world.claims();
        for (var changed : List.of(
                good.replace("\"gty\":\"client-credentials\"", "\"gty\":\"password\""),
                good.replace("\"gty\":\"client-credentials\",", ""),
                good.replace("\"sub\":\"shop@clients\",", ""),
                good.replace("\"iss\":\"https://acme.test/\"", "\"iss\":\"https://acme.test\""),
                good.replace("\"iss\":\"https://acme.test/\",", ""),
                good.replace("\"aud\":\"urn:api\",", ""),
                good.replace("\"aud\":\"urn:api\"", "\"aud\":{}"),
                good.replaceAll("\"exp\":\\d+,", ""),
                good.replaceAll("\"exp\":\\d+", "\"exp\":\"9999999999\""),
                good.replaceAll("\"exp\":\\d+", "\"exp\":-1"),
                good.replaceAll("\"exp\":\\d+", "\"exp\":true"),
                good.replaceAll("\"iat\":\\d+", "\"iat\":99999999999"))) {
            refuses(changed, signed(header(""), "{" + changed + "}", key));
        }
        softly.assertAll();
    }

    @Test
    void refusesWhatIsNoTokenAtAll() {
        for (var text : List.of("", ".", "..", "...", "a.b.c", "....", "é.é.é", "null", "{}", "x".repeat(1 << 20))) {
            refuses(text, text);
        }
        softly.assertAll();
    }

    private void refuses(String what, String token) {
        var name = what.length() > 100 ? what.substring(0, 100) + " …" : what;
        long start = System.nanoTime();
        var answer = catchThrowable(() -> world.tokens(NOW).verifyFromClient(world.acme(), token, AUDIENCE));
        var took = Duration.ofNanos(System.nanoTime() - start);
        softly.assertThat(answer).as(name).isInstanceOf(ProblemException.class);
        if (answer instanceof ProblemException refusal) {
            softly.assertThat(refusal.problem()).as(name).isInstanceOf(Problem.Unauthenticated.class);
        }
        softly.assertThat(took).as(name).isLessThan(QUICKLY);
    }

    private String header(String more) {
        return "{\"alg\":\"RS256\"," + kid + more + "}";
    }

    private String rsa(String algorithm, String input) {
        return encoded(signature(algorithm, world.privateKey(), input));
    }

    private Map<String, byte[]> publicKeyAsSecret() {
        var certificate = world.publicKey().certificate();
        var key = (RSAPublicKey) certificate.getPublicKey();
        var pem = pem(key);
        var secrets = new LinkedHashMap<String, byte[]>();
        secrets.put("PEM", pem.getBytes(StandardCharsets.US_ASCII));
        secrets.put("PEM without its last newline", pem.strip().getBytes(StandardCharsets.US_ASCII));
        secrets.put("DER", key.getEncoded());
        secrets.put("JWK", new RSAKey.Builder(key).build().toJSONString().getBytes(StandardCharsets.UTF_8));
        secrets.put("modulus", key.getModulus().toByteArray());
        secrets.put("certificate", Pem.of(List.of(certificate)).getBytes(StandardCharsets.US_ASCII));
        return secrets;
    }

    private static String pem(PublicKey key) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair newRsaKey() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static byte[] deflated(int zeros) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            out.write(new byte[zeros]);
        }
        return bytes.toByteArray();
    }
}
