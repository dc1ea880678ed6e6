package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.app.IssuedSecrets;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A resource server says how the tokens for it are signed ({@code signing_alg}) and what stands in them ({@code token_dialect}). */
@EachEngine
class TokenFormTest {

    private static final String ORDERS = "urn:orders";
    private static final String SCOPES = "\"scopes\":[{\"value\":\"read:orders\"},{\"value\":\"write:orders\"}]";

    private final Database database;
    private TestBailiwick server;
    private String management;

    TokenFormTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        management = server.token(server.issuer() + "api/v2/");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS512", "PS256"})
    void signsByTheAlgorithmThatTheApiHas(String algorithm) throws Exception {
        make("\"signing_alg\":\"" + algorithm + "\"");

        var token = SignedJWT.parse(server.token(ORDERS));

        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
        assertThat(token.getHeader().toBase64URL().decodeToString())
                .matches("\\{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"[^\"]+\"}");
        assertThat(token.verify(new RSASSAVerifier(keyFor(token)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nq3x7Lw9Zt5Rk2Vb",
                "a secret that is longer than a block of the digest, with an ü in it: 64 bytes"
            })
    void signsByTheSecretOfTheApi(String secret) throws Exception {
        IssuedSecrets.note(secret);
        make("\"signing_alg\":\"HS256\",\"signing_secret\":\"" + secret + "\"");

        var token = SignedJWT.parse(server.token(ORDERS));

        assertThat(token.getHeader().toJSONObject()).isEqualTo(Map.of("alg", "HS256", "typ", "JWT"));
        assertThat(token.getHeader().toBase64URL().decodeToString())
                .as("in the original's order")
                .isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        assertThat(token.verify(verifierOf(secret))).isTrue();
    }

    @Test
    void signsByTheSecretAndTheAlgorithmOfThisMoment() throws Exception {
        make("\"signing_alg\":\"HS256\"");
        var first = secretOf(call("GET", "/" + ORDERS, ""));
        assertThat(SignedJWT.parse(server.token(ORDERS)).verify(verifierOf(first)))
                .isTrue();

        call("PATCH", "/" + ORDERS, "{\"signing_secret\":\"fedcba9876543210\"}");
        var changed = SignedJWT.parse(server.token(ORDERS));
        assertThat(changed.verify(verifierOf("fedcba9876543210"))).isTrue();
        assertThat(changed.verify(verifierOf(first))).isFalse();

        call("PATCH", "/" + ORDERS, "{\"signing_alg\":\"RS512\"}");
        assertThat(SignedJWT.parse(server.token(ORDERS)).getHeader().getAlgorithm())
                .isEqualTo(JWSAlgorithm.RS512);
    }

    @Test
    void saysWhatAuth0sTokensSayWhereTheDialectIsTheUsualOne() {
        make("\"token_dialect\":\"access_token\",\"enforce_policies\":true");

        var token = server.token(ORDERS);

        assertThat(part(token, 0).path("typ").asString()).isEqualTo("JWT");
        assertThat(part(token, 1).propertyNames())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "scope", "gty", "azp");
    }

    @Test
    void tellsThePermissionsWhereTheDialectHasThemAndPoliciesAreEnforced() {
        make("\"token_dialect\":\"access_token_authz\"");
        assertThat(part(server.token(ORDERS), 1).has("permissions"))
                .as("no policies, no permissions")
                .isFalse();

        call("PATCH", "/" + ORDERS, "{\"enforce_policies\":true}");

        var claims = part(server.token(ORDERS), 1);
        assertThat(texts(claims.get("permissions"))).containsExactly("read:orders", "write:orders");
        assertThat(claims.get("scope").asString()).isEqualTo("read:orders write:orders");
        assertThat(claims.get("gty").asString()).isEqualTo("client-credentials");
        assertThat(texts(part(server.token(ORDERS, "write:orders"), 1).get("permissions")))
                .as("what was asked for, and no more")
                .containsExactly("write:orders");
    }

    @Test
    @DisplayName("TK-12: an API may have tokens as RFC 9068 has them")
    void writesTokensOfRfc9068() throws Exception {
        make("\"token_dialect\":\"rfc9068_profile\",\"enforce_policies\":true");

        var token = server.token(ORDERS);

        assertThat(part(token, 0).path("typ").asString()).isEqualTo("at+jwt");
        var claims = part(token, 1);
        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "scope", "client_id", "jti");
        assertThat(claims.get("client_id").asString()).isEqualTo(CLIENT);
        assertThat(claims.get("sub").asString()).isEqualTo(CLIENT + "@clients");
        assertThat(claims.get("jti").asString())
                .hasSizeGreaterThanOrEqualTo(22)
                .isNotEqualTo(part(server.token(ORDERS), 1).get("jti").asString());
        var jwt = SignedJWT.parse(token);
        assertThat(jwt.verify(new RSASSAVerifier(keyFor(jwt)))).isTrue();
    }

    @Test
    void joinsPermissionsToTokensOfRfc9068() {
        make("\"token_dialect\":\"rfc9068_profile_authz\",\"enforce_policies\":true,\"signing_alg\":\"PS256\"");

        var token = server.token(ORDERS, "read:orders");

        assertThat(part(token, 0).path("typ").asString()).isEqualTo("at+jwt");
        assertThat(part(token, 0).path("alg").asString()).isEqualTo("PS256");
        assertThat(part(token, 1).propertyNames())
                .containsExactlyInAnyOrder(
                        "iss", "sub", "aud", "iat", "exp", "scope", "client_id", "jti", "permissions");
    }

    @Test
    @DisplayName("the server's own APIs believe what they issue themselves: RS256 by a signing key, of a client")
    void opensItsOwnApisToNothingElse() throws Exception {
        make("\"signing_alg\":\"HS256\",\"signing_secret\":\"0123456789abcdef\"");
        var extension = TestBailiwick.EXTENSION_AUDIENCE;
        assertThat(extensionAnswers(server.token(extension))).isEqualTo(200);

        for (var form : List.of(
                "{\"signing_alg\":\"HS256\",\"signing_secret\":\"0123456789abcdef\"}",
                "{\"signing_alg\":\"RS512\"}",
                "{\"signing_alg\":\"PS256\"}",
                "{\"signing_alg\":\"RS256\",\"token_dialect\":\"rfc9068_profile\"}")) {
            call("PATCH", "/" + extension, form);
            assertThat(extensionAnswers(server.token(extension))).as(form).isEqualTo(401);
        }
        assertThat(extensionAnswers(server.token(ORDERS))).isEqualTo(401);
        assertThat(server.call("GET", "/api/v2/clients", server.token(ORDERS), Optional.empty())
                        .statusCode())
                .isEqualTo(401);

        call("PATCH", "/" + extension, "{\"signing_alg\":\"RS256\",\"token_dialect\":\"access_token\"}");
        assertThat(extensionAnswers(server.token(extension))).isEqualTo(200);
    }

    @Test
    @DisplayName("JW-01: a published key names the algorithm while that is the only one by which it signs")
    void publishesNoAlgorithmThatIsNotTheOnlyOne() {
        make("\"signing_alg\":\"HS256\"");
        assertThat(algorithms()).containsExactly("RS256", "RS256");

        call("PATCH", "/" + ORDERS, "{\"signing_alg\":\"PS256\"}");
        assertThat(algorithms()).containsExactly("", "");

        call("DELETE", "/" + ORDERS, "");
        assertThat(algorithms()).containsExactly("RS256", "RS256");
    }

    private List<String> algorithms() {
        return json(server.send(HttpRequest.newBuilder(URI.create(server.url() + "/.well-known/jwks.json"))
                        .build()))
                .path("keys")
                .valueStream()
                .map(key -> key.path("alg").asString(""))
                .toList();
    }

    /** The published key for a token, chosen as a strict client does: by id and algorithm. */
    private RSAPublicKey keyFor(SignedJWT token) throws Exception {
        var published =
                JWKSet.parse(server.send(HttpRequest.newBuilder(URI.create(server.url() + "/.well-known/jwks.json"))
                                .build())
                        .body());
        var matching = new JWKSelector(JWKMatcher.forJWSHeader(token.getHeader())).select(published);
        assertThat(matching).hasSize(1);
        return matching.getFirst().toRSAKey().toRSAPublicKey();
    }

    /** The library wants 256 bits; HMAC itself fills a shorter key up with zeros (RFC 2104 section 2). */
    private static MACVerifier verifierOf(String secret) throws Exception {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return new MACVerifier(Arrays.copyOf(bytes, Math.max(bytes.length, 32)));
    }

    private static String secretOf(JsonNode resourceServer) {
        var secret = resourceServer.get("signing_secret").asString();
        IssuedSecrets.note(secret);
        return secret;
    }

    private int extensionAnswers(String token) {
        return server.call("GET", TestBailiwick.EXTENSION + "/groups", token, Optional.empty())
                .statusCode();
    }

    private void make(String members) {
        call("POST", "", "{\"identifier\":\"" + ORDERS + "\"," + SCOPES + "," + members + "}");
        server.call(
                "POST",
                "/api/v2/client-grants",
                management,
                Optional.of("{\"client_id\":\"" + CLIENT + "\",\"audience\":\"" + ORDERS
                        + "\",\"scope\":[\"read:orders\",\"write:orders\"]}"));
    }

    private JsonNode call(String method, String path, String body) {
        var answer = server.call(
                method,
                "/api/v2/resource-servers" + path,
                management,
                body.isEmpty() ? Optional.empty() : Optional.of(body));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? Json.read("{}".getBytes(StandardCharsets.UTF_8)) : json(answer);
    }

    private static JsonNode part(String token, int index) {
        return Json.read(
                Base64.getUrlDecoder().decode(List.of(token.split("\\.", -1)).get(index)));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
