package dev.bailiwick.management.v1;

import static dev.bailiwick.management.v1.ManagementV1.json;
import static dev.bailiwick.management.v1.ManagementV1.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class TokensTest {

    private static final String CREDENTIALS =
            "client_id=" + TestBailiwick.CLIENT + "&client_secret=" + TestBailiwick.SECRET;
    private static final String UNAUTHORIZED = refusal("unauthorized", "Unauthorized");

    private final TestBailiwick server;

    TokensTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The curl call of the document. */
    @Test
    void issuesAnOpaqueTokenToWhoeverNamesNoApi() {
        var answer = ask("/oauth/token", CREDENTIALS + "&type=web_server&grant_type=client_credentials");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).propertyNames()).containsExactly("access_token", "expires_in", "token_type");
        assertThat(json(answer).get("access_token").asString()).matches("[A-Za-z0-9]{48}");
        assertThat(json(answer).get("token_type").asString()).isEqualTo("bearer");
        assertThat(json(answer).get("expires_in").asInt()).isEqualTo(86_400);
        assertThat(ask("/OAuth/Token/", CREDENTIALS + "&grant_type=client_credentials")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesATokenInTheQueryAndInTheHeaderInAnyCase() {
        var api = ManagementV1.of(server);

        assertThat(api.open("/api/users?access_token=" + api.token()).statusCode())
                .isEqualTo(200);
        assertThat(api.open("/API/Users/?access_token=" + api.token()).statusCode())
                .isEqualTo(200);
        for (var scheme : new String[] {"bearer", "Bearer", "BEARER"}) {
            assertThat(header("/api/users", scheme + " " + api.token()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesWhoeverHasNoTokenOrAnotherOne() {
        var api = ManagementV1.of(server);
        var withoutToken = api.open("/api/users");

        assertThat(withoutToken.statusCode()).isEqualTo(401);
        assertThat(withoutToken.body()).isEqualTo(UNAUTHORIZED);
        assertThat(withoutToken.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"Users\"");
        for (var other : new String[] {
            api.token() + "x",
            api.token().toLowerCase(Locale.ROOT),
            server.token(server.issuer() + "api/v2/"),
            server.extensionToken()
        }) {
            var refused = header("/api/users", "Bearer " + other);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).isEqualTo(UNAUTHORIZED);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer realm=\"Users\", error=\"invalid_token\"");
            assertThat(api.open("/api/users?access_token=" + other).statusCode())
                    .isEqualTo(401);
        }
        assertThat(header("/api/users", "Basic " + api.token()).statusCode()).isEqualTo(401);
        assertThat(api.open("/api/users?access_token=").body()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void opensNothingElse() {
        var token = ManagementV1.of(server).token();

        assertThat(server.call("GET", "/api/v2/users", token, Optional.empty()).statusCode())
                .isEqualTo(401);
        assertThat(server.call("GET", TestBailiwick.EXTENSION + "/groups", token, Optional.empty())
                        .statusCode())
                .isEqualTo(401);
        assertThat(server.call("GET", "/operator/tenants", token, Optional.empty())
                        .statusCode())
                .isEqualTo(401);
        assertThat(ManagementV1.of(server)
                        .open("/api/v2/users?access_token=" + token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void isNotForAClientThatIsNotAdmitted() {
        var v2 = server.token(server.issuer() + "api/v2/");
        var made = json(server.call("POST", "/api/v2/clients", v2, Optional.of("{\"name\":\"Shop\"}")));
        var id = made.get("client_id").asString();
        var form = "client_id=" + id + "&client_secret="
                + made.get("client_secret").asString() + "&grant_type=client_credentials";
        var refused = "{\"error\":\"access_denied\",\"error_description\":\"No audience parameter was provided, and no"
                + " default audience has been configured\"}";

        assertThat(ask("/oauth/token", form).body()).isEqualTo(refused);
        assertThat(ask("/oauth/token", form + "&type=web_server").statusCode()).isEqualTo(403);

        assertThat(operator("PUT", id).statusCode()).isEqualTo(204);
        var token = json(ask("/oauth/token", form)).get("access_token").asString();
        assertThat(header("/api/users", "bearer " + token).statusCode()).isEqualTo(200);
        assertThat(header("/api/clients", "bearer " + token).body())
                .isEqualTo(refusal("invalid_token", "Client is not global"));

        assertThat(operator("DELETE", id).statusCode()).isEqualTo(204);
        assertThat(header("/api/users", "bearer " + token).statusCode()).isEqualTo(401);
        assertThat(ask("/oauth/token", form).body()).isEqualTo(refused);
        assertThat(operator("PUT", "nobody").statusCode()).isEqualTo(404);
        assertThat(operator("DELETE", "nobody").statusCode()).isEqualTo(204);
    }

    @Test
    void leavesADefaultApiToThoseWhoDoNotAskAsOldClientsDo() {
        var v2 = server.token(server.issuer() + "api/v2/");
        server.call(
                "PATCH",
                "/api/v2/tenants/settings",
                v2,
                Optional.of("{\"default_audience\":\"" + TestBailiwick.EXTENSION_AUDIENCE + "\"}"));

        assertThat(kind(CREDENTIALS + "&grant_type=client_credentials")).isEqualTo("Bearer");
        assertThat(kind(CREDENTIALS + "&grant_type=client_credentials&type=web_server"))
                .isEqualTo("bearer");
        assertThat(header(
                                "/api/clients",
                                "bearer " + ManagementV1.global(server).token())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void isGoneWithItsClient() {
        var v2 = server.token(server.issuer() + "api/v2/");
        var api = ManagementV1.of(server);

        server.call("DELETE", "/api/v2/clients/" + TestBailiwick.CLIENT, v2, Optional.empty());

        assertThat(api.get("/api/users").statusCode()).isEqualTo(401);
    }

    private String kind(String form) {
        return json(ask("/oauth/token", form)).get("token_type").asString();
    }

    private HttpResponse<String> ask(String path, String form) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> header(String path, String authorization) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", authorization)
                .GET()
                .build());
    }

    private HttpResponse<String> operator(String method, String client) {
        return server.call(
                method,
                "/operator/tenants/default/clients/" + client + "/management-v1",
                server.operatorKey().reveal(),
                Optional.empty());
    }
}
