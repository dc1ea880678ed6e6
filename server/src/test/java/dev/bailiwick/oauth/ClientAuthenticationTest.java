package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.SECRET;
import static dev.bailiwick.app.TestBailiwick.json;
import static dev.bailiwick.oauth.TokenServer.FORM;
import static dev.bailiwick.oauth.TokenServer.JSON;
import static dev.bailiwick.oauth.TokenServer.basic;
import static dev.bailiwick.oauth.TokenServer.formOf;
import static dev.bailiwick.oauth.TokenServer.request;
import static dev.bailiwick.oauth.TokenServer.requestWith;
import static dev.bailiwick.oauth.TokenServer.requestWithout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 6749 section 2.3: one method for a request, and never in the URI. */
@EachEngine
class ClientAuthenticationTest {

    private static final Map<String, String> ANONYMOUS = requestWithout("client_id", "client_secret");

    private final TokenServer server;

    ClientAuthenticationTest(Database empty, @TempDir Path directory) {
        server = new TokenServer(empty, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("TK-07: Basic and body at once")
    void refusesTwoMethodsAtOnce() {
        refusesAsInvalid(server.form(request(), basic(CLIENT, SECRET)));
        refusesAsInvalid(server.form(requestWithout("client_id"), basic(CLIENT, SECRET)));
        refusesAsInvalid(server.form(requestWith("client_secret", "other"), basic(CLIENT, SECRET)));
    }

    @Test
    @DisplayName("TK-07: two clients in one request")
    void refusesAnotherClientInTheBodyThanInTheHeader() {
        server.addClient("other", "other-secret", "client_credentials");
        var asked = requestWithout("client_secret");

        refusesAsInvalid(server.form(asked, basic("other", "other-secret")));
    }

    @Test
    @DisplayName("TK-07: two Authorization headers")
    void refusesTwoHeaders() {
        refusesAsInvalid(server.form(ANONYMOUS, basic(CLIENT, SECRET), basic(CLIENT, SECRET)));
        refusesAsInvalid(server.form(ANONYMOUS, basic(CLIENT, SECRET), "Bearer abc"));
    }

    @Test
    @DisplayName("TK-07: a secret in the query")
    void refusesASecretInTheQuery() {
        var body = formOf(requestWithout("client_secret")).getBytes(StandardCharsets.UTF_8);

        refusesAsInvalid(server.post("?client_secret=" + SECRET, FORM, body));
        refusesAsInvalid(server.post("?client%5Fsecret=" + SECRET, FORM, body));
        refusesAsInvalid(
                server.post("?client_secret=" + SECRET, FORM, formOf(request()).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("TK-07: credentials count in the query no more than a secret")
    void doesNotReadTheQuery() {
        var answer = server.post("?" + formOf(requestWithout("client_secret")), FORM, new byte[0]);

        refusesAsInvalid(answer);
    }

    @Test
    @DisplayName("TK-07: a repeated parameter")
    void refusesARepeatedParameter() {
        var form = formOf(request());

        assertThat(List.of(
                        "scope=a&scope=a", "client_id=" + CLIENT, "client_secret=x", "grant_type=x", "color=1&color=2"))
                .allSatisfy(more -> refusesAsInvalid(server.post(FORM, form + "&" + more)));
        refusesAsInvalid(server.post(TokenServer.JSON, """
                {"grant_type": "client_credentials", "client_id": "a", "client_id": "b"}"""));
    }

    @Test
    @DisplayName("TK-07: a failed Basic is answered with a challenge")
    void challengesAFailedBasic() {
        var headers = List.of(
                basic(CLIENT, "wrong"),
                basic("nobody", SECRET),
                basic("", ""),
                basic(CLIENT, ""),
                basic(CLIENT, "%zz"),
                basic("%zz", SECRET),
                basic("a%00b", SECRET),
                basic("\ud83d", SECRET),
                basic("%ff", SECRET),
                "Basic " + Base64.getEncoder().encodeToString("nocolon".getBytes(StandardCharsets.UTF_8)),
                "Basic !!!",
                "Basic",
                "Basic ",
                "Bearer abc",
                "Digest username=x");

        assertThat(headers).allSatisfy(header -> {
            var answer = server.form(ANONYMOUS, header);
            assertThat(answer.statusCode()).as(header).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"oauth\"");
            assertThat(json(answer).path("error").asString()).isEqualTo("access_denied");
            assertThat(json(answer).path("error_description").asString()).isEqualTo("Unauthorized");
        });
    }

    @Test
    void countsNothingOfAnotherTypeAsAbsent() {
        for (var name : List.of("client_id", "client_secret", "client_assertion", "client_assertion_type")) {
            refusesAsInvalid(server.post(JSON, jsonWith(ANONYMOUS, name, 7), basic(CLIENT, SECRET)));
            refusesAsInvalid(server.post(JSON, jsonWith(request(), name, List.of())));
        }
        for (var name : List.of("audience", "organization")) {
            refusesAsInvalid(server.post(JSON, jsonWith(request(), name, Map.of())));
        }
        refusesAsInvalid(server.post(JSON, jsonWith(requestWithout("audience"), "type", false)));
    }

    private static String jsonWith(Map<String, String> request, String name, Object value) {
        var parameters = new HashMap<String, Object>(request);
        parameters.put(name, value);
        return TokenServer.jsonOf(parameters);
    }

    @Test
    void doesNotChallengeWhoNeverTriedBasic() {
        var answer = server.form(requestWith("client_secret", "wrong"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    private static void refusesAsInvalid(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).isEqualTo("invalid_request");
        assertThat(answer.body()).doesNotContain(SECRET);
    }
}
