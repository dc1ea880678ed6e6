package dev.bailiwick.oauth;

import static dev.bailiwick.app.TestBailiwick.CLIENT;
import static dev.bailiwick.app.TestBailiwick.EXTENSION_AUDIENCE;
import static dev.bailiwick.app.TestBailiwick.json;
import static dev.bailiwick.oauth.TokenServer.requestWith;
import static dev.bailiwick.oauth.TokenServer.requestWithout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statuses and words are contract: Auth0's clients and their users' scripts compare them. */
@EachEngine
class TokenRefusalTest {

    private final TokenServer server;

    TokenRefusalTest(Database empty, @TempDir Path directory) {
        server = new TokenServer(empty, directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForAGrantType() {
        refuses(requestWithout("grant_type"), 400, """
                {"error": "invalid_request", "error_description": "Missing required parameter: grant_type"}""");
        refuses(requestWith("grant_type", ""), 400, """
                {"error": "invalid_request", "error_description": "Missing required parameter: grant_type"}""");
    }

    @Test
    void refusesAGrantTypeThatNobodyHas() {
        refuses(requestWith("grant_type", "magic"), 403, """
                {"error": "unsupported_grant_type", "error_description": "Unsupported grant type: magic"}""");
    }

    @Test
    void refusesAGrantTypeThatTheClientDoesNotHave() {
        server.addClient("web", "web-secret", "authorization_code");
        var asked = requestWith("client_id", "web");
        asked.put("client_secret", "web-secret");

        refuses(asked, 403, """
                {
                  "error": "unauthorized_client",
                  "error_description": "Grant type 'client_credentials' not allowed for the client.",
                  "error_uri": "https://auth0.com/docs/clients/client-grant-types"
                }""");
    }

    @Test
    @DisplayName("TK-14: an audience without a grant is refused")
    void refusesAnApiThatTheClientIsNotGranted() {
        server.addResourceServer("urn:api", 60, "read:a");

        refuses(requestWith("audience", "urn:api"), 403, """
                {
                  "error": "access_denied",
                  "error_description": "Client is not authorized to access \\"urn:api\\". You need to create a \\"client-grant\\" associated to this API. See: https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants"
                }""");
    }

    @Test
    void refusesATokenOfAnOrganizationSinceThereAreNone() {
        refuses(requestWith("organization", "org_0123456789abcdef"), 400, """
                {
                  "error": "invalid_request",
                  "error_description": "parameter organization is not allowed for this client"
                }""");
    }

    @Test
    void refusesAnApiThatNobodyKnows() {
        refuses(requestWith("audience", "urn:nobody"), 403, """
                {"error": "access_denied", "error_description": "Service not found: urn:nobody"}""");
        refuses(requestWith("audience", EXTENSION_AUDIENCE + "/"), 403, """
                {"error": "access_denied", "error_description": "Service not found: urn:auth0-authz-api/"}""");
    }

    @Test
    void refusesScopesOutsideTheGrant() {
        refuses(requestWith("scope", "read:groups make:coffee drink:coffee"), 403, """
                {"error": "access_denied", "error_description": "Client has not been granted scopes: make:coffee drink:coffee"}""");
    }

    @Test
    void asksForAnAudience() {
        server.addClient("machine", "machine-secret", "client_credentials");
        var asked = new HashMap<>(requestWithout("audience"));
        asked.put("client_id", "machine");
        asked.put("client_secret", "machine-secret");

        refuses(asked, 403, """
                {
                  "error": "access_denied",
                  "error_description": "No audience parameter was provided, and no default audience has been configured"
                }""");
    }

    @Test
    void doesNotTellAnUnknownClientFromAWrongSecret() {
        var words = """
                {"error": "access_denied", "error_description": "Unauthorized"}""";

        refuses(requestWith("client_secret", "wrong"), 401, words);
        refuses(requestWith("client_secret", ""), 401, words);
        refuses(requestWithout("client_secret"), 401, words);
        refuses(requestWith("client_id", "nobody"), 401, words);
        refuses(requestWith("client_id", CLIENT.toUpperCase(Locale.ROOT)), 401, words);
        refuses(requestWithout("client_id"), 401, words);
        refuses(requestWithout("client_id", "client_secret"), 401, words);
    }

    @Test
    void checksTheClientBeforeItTellsWhatExists() {
        var asked = requestWith("client_secret", "wrong");
        asked.put("audience", "urn:nobody");

        refuses(asked, 401, """
                {"error": "access_denied", "error_description": "Unauthorized"}""");
    }

    private void refuses(Map<String, String> asked, int status, String words) {
        var expected = Json.read(words.getBytes(StandardCharsets.UTF_8));
        var form = server.form(asked);
        var json = server.json(asked);

        assertThat(form.statusCode()).as(form.body()).isEqualTo(status);
        assertThat(json(form)).isEqualTo(expected);
        assertThat(json.statusCode()).isEqualTo(status);
        assertThat(json(json)).isEqualTo(expected);
    }
}
