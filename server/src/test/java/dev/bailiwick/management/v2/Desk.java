package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.bailiwick.app.TestBailiwick;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Management API v2 of a server, asked with one token, and the token endpoint beside it. */
record Desk(TestBailiwick server, String token) {

    static Desk of(TestBailiwick server, String... scopes) {
        return new Desk(server, server.managementToken(scopes));
    }

    HttpResponse<String> get(String path) {
        return server.call("GET", "/api/v2" + path, token, Optional.empty());
    }

    HttpResponse<String> post(String path, String body) {
        return server.call("POST", "/api/v2" + path, token, body.isEmpty() ? Optional.empty() : Optional.of(body));
    }

    HttpResponse<String> patch(String path, String body) {
        return server.call("PATCH", "/api/v2" + path, token, Optional.of(body));
    }

    HttpResponse<String> delete(String path) {
        return server.call("DELETE", "/api/v2" + path, token, Optional.empty());
    }

    /** Makes an object and returns it. */
    JsonNode made(String path, String body) {
        var answer = post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestBailiwick.json(answer);
    }

    /** What a GET shows. */
    JsonNode shown(String path) {
        var answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestBailiwick.json(answer);
    }

    /** The values of a member in a list. */
    List<String> shown(String path, String member) {
        return StreamSupport.stream(shown(path).spliterator(), false)
                .map(each -> each.path(member).asString())
                .toList();
    }

    /** Asks for a token with these parameters more than the grant type. */
    HttpResponse<String> ask(String... namesAndValues) {
        var form = new StringBuilder("grant_type=client_credentials");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append('&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()))
                .build());
    }

    /** Lets a client have a token for the Authorization Extension API. */
    void grant(String client) {
        made(
                "/client-grants",
                "{\"client_id\":\"" + client + "\",\"audience\":\"" + TestBailiwick.EXTENSION_AUDIENCE
                        + "\",\"scope\":[\"read:users\"]}");
    }

    /** The status of the answer to a client that shows a secret. */
    int bySecret(String client, String secret) {
        return ask("client_id", client, "client_secret", secret, "audience", TestBailiwick.EXTENSION_AUDIENCE)
                .statusCode();
    }

    /** The status of the answer to a client that signs an assertion. */
    int asserted(String client, KeyPair pair, @Nullable String kid) throws JOSEException {
        var proof = new PrivateKeyJWT(
                new ClientID(client), URI.create(server.issuer()), JWSAlgorithm.RS256, pair.getPrivate(), kid, null);
        return ask(
                        "client_assertion_type",
                        PrivateKeyJWT.CLIENT_ASSERTION_TYPE,
                        "client_assertion",
                        proof.getClientAssertion().serialize(),
                        "audience",
                        TestBailiwick.EXTENSION_AUDIENCE)
                .statusCode();
    }

    /** Asserts status and the message of a refusal. */
    static void refused(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestBailiwick.json(answer).path("message").asString()).isEqualTo(message);
    }
}
