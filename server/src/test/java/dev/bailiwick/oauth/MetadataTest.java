package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.SECRET;
import static dev.bailiwick.app.TestBailiwick.json;
import static dev.bailiwick.oauth.TokenServer.basic;
import static dev.bailiwick.oauth.TokenServer.request;
import static dev.bailiwick.oauth.TokenServer.requestWith;
import static dev.bailiwick.oauth.TokenServer.requestWithout;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class MetadataTest {

    private static final String ISSUER = "https://auth.example.test/";

    private final TokenServer server;

    MetadataTest(Database empty, @TempDir Path directory) {
        server = new TokenServer(empty, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("DI-01: the issuer is the configured one whatever the request's headers say")
    void takesTheIssuerFromNoHeader() throws IOException {
        var expected = server.get("/.well-known/openid-configuration").body();

        assertThat(expected).contains("\"issuer\":\"" + ISSUER + "\"");
        for (var headers : List.of(
                "Host: auth.example.test\r\n",
                "Host: AUTH.example.test:443\r\n",
                "Host: evil.test\r\n",
                "Host: evil.test\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: http\r\nX-Forwarded-Port: 1\r\n",
                "Host: auth.example.test\r\nForwarded: host=evil.test;proto=http\r\nX-Original-Host: evil.test\r\n")) {
            for (var path : List.of("openid-configuration", "oauth-authorization-server")) {
                var reply = RawClient.ask(
                        URI.create(server.url()).getPort(),
                        "GET /.well-known/" + path + " HTTP/1.1\r\n" + headers + "\r\n");
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).as(headers).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("DI-01: each of two domains has its own issuer, whichever other one a header names")
    void keepsTwoDomainsApart() throws IOException {
        server.addTenant("other", "other.example.test:8443");

        for (var hosts : List.of(
                List.of("auth.example.test", "other.example.test:8443"),
                List.of("other.example.test:8443", "auth.example.test"))) {
            var named = hosts.get(1);
            var reply = RawClient.ask(
                    URI.create(server.url()).getPort(),
                    "GET /.well-known/openid-configuration HTTP/1.1\r\nHost: " + hosts.get(0) + "\r\nX-Forwarded-Host: "
                            + named + "\r\nForwarded: host=" + named + "\r\nX-Original-Host: " + named + "\r\n\r\n");

            var issuer = "https://" + hosts.get(0) + "/";
            assertThat(reply.body())
                    .contains("\"issuer\":\"" + issuer + "\"")
                    .contains("\"token_endpoint\":\"" + issuer + "oauth/token\"")
                    .contains("\"jwks_uri\":\"" + issuer + ".well-known/jwks.json\"")
                    .doesNotContain(named);
        }
    }

    @Test
    @DisplayName("DI-01: every listed endpoint answers")
    void listsWhatAnswers() {
        var metadata = metadata();

        assertThat(metadata.propertyNames())
                .containsExactlyInAnyOrder(
                        "issuer",
                        "token_endpoint",
                        "jwks_uri",
                        "response_types_supported",
                        "grant_types_supported",
                        "token_endpoint_auth_methods_supported",
                        "token_endpoint_auth_signing_alg_values_supported");
        assertThat(metadata.path("token_endpoint").asString()).isEqualTo(ISSUER + "oauth/token");
        assertThat(metadata.path("jwks_uri").asString()).isEqualTo(ISSUER + ".well-known/jwks.json");
        assertThat(server.form(request()).statusCode()).isEqualTo(200);
        assertThat(server.get("/.well-known/jwks.json").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("DI-01: nothing unsupported is listed")
    void listsNothingThatIsNotThere() {
        var metadata = metadata();

        assertThat(texts(metadata.path("grant_types_supported"))).containsExactly("client_credentials");
        assertThat(json(server.form(requestWith("grant_type", "authorization_code")))
                        .path("error")
                        .asString())
                .isEqualTo("unsupported_grant_type");
        assertThat(texts(metadata.path("response_types_supported"))).isEmpty();
        assertThat(server.get("/authorize").statusCode()).isEqualTo(404);
        assertThat(texts(metadata.path("token_endpoint_auth_methods_supported")))
                .containsExactlyInAnyOrder("client_secret_basic", "client_secret_post", "private_key_jwt");
        assertThat(texts(metadata.path("token_endpoint_auth_signing_alg_values_supported")))
                .containsExactly("PS256", "RS256", "RS384");
        assertThat(server.form(requestWithout("client_id", "client_secret"), basic(CLIENT, SECRET))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("JW-01: public keys only, each under an id of its own, with cache headers")
    void publishesTheKeys() throws Exception {
        var answer = server.get("/.well-known/jwks.json");
        var keys = json(answer).path("keys");

        assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=15");
        assertThat(keys.valueStream().map(key -> Set.copyOf(key.propertyNames())))
                .as("the current key and the next, without any private member")
                .hasSize(2)
                .containsOnly(Set.of("kty", "use", "alg", "kid", "n", "e", "x5c", "x5t"));
        var set = JWKSet.parse(answer.body());
        assertThat(set.getKeys().stream().map(JWK::getKeyID)).doesNotHaveDuplicates();
        assertThat(set.containsNonPublicKeys()).isFalse();
        for (var key : set.getKeys()) {
            var certificate = key.getParsedX509CertChain().getFirst();
            assertThat(certificate.getPublicKey()).isEqualTo(key.toRSAKey().toRSAPublicKey());
            certificate.verify(certificate.getPublicKey());
            var x5t = keys.valueStream()
                    .filter(member -> member.path("kid").asString().equals(key.getKeyID()))
                    .map(member -> member.path("x5t").asString())
                    .toList();
            var thumbprint = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
            assertThat(x5t)
                    .containsExactly(Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint));
        }
    }

    @Test
    void publishesTheKeyThatSignsFirst() throws ParseException {
        var first = json(server.get("/.well-known/jwks.json")).path("keys").path(0);
        var token = json(server.form(requestWithout())).path("access_token").asString();

        assertThat(first.path("kid").asString())
                .isEqualTo(SignedJWT.parse(token).getHeader().getKeyID());
    }

    private JsonNode metadata() {
        return json(server.get("/.well-known/openid-configuration"));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
