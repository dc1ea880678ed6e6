package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.app.TestBailiwick;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed, and the words for the others (reference, section 0.1). */
class AuthenticationTest {

    private static final Duration DAY = Duration.ofDays(1);

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void asksForCredentials() {
        var answer = send("/groups", Optional.empty());

        assertRefused(answer, "Missing authentication", "token is null", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic Y2xpZW50OnNlY3JldA==", "Token abc", "abc", "Bearer", "Bearerabc", "Bear er"})
    void takesNoOtherScheme(String header) {
        assertRefused(send("/groups", Optional.of(header)), "Missing authentication", "Invalid token format", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR  "})
    void takesTheSchemeInAnyCase(String scheme) {
        assertThat(send("/groups", Optional.of(scheme + world.token())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesNoTokenFromTheQuery() {
        var answer = send("/groups?access_token=" + world.token(), Optional.empty());

        assertRefused(answer, "Missing authentication", "token is null", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b.c", "..", "e30.e30.", "e30.e30.e30", "{}", "null"})
    void takesNoTokenThatCannotBeTakenApart(String token) {
        var answer = send("/groups", Optional.of("Bearer " + token));

        assertRefused(
                answer,
                "Invalid token format",
                "Invalid token format",
                ",\"attributes\":{\"error\":\"Invalid token format\"}");
    }

    @Test
    void takesNoTokenForAnotherApi() {
        assertInvalid(world.server().token(world.server().issuer() + "api/v2/"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void takesNoTokenThatWasTamperedWith(int part) {
        var parts = world.token().split("\\.");
        int middle = parts[part].length() / 2;
        char other = parts[part].charAt(middle) == 'A' ? 'B' : 'A';
        parts[part] = parts[part].substring(0, middle) + other + parts[part].substring(middle + 1);

        var answer = send("/groups", Optional.of("Bearer " + String.join(".", parts)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Invalid ");
    }

    @Test
    void takesNoTokenWithoutASignature() throws ParseException {
        var none = new PlainJWT(claims()).serialize();
        var cut = world.token().substring(0, world.token().lastIndexOf('.') + 1);

        var answer = send("/groups", Optional.of("Bearer " + none));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"message\":\"Invalid credentials\"");
        assertThat(send("/groups", Optional.of("Bearer " + cut)).statusCode()).isEqualTo(401);
    }

    @Test
    void takesNoTokenThatIsSignedWithThePublicKeyAsASecret() throws JOSEException, ParseException {
        var key = publicKeys().getKeys().getFirst();
        var encoded = key.toRSAKey().toRSAPublicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";

        for (var secret : List.of(
                encoded,
                pem.getBytes(StandardCharsets.US_ASCII),
                pem.strip().getBytes(StandardCharsets.US_ASCII),
                key.toJSONString().getBytes(StandardCharsets.US_ASCII))) {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims());
            jwt.sign(new MACSigner(secret));
            assertInvalid(jwt.serialize());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "../../dev/null", "' OR 1=1 --", "known"})
    void takesNoTokenOfAnotherKey(String kid) throws JOSEException, ParseException {
        var foreign = new RSAKeyGenerator(2048).generate();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(kid.equals("known") ? publicKeys().getKeys().getFirst().getKeyID() : kid)
                .jwk(foreign.toPublicJWK())
                .build();
        var jwt = new SignedJWT(header, claims());
        jwt.sign(new RSASSASigner(foreign));

        assertInvalid(jwt.serialize());
    }

    @Test
    void takesATokenUntilItsTimeIsOver() {
        var now = Instant.now();

        assertInvalid(issuedAt(now.minus(DAY).minusSeconds(1)));
        assertInvalid(issuedAt(now.minus(DAY.multipliedBy(400))));
        assertThat(send(
                                "/groups",
                                Optional.of("Bearer " + issuedAt(now.minus(DAY).plusSeconds(60))))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesNoTokenBeforeItsTime() {
        assertInvalid(issuedAt(Instant.now().plusSeconds(120)));
    }

    @Test
    void asksForAScope() {
        var token = world.server().extensionToken("read:roles", "create:groups");

        assertForbidden(send("/groups", Optional.of("Bearer " + token)));
    }

    @Test
    void takesATokenWithoutAnyScopeForNoRoute() {
        var token = world.server().extensionTokenOf(Instant.now(), List.of());

        assertForbidden(send("/groups", Optional.of("Bearer " + token)));
    }

    @Test
    void asksWhoIsCallingBeforeAnythingElse() {
        var nobody = send("POST", "/users/policy?q=1", Optional.empty(), "{");

        assertRefused(nobody, "Missing authentication", "token is null", "");
    }

    @Test
    void asksForTheScopeBeforeItReadsTheRequest() {
        var token = Optional.of("Bearer " + world.server().extensionToken("delete:roles"));

        assertForbidden(send("/groups/no-guid?wrong=1", token));
        assertForbidden(send("POST", "/users/u/policy/app1", token, "{"));
        assertForbidden(send("POST", "/configuration/import", token, "{"));
    }

    private static String issuedAt(Instant time) {
        return world.server().extensionTokenOf(time, List.of("read:groups"));
    }

    private static JWTClaimsSet claims() throws ParseException {
        return SignedJWT.parse(world.token()).getJWTClaimsSet();
    }

    private static JWKSet publicKeys() throws ParseException {
        var uri = URI.create(world.server().url() + "/.well-known/jwks.json");
        return JWKSet.parse(
                world.server().send(HttpRequest.newBuilder(uri).build()).body());
    }

    private static HttpResponse<String> send(String path, Optional<String> authorization) {
        return send("GET", path, authorization, "");
    }

    private static HttpResponse<String> send(String method, String path, Optional<String> authorization, String body) {
        var request = HttpRequest.newBuilder(URI.create(world.server().url() + TestBailiwick.EXTENSION + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return world.server().send(request.build());
    }

    private static void assertInvalid(String token) {
        assertRefused(
                send("/groups", Optional.of("Bearer " + token)),
                "Invalid credentials",
                "Invalid credentials",
                ",\"attributes\":{\"error\":\"Invalid credentials\"}");
    }

    private static void assertRefused(
            HttpResponse<String> answer, String message, String challenge, String attributes) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"" + message + "\"" + attributes
                        + "}");
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Token error=\"" + challenge + "\"");
    }

    private static void assertForbidden(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Insufficient scope\"}");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }
}
