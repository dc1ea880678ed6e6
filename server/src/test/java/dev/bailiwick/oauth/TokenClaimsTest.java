package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.json;
import static dev.bailiwick.oauth.TokenServer.requestWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class TokenClaimsTest {

    private final TokenServer server;
    private final Instant before = Instant.now();
    private final JsonNode answer;
    private final String token;

    TokenClaimsTest(Database empty, @TempDir Path directory) {
        server = new TokenServer(empty, directory);
        answer = json(server.form(requestWith("audience", TokenServer.MANAGEMENT)));
        token = answer.path("access_token").asString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhatAuth0sTokensSay() {
        var claims = part(1);

        assertThat(claims.propertyNames())
                .containsExactlyInAnyOrder("iss", "sub", "aud", "iat", "exp", "scope", "gty", "azp");
        assertThat(claims.path("iss").asString()).isEqualTo("https://auth.example.test/");
        assertThat(claims.path("sub").asString()).isEqualTo(CLIENT + "@clients");
        assertThat(claims.path("aud").isString()).as("a string, not a list").isTrue();
        assertThat(claims.path("aud").asString()).isEqualTo("https://auth.example.test/api/v2/");
        assertThat(claims.path("scope")).isEqualTo(answer.path("scope"));
        assertThat(claims.path("gty").asString()).isEqualTo("client-credentials");
        assertThat(claims.path("azp").asString()).isEqualTo(CLIENT);
        assertThat(claims.path("iat").isIntegralNumber()).isTrue();
        assertThat(claims.path("exp").isIntegralNumber()).isTrue();
        assertThat(claims.path("iat").asLong())
                .isBetween(before.getEpochSecond(), Instant.now().getEpochSecond());
        assertThat(claims.path("exp").asLong()).isEqualTo(claims.path("iat").asLong() + 86_400);
    }

    @Test
    void namesAlgorithmTypeAndKeyInItsHeader() {
        var header = part(0);

        assertThat(header.propertyNames()).containsExactlyInAnyOrder("alg", "typ", "kid");
        assertThat(header.path("alg").asString()).isEqualTo("RS256");
        assertThat(header.path("typ").asString()).isEqualTo("JWT");
    }

    @Test
    void isSignedByAKeyOfThePublishedSet() throws ParseException, JOSEException {
        var keys = JWKSet.parse(server.get("/.well-known/jwks.json").body());
        var jwt = SignedJWT.parse(token);

        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();

        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
    }

    private JsonNode part(int index) {
        return Json.read(
                Base64.getUrlDecoder().decode(List.of(token.split("\\.", -1)).get(index)));
    }
}
