package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.SECRET;
import static dev.bailiwick.app.TestBailiwick.json;
import static dev.bailiwick.oauth.TokenServer.basic;
import static dev.bailiwick.oauth.TokenServer.encoded;
import static dev.bailiwick.oauth.TokenServer.request;
import static dev.bailiwick.oauth.TokenServer.requestWith;
import static dev.bailiwick.oauth.TokenServer.requestWithout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@EachEngine
class TokenEndpointTest {

    private final TokenServer server;

    TokenEndpointTest(Database empty, @TempDir Path directory) {
        server = new TokenServer(empty, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAFormAndJsonAlike() {
        var form = server.form(request());
        var json = server.json(request());
        var withoutContentType = server.post("", TokenServer.formOf(request()));
        var jsonThatIsCalledAForm = server.post(TokenServer.FORM, TokenServer.jsonOf(request()));
        var jsonThatIsCalledText = server.post("text/plain", TokenServer.jsonOf(request()));

        assertThat(List.of(form, json, withoutContentType, jsonThatIsCalledAForm, jsonThatIsCalledText))
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    var body = json(answer);
                    assertThat(body.propertyNames())
                            .containsExactlyInAnyOrder("access_token", "scope", "expires_in", "token_type");
                    assertThat(body.path("scope")).isEqualTo(json(form).path("scope"));
                    assertThat(body.path("token_type").asString()).isEqualTo("Bearer");
                    assertThat(body.path("expires_in").isIntegralNumber()).isTrue();
                    assertThat(body.path("expires_in").asLong()).isEqualTo(86_400);
                });
    }

    @Test
    @DisplayName("TK-17: no answer may be stored")
    void noAnswerMayBeStored() {
        var answers = List.of(
                server.form(request()),
                server.form(requestWith("client_secret", "wrong")),
                server.form(requestWithout("grant_type")),
                server.post(TokenServer.JSON, "{"),
                server.post("text/plain", "x"),
                server.post(TokenServer.FORM, "x=" + "y".repeat(2 << 20)),
                server.get("/oauth/token"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        });
    }

    @Test
    void takesTheSecretFromTheBodyAndFromHttpBasic() {
        var anonymous = requestWithout("client_id", "client_secret");

        assertThat(server.form(request()).statusCode()).isEqualTo(200);
        assertThat(server.form(anonymous, basic(CLIENT, SECRET)).statusCode()).isEqualTo(200);
        assertThat(server.form(anonymous, basic(CLIENT, SECRET).replace("Basic", "basic"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.form(requestWithout("client_secret"), basic(CLIENT, SECRET))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void percentDecodesBothHalvesOfHttpBasic() {
        server.addClient("a:b c%é", "p:q+r%é", "client_credentials");
        var api = server.addResourceServer("urn:api", 60);
        server.grant("a:b c%é", api);
        var asked = requestWith("audience", "urn:api");
        asked.remove("client_id");
        asked.remove("client_secret");

        var answer = server.form(asked, basic(encoded("a:b c%é"), encoded("p:q+r%é")));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void issuesForTheAudienceThatIsNamed() {
        var management = json(server.form(requestWith("audience", TokenServer.MANAGEMENT)));
        var extension = json(server.form(request()));

        assertThat(scopes(management)).contains("create:clients", "read:logs").doesNotContain("read:flows");
        assertThat(scopes(extension)).contains("read:groups").doesNotContain("create:clients");
    }

    @Test
    void takesTheLifetimeOfTheApi() {
        var api = server.addResourceServer("urn:short", 17, "read:a");
        server.grant(CLIENT, api, "read:a");

        var answer = json(server.form(requestWith("audience", "urn:short")));

        assertThat(answer.path("expires_in").asLong()).isEqualTo(17);
    }

    @Test
    void grantsAllScopesUnlessSomeAreNamed() {
        var api = server.addResourceServer("urn:api", 60, "a", "b", "c", "d");
        server.grant(CLIENT, api, "c", "a", "b");

        assertThat(granted("")).isEqualTo("c a b");
        assertThat(granted("b")).isEqualTo("b");
        assertThat(granted("b c")).as("in the order of the grant").isEqualTo("c b");
        assertThat(granted("  b   c b  ")).isEqualTo("c b");
        assertThat(json(inJson("[\"b\",\"c\"]")).path("scope").asString()).isEqualTo("c b");
        assertThat(json(inJson("[]")).path("scope").asString()).isEqualTo("c a b");
    }

    @Test
    @DisplayName("TK-14: a scope outside the grant is refused, not dropped")
    void neverGrantsAScopeThatTheClientDoesNotHold() {
        var api = server.addResourceServer("urn:api", 60, "a", "b", "c");
        server.grant(CLIENT, api, "a");

        var answer = ask("a b c");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("error_description").asString())
                .isEqualTo("Client has not been granted scopes: b c");
    }

    @Test
    void leavesScopeOutWhereNoneIsGranted() {
        server.grant(CLIENT, server.addResourceServer("urn:api", 60));

        var answer = json(server.form(requestWith("audience", "urn:api")));

        assertThat(Set.copyOf(answer.propertyNames()))
                .containsExactlyInAnyOrder("access_token", "expires_in", "token_type");
    }

    @Test
    void ignoresParametersThatItDoesNotKnow() {
        assertThat(server.form(requestWith("color", "blue")).statusCode()).isEqualTo(200);
        assertThat(server.json(requestWith("color", "blue")).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotThereForOtherMethods() {
        var answer = server.get("/oauth/token");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("error").asString()).isEqualTo("not_found");
    }

    private String granted(String scope) {
        return json(ask(scope)).path("scope").asString();
    }

    private HttpResponse<String> ask(String scope) {
        var asked = requestWith("audience", "urn:api");
        asked.put("scope", scope);
        return server.form(asked);
    }

    private HttpResponse<String> inJson(String scope) {
        var asked = TokenServer.jsonOf(requestWith("audience", "urn:api"));
        return server.post(TokenServer.JSON, asked.replaceFirst("}$", ",\"scope\":" + scope + "}"));
    }

    private static List<String> scopes(JsonNode answer) {
        return List.of(answer.path("scope").asString().split(" ", -1));
    }
}
