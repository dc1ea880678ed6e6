package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the tenant, its signing keys, and what users have left behind. */
@EachEngine
class TenantConfigurationTest {

    private final TestBailiwick server;
    private final Database database;
    private final Management api;

    TenantConfigurationTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersSettingsAsTheOriginal() {
        Golden.of("tenant_settings_route").holds(api.get("/tenants/settings"));
        Golden.of("patch_settings").holds(api.patch("/tenants/settings", """
                        {"friendly_name":"Shop","support_email":"help@shop.test","session_lifetime_in_minutes":181,
                        "default_audience":"urn:x","flags":{"enable_sso":true}}"""));
        assertThat(api.get("/tenants/settings?fields=friendly_name,support_email")
                        .body())
                .isEqualTo("{\"friendly_name\":\"Shop\",\"support_email\":\"help@shop.test\"}");
        assertThat(json(api.get("/tenants/settings?fields=flags&include_fields=false"))
                        .has("flags"))
                .isFalse();
    }

    @Test
    void takesBackWhatItHasAnswered() {
        var patched = api.patch("/tenants/settings", "{\"friendly_name\":\"Shop\",\"error_page\":{\"html\":\"x\"}}");

        assertThat(api.patch("/tenants/settings", patched.body()).body()).isEqualTo(patched.body());
    }

    @Test
    void refusesSettingsThatThereAreNot() {
        assertThat(api.patch("/tenants/settings", "{\"colour\":\"red\"}").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Additional properties not allowed: colour'.",
                        "invalid_body"));
        for (var body : new String[] {
            "{}",
            "{\"flags\":{\"fly\":true}}",
            "{\"support_email\":\"nobody\"}",
            "{\"picture_url\":\"no url\"}",
            "{\"picture_url\":\"javascript:alert(1)\"}",
            "{\"picture_url\":\"javascript.com:alert(1)\"}",
            "{\"support_url\":\"nowhere/at/all\"}",
            "{\"default_redirection_uri\":\"http://x.test\"}",
            "{\"session_lifetime\":0}",
            "{\"session_lifetime\":1.5}",
            "{\"sandbox_version\":\"99\"}",
            "{\"session_lifetime_in_minutes\":1e400}",
            "{\"session_lifetime\":2,\"session_lifetime_in_minutes\":120}",
            "{\"enabled_locales\":[]}",
            "{\"enabled_locales\":[\"xx\"]}",
            "{\"friendly_name\":null}",
            "{\"session_cookie\":{\"mode\":\"sticky\"}}"
        }) {
            assertThat(api.patch("/tenants/settings", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        for (var url : List.of("www.x.aaa/picture.png", "x.test", "http://localhost/p?q#f")) {
            assertThat(json(api.patch(
                                    "/tenants/settings",
                                    "{\"picture_url\":\"" + url + "\",\"error_page\":{\"url\":\"" + url + "\"}}"))
                            .get("picture_url")
                            .asString())
                    .isEqualTo(url);
        }
        assertThat(api.patch("/tenants/settings", "{\"picture_url\":\"" + "a.bb.".repeat(100_000) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.patch("/tenants/settings", "{\"support_email\":\"\",\"picture_url\":\"\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void issuesTokensForTheDefaultAudienceWhenNoneIsNamed() {
        server.call(
                "DELETE",
                "/operator/tenants/default/clients/" + TestBailiwick.CLIENT + "/management-v1",
                server.operatorKey().reveal(),
                Optional.empty());
        assertThat(tokenWithoutAudience()).isEqualTo(403);

        api.patch("/tenants/settings", "{\"default_audience\":\"" + TestBailiwick.EXTENSION_AUDIENCE + "\"}");

        assertThat(tokenWithoutAudience()).isEqualTo(200);
    }

    @Test
    void refusesAVersionOfScriptsThatThereIsNotAndAFlagThatStays() {
        var before = api.get("/tenants/settings").body();

        assertThat(api.patch("/tenants/settings", "{\"sandbox_version\":\"99\"}")
                        .body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "The sandbox_version provided is invalid. Please use one of the available options: "
                                + "[\"22\",\"18\",\"16\",\"12\",\"8\",\"4\"]",
                        "invalid_body"));
        for (var flag : List.of("false", "false,\"allow_changing_enable_sso\":false")) {
            assertThat(api.patch("/tenants/settings", "{\"flags\":{\"enable_sso\":" + flag + "}}")
                            .body())
                    .isEqualTo(refusal(
                            400, "Bad Request", "Updating the enable_sso flag is not allowed.", "invalid_body"));
        }
        assertThat(api.get("/tenants/settings").body()).isEqualTo(before);
        assertThat(json(api.patch(
                                "/tenants/settings",
                                "{\"flags\":{\"enable_sso\":false,\"allow_changing_enable_sso\":true}}"))
                        .at("/flags/enable_sso")
                        .asBoolean())
                .isFalse();
        assertThat(api.patch(
                                "/tenants/settings",
                                "{\"flags\":{\"enable_sso\":false,\"allow_changing_enable_sso\":false},\"sandbox_version\":\"18\"}")
                        .statusCode())
                .as("the present value")
                .isEqualTo(200);
    }

    @Test
    void answersSigningKeysAsTheOriginal() {
        var keys = api.get("/keys/signing");
        var current = json(keys).get(0);

        Golden.of("get_signing_keys").holds(keys);
        assertThat(current.get("current").asBoolean()).isTrue();
        assertThat(current.get("cert").asString()).startsWith("-----BEGIN CERTIFICATE-----\r\n");
        assertThat(current.get("pkcs7").asString()).startsWith("-----BEGIN PKCS7-----\r\n");
        assertThat(current.get("fingerprint").asString().replace(":", ""))
                .isEqualTo(current.get("thumbprint").asString())
                .hasSize(40);
        Golden.of("get_signing_key")
                .holds(api.get("/keys/signing/" + current.get("kid").asString()));
        assertThat(api.get("/keys/signing/none").body())
                .isEqualTo(refusal(404, "Not Found", "Signing key not found.", ""));
    }

    @Test
    void rotatesAtOnceAndRevokesThePreviousKeyAtOnce() {
        var old = json(api.get("/keys/signing")).get(0).get("kid").asString();
        assertThat(api.send("PUT", "/keys/signing/" + old + "/revoke", "").body())
                .as("a key that signs")
                .isEqualTo(refusal(404, "Not Found", "Signing key not found.", ""));

        var rotated = api.post("/keys/signing/rotate", "");
        var revoked = api.send("PUT", "/keys/signing/" + old + "/revoke", "");
        var later = Management.of(server);

        Golden.of("post_signing_keys").holds(rotated);
        Golden.of("put_signing_keys").holds(revoked);
        assertThat(api.get("/keys/signing").statusCode())
                .as("its token was signed by the key that was revoked")
                .isEqualTo(401);
        var gone = json(later.get("/keys/signing/" + old));
        assertThat(gone.get("revoked").asBoolean()).isTrue();
        assertThat(gone.has("revoked_at")).isTrue();
        assertThat(later.send("PUT", "/keys/signing/" + old + "/revoke", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void rotatesForWhoeverMayMakeKeysAndChangeThem() {
        for (var scopes : List.of(
                List.of("create:signing_keys", "update:signing_keys"),
                List.of("update:signing_keys", "create:signing_keys"))) {
            var half = new Management(server, server.managementToken(scopes.getFirst()));
            assertThat(half.post("/keys/signing/rotate", "").body())
                    .isEqualTo(refusal(
                            403,
                            "Forbidden",
                            "Insufficient scope, expected any of: " + scopes.getLast(),
                            "insufficient_scope"));
        }
        var whole = new Management(server, server.managementToken("create:signing_keys", "update:signing_keys"));
        assertThat(whole.post("/keys/signing/rotate", "").statusCode()).isEqualTo(201);
    }

    @Test
    void listsAndRemovesWhatUsersHaveAllowed() {
        change("""
                INSERT INTO user_grant SELECT id, 'ugr_1', 1, 'auth0|1', 'bootstrap', 'urn:x', 'a b' FROM tenant""");
        Golden.of("get_grants").holds(api.get("/grants?include_totals=true&user_id=auth0%7C1"));
        assertThat(json(api.get("/grants?client_id=other"))).isEmpty();
        assertThat(api.delete("/grants").statusCode()).isEqualTo(400);
        Golden.of("delete_grants_by_user_id").holds(api.delete("/grants?user_id=auth0%7C1"));
        Golden.of("delete_grants_by_id").holds(api.delete("/grants/ugr_1"));
        assertThat(json(api.get("/grants"))).isEmpty();
    }

    @Test
    void listsAndRemovesDeviceCredentialsAndLetsUsersAloneAddThem() {
        change(
                "INSERT INTO device_credential SELECT id, 'dcr_1', 1, 'auth0|1', 'bootstrap', 'public_key', 'a', 'phone', ''"
                        + " FROM tenant");
        Golden.of("get_device-credentials").holds(api.get("/device-credentials?include_totals=true&type=public_key"));
        assertThat(json(api.get("/device-credentials?fields=id"))).hasToString("[{\"id\":\"dcr_1\"}]");
        assertThat(api.get("/device-credentials?type=other").statusCode()).isEqualTo(400);
        Golden.of("post_device-credentials")
                .holds(
                        new Management(server, server.managementToken("create:current_user_device_credentials"))
                                .post(
                                        "/device-credentials",
                                        "{\"device_name\":\"phone\",\"type\":\"public_key\",\"value\":\"v\",\"device_id\":\"a\"}"));
        assertThat(new Management(server, server.managementToken("delete:current_user_device_credentials"))
                        .delete("/device-credentials/dcr_1")
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(api.get("/device-credentials"))).hasSize(1);
        Golden.of("delete_device-credentials_by_id").holds(api.delete("/device-credentials/dcr_1"));
        assertThat(json(api.get("/device-credentials"))).isEmpty();
    }

    private void change(String sql) {
        database.change(tx -> tx.write(sql, _ -> {}));
    }

    private int tokenWithoutAudience() {
        var form = "grant_type=client_credentials&client_id=" + TestBailiwick.CLIENT + "&client_secret="
                + TestBailiwick.SECRET;
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + "/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build())
                .statusCode();
    }
}
