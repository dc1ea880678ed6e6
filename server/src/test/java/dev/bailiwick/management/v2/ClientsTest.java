package dev.bailiwick.management.v2;

import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code /clients}. */
@EachEngine
class ClientsTest {

    private final Database database;
    private TestBailiwick server;
    private Desk desk;

    ClientsTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        desk = Desk.of(
                server,
                "read:clients",
                "read:client_keys",
                "create:clients",
                "update:clients",
                "update:client_keys",
                "delete:clients");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var made = desk.post("/clients", "{\"name\":\"Shop\",\"app_type\":\"spa\"}");
        var path = "/clients/" + json(made).get("client_id").asString();

        Golden.of("post_clients").holds(made);
        Golden.of("get_clients_by_id").holds(desk.get(path));
        Golden.of("patch_clients_by_id").holds(desk.patch(path, "{\"description\":\"Sells.\"}"));
        Golden.of("post_rotate-secret").holds(desk.post(path + "/rotate-secret", "null"));
        Golden.of("get_clients").holds(desk.get("/clients?app_type=spa&include_totals=true"));
        Golden.of("delete_clients_by_id").holds(desk.delete(path));
        assertThat(desk.delete(path).statusCode()).as("once more").isEqualTo(204);
        assertThat(desk.get(path).body()).isEqualTo("""
                {"statusCode":404,"error":"Not Found","message":"The client does not exist",\
                "errorCode":"inexistent_client"}""");
        Desk.refused(desk.patch(path, "{\"name\":\"x\"}"), 404, "The client does not exist");
        Desk.refused(desk.post(path + "/rotate-secret", ""), 404, "The client does not exist");
    }

    @Test
    void givesIdAndSecretOfTheOriginalsForm() {
        var made = desk.made("/clients", "{\"name\":\"Shop\"}");

        assertThat(made.get("client_id").asString()).matches("[A-Za-z0-9]{32}");
        assertThat(made.get("client_secret").asString()).matches("[A-Za-z0-9_-]{64}");
        assertThat(made.get("signing_keys").get(0).get("pkcs7").asString()).startsWith("-----BEGIN PKCS7-----");
        assertThat(made.get("signing_keys").get(0).has("key"))
                .as("the key that signs everybody's tokens")
                .isFalse();
    }

    @Test
    void keepsWhatWasSaid() {
        var given = """
                {"name":"Ärger & Söhne","description":"d","app_type":"regular_web","is_first_party":false,\
                "callbacks":["https://shop.test/cb","com.shop://cb","https://*.shop.test/{organization_name}"],\
                "allowed_logout_urls":["https://shop.test"],"grant_types":["refresh_token"],\
                "token_endpoint_auth_method":"client_secret_basic","logo_uri":"","initiate_login_uri":"https://shop.test/",\
                "client_metadata":{"a":"1","b":"2"},"jwt_configuration":{"alg":"RS256"},\
                "addons":{"firebase":{"private_key":"hush"}},"encryption_key":{"pub":"p"},\
                "refresh_token":{"rotation_type":"rotating","expiration_type":"expiring","leeway":3},\
                "native_social_login":{"apple":{"enabled":false}},"organization_usage":"deny",\
                "identity_assertion_authorization_grant":{"active":true}}""";

        var made = desk.made("/clients", given);
        var shown = desk.shown("/clients/" + made.get("client_id").asString());

        Json.read(given.getBytes(StandardCharsets.UTF_8)).forEachEntry((name, value) -> {
            if (!name.equals("refresh_token") && !name.equals("jwt_configuration")) {
                assertThat(shown.get(name)).as(name).isEqualTo(value);
            }
        });
        assertThat(shown.get("jwt_configuration").toString()).isEqualTo("{\"alg\":\"RS256\",\"secret_encoded\":false}");
        assertThat(shown.get("refresh_token").get("infinite_token_lifetime").asBoolean())
                .isFalse();
        assertThat(shown.get("refresh_token").get("leeway").asLong()).isEqualTo(3);
        assertThat(text("SELECT settings AS text FROM client WHERE name = 'Ärger & Söhne'"))
                .doesNotContain("hush");
        assertThat(text("SELECT before || after AS text FROM audit_log WHERE action = 'create' AND kind = 'client'"))
                .contains("Söhne")
                .doesNotContain("hush", made.get("client_secret").asString());
    }

    @Test
    void changesOnlyWhatIsNamedAndTakesAwayWhatIsNull() {
        var path = "/clients/" + desk.made("/clients", """
                {"name":"Shop","description":"d","callbacks":["https://a.test"],"client_metadata":{"a":"1","b":"2","c":"3"},\
"jwt_configuration":{"alg":"RS256","lifetime_in_seconds":60},"app_type":"spa","web_origins":["https://a.test"],\
                "logo_uri":"https://a.test/logo","initiate_login_uri":"https://a.test/in"}""").get("client_id").asString();

        var changed = json(desk.patch(path, """
                {"description":null,"callbacks":["https://b.test"],"client_metadata":{"a":"9","b":null},"logo_uri":null,\
                "initiate_login_uri":"","jwt_configuration":{"alg":"HS256"},"web_origins":null,"app_type":null,"token_endpoint_auth_method":"none"}"""));

        assertThat(changed).isEqualTo(desk.shown(path));
        for (var gone : List.of("description", "web_origins", "app_type", "logo_uri", "initiate_login_uri")) {
            assertThat(changed.has(gone)).as(gone).isFalse();
        }
        assertThat(changed.get("callbacks").toString()).isEqualTo("[\"https://b.test\"]");
        assertThat(changed.get("client_metadata").toString()).isEqualTo("{\"a\":\"9\",\"c\":\"3\"}");
        assertThat(changed.get("jwt_configuration").toString())
                .isEqualTo("{\"alg\":\"HS256\",\"lifetime_in_seconds\":60,\"secret_encoded\":false}");
        assertThat(changed.get("token_endpoint_auth_method").asString()).isEqualTo("none");
        assertThat(changed.get("name").asString()).isEqualTo("Shop");
    }

    @Test
    void keepsMembersThatAChangeDoesNotName() {
        var android = "\"android\":{\"app_package_name\":\"com.shop\",\"sha256_cert_fingerprints\":[\"AA\"]}";
        var made = desk.made(
                "/clients",
                "{\"name\":\"Shop\",\"signed_request_object\":{\"required\":true},"
                        + "\"mobile\":{" + android
                        + ",\"ios\":{\"team_id\":\"1\",\"app_bundle_identifier\":\"com.shop\"}},"
                        + "\"native_social_login\":{\"apple\":{\"enabled\":true},\"google\":{\"enabled\":true},\"facebook\":null},"
                        + "\"addons\":{\"slack\":{\"team\":\"a\"},\"zoom\":{\"account\":\"b\"}}}");
        var path = "/clients/" + made.get("client_id").asString();

        var changed = json(desk.patch(path, """
                {"mobile":{"ios":{"team_id":"2"}},"native_social_login":{"apple":null,"facebook":{"enabled":false}},\
                "signed_request_object":{"credentials":[]},"addons":{"zoom":{"account":"c"}}}"""));

        assertThat(changed).isEqualTo(desk.shown(path));
        assertThat(made.get("native_social_login").has("facebook")).isFalse();
        assertThat(changed.get("mobile").toString()).isEqualTo("{" + android + ",\"ios\":{\"team_id\":\"2\"}}");
        assertThat(changed.get("native_social_login").toString())
                .isEqualTo("{\"google\":{\"enabled\":true},\"facebook\":{\"enabled\":false}}");
        assertThat(changed.get("signed_request_object").toString()).isEqualTo("{\"required\":true,\"credentials\":[]}");
        assertThat(changed.get("addons").toString()).isEqualTo("{\"zoom\":{\"account\":\"c\"}}");
    }

    @Test
    void showsAllOfASessionTransferOnceThereIsOne() {
        var path = "/clients/"
                + desk.made("/clients", "{\"name\":\"n\"}").get("client_id").asString();
        assertThat(desk.shown(path).has("session_transfer")).isFalse();

        var usual = Json.read("""
                {"can_create_session_transfer_token":false,"allowed_authentication_methods":[],"enforce_device_binding":"ip",\
                "allow_refresh_token":false,"enforce_online_refresh_tokens":true,"enforce_cascade_revocation":true}""".getBytes(StandardCharsets.UTF_8));
        assertThat(transfer(path, "{\"delegation\":null}")).isEqualTo(usual);
        assertThat(transfer(path, "{\"delegation\":{\"allow_delegated_access\":true},\"allow_refresh_token\":true}")
                        .get("delegation")
                        .toString())
                .isEqualTo("{\"allow_delegated_access\":true}");
        assertThat(transfer(path, "{\"delegation\":null,\"enforce_device_binding\":\"asn\"}")
                        .toString())
                .contains("\"enforce_device_binding\":\"asn\"", "\"allow_refresh_token\":true")
                .doesNotContain("delegation");
        assertThat(desk.patch(path, "{\"session_transfer\":null}").body()).doesNotContain("session_transfer");
    }

    @Test
    void showsTheAddressesForLogoutByTheirNameOfOldToo() {
        var made = desk.made("/clients", """
                {"name":"n","oidc_logout":{"backchannel_logout_urls":["https://a.test"],\
                "backchannel_logout_initiators":{"mode":"all"}}}""");
        var path = "/clients/" + made.get("client_id").asString();

        assertThat(made.get("oidc_backchannel_logout").toString())
                .isEqualTo("{\"backchannel_logout_urls\":[\"https://a.test\"]}");
        assertThat(json(desk.patch(path, "{\"oidc_logout\":{\"backchannel_logout_initiators\":{\"mode\":\"all\"}}}"))
                        .has("oidc_backchannel_logout"))
                .as("without addresses")
                .isFalse();
        assertThat(desk.patch(path, "{\"oidc_logout\":null}").body())
                .doesNotContain("oidc_logout", "oidc_backchannel_logout");
        var changed = json(
                desk.patch(path, "{\"oidc_backchannel_logout\":{\"backchannel_logout_urls\":[\"https://b.test\"]}}"));
        assertThat(changed).isEqualTo(desk.shown(path));
        assertThat(changed.get("oidc_logout"))
                .isEqualTo(changed.get("oidc_backchannel_logout"))
                .isNotNull();
        assertThat(desk.patch(path, "{\"oidc_backchannel_logout\":null}").body())
                .doesNotContain("oidc_logout", "oidc_backchannel_logout");
    }

    @Test
    void changesByTheNameOfOldWhatIsNamedThereAlone() {
        var rest = "\"backchannel_logout_initiators\":{\"mode\":\"all\"},"
                + "\"backchannel_logout_session_metadata\":{\"include\":true}";
        var path = "/clients/"
                + desk.made(
                                "/clients",
                                "{\"name\":\"n\",\"oidc_logout\":{\"backchannel_logout_urls\":[\"https://a.test\"],"
                                        + rest + "}}")
                        .get("client_id")
                        .asString();
        var urls = "{\"oidc_backchannel_logout\":{\"backchannel_logout_urls\":[\"https://b.test\"]}}";

        assertThat(json(desk.patch(path, urls)).get("oidc_logout").toString())
                .isEqualTo("{\"backchannel_logout_urls\":[\"https://b.test\"]," + rest + "}");
        assertThat(desk.shown(path).get("oidc_backchannel_logout").toString())
                .isEqualTo("{\"backchannel_logout_urls\":[\"https://b.test\"]}");
        assertThat(json(desk.patch(path, "{\"oidc_backchannel_logout\":null}"))
                        .get("oidc_logout")
                        .toString())
                .isEqualTo("{" + rest + "}");
        var both = "{\"oidc_logout\":{\"backchannel_logout_urls\":[\"https://c.test\"]},"
                + "\"oidc_backchannel_logout\":{\"backchannel_logout_urls\":[\"https://d.test\"]}}";
        assertThat(json(desk.patch(path, both)).get("oidc_logout").toString())
                .isEqualTo("{\"backchannel_logout_urls\":[\"https://c.test\"]}");
        assertThat(desk.patch(path, "{\"oidc_backchannel_logout\":null}").body())
                .doesNotContain("oidc_logout", "oidc_backchannel_logout");
    }

    @Test
    void keepsNoNativeLoginsWithoutAny() {
        var made = desk.made("/clients", """
                {"name":"n","native_social_login":{"apple":{"enabled":true},"google":null}}""");
        var path = "/clients/" + made.get("client_id").asString();

        for (int i = 0; i < 2; i++) {
            var changed = json(desk.patch(path, "{\"native_social_login\":{\"apple\":null}}"));
            assertThat(changed.has("native_social_login")).isFalse();
            assertThat(changed).isEqualTo(desk.shown(path));
        }
        assertThat(desk.made("/clients", "{\"name\":\"n\",\"native_social_login\":{\"google\":null}}")
                        .has("native_social_login"))
                .isFalse();
    }

    @Test
    void emptyMetadataTakeAwayAllThatAreThere() {
        var path = "/clients/"
                + desk.made("/clients", "{\"name\":\"Shop\",\"client_metadata\":{\"a\":\"1\",\"b\":\"2\"}}")
                        .get("client_id")
                        .asString();

        var changed = json(desk.patch(path, "{\"client_metadata\":{}}"));

        assertThat(changed).isEqualTo(desk.shown(path));
        assertThat(changed.get("client_metadata").toString()).isEqualTo("{}");
        assertThat(text("SELECT before || after AS text FROM audit_log WHERE action = 'change' AND kind = 'client'"))
                .isEqualTo("{\"client_metadata\":{\"a\":\"1\",\"b\":\"2\"}}{\"client_metadata\":{}}");
    }

    @Test
    void leavesNoTraceOfAChangeThatChangesNothing() {
        var path = "/clients/"
                + desk.made("/clients", "{\"name\":\"Shop\"}").get("client_id").asString();

        assertThat(desk.patch(path, "{\"name\":\"Shop\",\"callbacks\":[],\"description\":null}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(desk.patch(path, "{\"name\":\"Shop 2\"}").statusCode()).isEqualTo(200);

        assertThat(text("SELECT before || after AS text FROM audit_log WHERE action = 'change' AND kind = 'client'"))
                .isEqualTo("{\"name\":\"Shop\"}{\"name\":\"Shop 2\"}");
    }

    @Test
    void trustsTheServersOfClientsThatProveThemselvesBySecrets() {
        var path = "/clients/"
                + desk.made(
                                "/clients",
                                "{\"name\":\"n\",\"is_token_endpoint_ip_header_trusted\":true,\"token_endpoint_auth_method\":\"client_secret_basic\"}")
                        .get("client_id")
                        .asString();

        assertThat(desk.patch(path, "{\"token_endpoint_auth_method\":\"client_secret_post\"}")
                        .statusCode())
                .isEqualTo(200);
        Desk.refused(
                desk.patch(path, "{\"token_endpoint_auth_method\":null}"),
                400,
                "The flag is_token_endpoint_ip_header_trusted can only be set true on clients that require authentication"
                        + " (i.e. token_endpoint_auth_method is set to 'client_secret_post' or 'client_secret_basic')");
        assertThat(desk.shown(path).get("is_token_endpoint_ip_header_trusted").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                 | Payload validation error: 'Missing required property: name'.",
                "{\"name\":\"\"}                    | Payload validation error: 'String does not match pattern ^[^<>]+$: ' on property name.",
                "{\"name\":\"<b>\"}                 | Payload validation error: 'String does not match pattern ^[^<>]+$: <b>' on property name.",
                "{\"name\":1}                       | Payload validation error: 'Expected type string but found type integer' on property name.",
                "{\"name\":\"n\",\"x\":1}           | Payload validation error: 'Additional properties not allowed: x'.",
                "{\"name\":\"n\",\"client_id\":\"a\"}     | Payload validation error: 'Additional properties not allowed: client_id'.",
                "{\"name\":\"n\",\"client_secret\":\"a\"} | Payload validation error: 'Additional properties not allowed: client_secret'.",
                "{\"name\":\"n\",\"tenant\":\"a\",\"global\":true} | Payload validation error: 'Additional properties not allowed: global,tenant'.",
                "{\"name\":\"n\",\"app_type\":\"toaster\"} | Payload validation error: 'Invalid value \"toaster\"' on property app_type.",
                "{\"name\":\"n\",\"my_organization_configuration\":{\"connection_profile_id\":\"cop_WRONG\",\"allowed_strategies\":[\"okta\"],\"connection_deletion_behavior\":\"allow\"}} | Payload validation error: 'Object didn't pass validation for format connection-profile-id: cop_WRONG' on property my_organization_configuration.connection_profile_id.",
                "{\"name\":\"n\",\"my_organization_configuration\":{\"user_attribute_profile_id\":\"uap_WRONG\",\"allowed_strategies\":[\"okta\"],\"connection_deletion_behavior\":\"allow\"}} | Payload validation error: 'Object didn't pass validation for format user-attribute-profile-id: uap_WRONG' on property my_organization_configuration.user_attribute_profile_id.",
                "{\"name\":\"n\",\"grant_types\":[\"x\",\"implicit\",\"y\"]} | Invalid grant types: x, y",
                "{\"name\":\"n\",\"grant_types\":[\"client_credentials\"],\"token_endpoint_auth_method\":\"none\"} | Application must not have Token Endpoint Authentication Method set to \"none\" when client_credentials grant type is enabled",
                "{\"name\":\"n\",\"is_token_endpoint_ip_header_trusted\":true} | The flag is_token_endpoint_ip_header_trusted can only be set true on clients that require authentication (i.e. token_endpoint_auth_method is set to 'client_secret_post' or 'client_secret_basic')",
                "{\"name\":\"n\",\"grant_types\":[\"client_credentials\",\"urn:ietf:params:oauth:grant-type:device_code\"]} | Application must have Token Endpoint Authentication Method set to \"none\" when urn:ietf:params:oauth:grant-type:device_code is enabled",
            })
    void refusesInTheOriginalsWords(String body, String message) {
        Desk.refused(desk.post("/clients", body), 400, message);

        assertThat(desk.shown("/clients")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth0.com/oauth/legacy/grant-type/ro",
                "http://auth0.com/oauth/legacy/grant-type/ro/jwt-bearer",
                "http://auth0.com/oauth/legacy/grant-type/delegation/refresh_token",
                "http://auth0.com/oauth/legacy/grant-type/delegation/id_token",
                "http://auth0.com/oauth/legacy/grant-type/access_token",
                "urn:okta:params:oauth:grant-type:webauthn"
            })
    void keepsGrantTypesByWhichNothingIsIssued(String type) {
        var made = desk.made("/clients", "{\"name\":\"Old\",\"grant_types\":[\"" + type + "\"]}");
        var path = "/clients/" + made.get("client_id").asString();

        assertThat(json(desk.patch(path, "{\"grant_types\":[\"implicit\",\"" + type + "\"]}"))
                        .at("/grant_types/1")
                        .asString())
                .isEqualTo(type);
    }

    @Test
    void tellsWholeNumbersAsSuch() {
        var made = desk.post("/clients", "{\"name\":\"n\",\"jwt_configuration\":{\"lifetime_in_seconds\":1e5}}");

        assertThat(made.body()).contains("\"lifetime_in_seconds\":100000,");
    }

    @Test
    void refusesAddressesThatABrowserWouldRun() {
        for (var url : List.of("javascript:alert(1)", "data:text/html,x", "no url", "//a.test", "https://a b")) {
            assertThat(desk.post("/clients", "{\"name\":\"n\",\"callbacks\":[\"" + url + "\"]}")
                            .statusCode())
                    .as(url)
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesToChangeWhatIsTheServers() {
        var path = "/clients/"
                + desk.made("/clients", "{\"name\":\"Shop\"}").get("client_id").asString();

        for (var member :
                List.of("client_id", "tenant", "global", "signing_keys", "callback_url_template", "seq", "id")) {
            Desk.refused(
                    desk.patch(path, "{\"name\":\"n\",\"" + member + "\":null}"),
                    400,
                    "Payload validation error: 'Additional properties not allowed: " + member + "'.");
        }
        Desk.refused(
                desk.patch(path, "{}"), 400, "Payload validation error: 'Too few properties defined (0), minimum 1'.");
        Desk.refused(
                desk.patch(path, "{\"name\":null}"),
                400,
                "Payload validation error: 'Expected type string but found type null' on property name.");
        assertThat(desk.shown(path).get("name").asString()).isEqualTo("Shop");
    }

    @Test
    void boundsMetadataAsAWhole() {
        var path = "/clients/" + desk.made("/clients", """
                {"name":"n","client_metadata":{"1":"","2":"","3":"","4":"","5":"","6":"","7":"","8":"","9":""}}""").get("client_id").asString();

        assertThat(desk.patch(path, "{\"client_metadata\":{\"10\":\"\"}}").statusCode())
                .isEqualTo(200);
        assertThat(desk.patch(path, "{\"client_metadata\":{\"11\":\"\"}}").statusCode())
                .isEqualTo(400);
        assertThat(desk.patch(path, "{\"client_metadata\":{\"1\":null,\"11\":\"\"}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(desk.patch(path, "{\"client_metadata\":{\"1\":\"" + "x".repeat(256) + "\"}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void listsTheGlobalClientWhichStays() {
        var global = desk.shown("/clients?is_global=true");

        assertThat(global).hasSize(1);
        assertThat(global.get(0).get("name").asString()).isEqualTo("All Applications");
        assertThat(desk.shown("/clients?is_global=false", "name")).containsExactly("Bailiwick Bootstrap");
        var path = "/clients/" + global.get(0).get("client_id").asString();
        assertThat(json(desk.patch(path, "{\"custom_login_page\":\"<html></html>\",\"custom_login_page_on\":true}"))
                        .get("custom_login_page")
                        .asString())
                .isEqualTo("<html></html>");
        Desk.refused(desk.delete(path), 400, "Global client cannot be deleted.");
    }

    @Test
    void filtersAndPages() {
        for (int i = 0; i < 3; i++) {
            desk.made("/clients", "{\"name\":\"c" + i + "\",\"app_type\":\"spa\",\"is_first_party\":" + (i > 0) + "}");
        }

        assertThat(desk.shown("/clients?app_type=spa,native", "name")).containsExactly("c0", "c1", "c2");
        assertThat(desk.shown("/clients?app_type=spa&is_first_party=true", "name"))
                .containsExactly("c1", "c2");
        assertThat(desk.shown("/clients?app_type=spa&page=1&per_page=2", "name"))
                .containsExactly("c2");
        assertThat(desk.get("/clients?app_type=spa&page=5&per_page=2&include_totals=true&fields=name")
                        .body())
                .isEqualTo("{\"total\":3,\"start\":10,\"limit\":2,\"clients\":[]}");
        var first = desk.shown("/clients?app_type=spa&take=2&fields=name");
        assertThat(first.get("clients").toString())
                .isEqualTo("[{\"tenant\":\"default\",\"name\":\"c0\"},{\"tenant\":\"default\",\"name\":\"c1\"}]");
        assertThat(desk.get("/clients?app_type=spa&take=2&fields=name&from="
                                + first.get("next").asString())
                        .body())
                .isEqualTo("{\"clients\":[{\"tenant\":\"default\",\"name\":\"c2\"}]}");
        var one = desk.shown("/clients?app_type=spa", "client_id").getFirst();
        assertThat(desk.get("/clients/" + one + "?fields=name").body())
                .isEqualTo("{\"tenant\":\"default\",\"name\":\"c0\"}");
        assertThat(desk.shown("/clients?q=client_grant.allow_any_organization:true"))
                .isEmpty();
        assertThat(desk.shown("/clients?q=client_grant.organization_id:org_1")).isEmpty();
        assertThat(desk.shown("/clients?external_client_id=https://a.test")).isEmpty();
        assertThat(desk.get("/clients?q=name:x").statusCode()).isEqualTo(400);
        assertThat(desk.get("/clients?is_global=maybe").statusCode()).isEqualTo(400);
    }

    @Test
    void showsSecretsToThoseWithTheScopeAlone() {
        var path = "/clients/"
                + desk.made("/clients", "{\"name\":\"Shop\",\"description\":\"d\",\"app_type\":\"spa\"}")
                        .get("client_id")
                        .asString();
        var reader = Desk.of(server, "read:clients", "update:clients");
        var summary = Desk.of(server, "read:client_summary");

        for (var shown : List.of(
                reader.shown(path),
                reader.shown("/clients?app_type=spa").get(0),
                json(reader.patch(path, "{\"description\":\"d2\"}")),
                reader.shown(path + "?fields=name&include_fields=false"))) {
            assertThat(shown.propertyNames())
                    .contains("callbacks")
                    .doesNotContain("client_secret", "signing_keys", "encryption_key", "client_authentication_methods");
        }
        assertThat(summary.shown(path).propertyNames())
                .containsExactlyInAnyOrder("client_id", "name", "description", "app_type");
        for (var scoped : List.of(reader, summary)) {
            for (var asked : List.of(path, "/clients")) {
                Desk.refused(
                        scoped.get(asked + "?fields=name,client_secret,signing_keys,encryption_key"),
                        403,
                        "You cannot read the following fields: client_secret, signing_keys, encryption_key");
            }
        }
        Desk.refused(summary.get(path + "?fields=callbacks"), 403, "You cannot read the following fields: callbacks");
        assertThat(Desk.of(server, "read:client_credentials")
                        .shown(path + "?fields=client_secret,signing_keys")
                        .propertyNames())
                .containsExactlyInAnyOrder("client_secret", "signing_keys");
    }

    @Test
    void asksForTheScopeOfEachThingThatChanges() {
        var path = "/clients/"
                + desk.made("/clients", "{\"name\":\"Shop\"}").get("client_id").asString();

        Desk.refused(
                Desk.of(server, "update:clients").patch(path, "{\"client_secret\":\"s\"}"),
                403,
                "Insufficient scope, expected any of: update:client_keys");
        Desk.refused(
                Desk.of(server, "update:client_keys").patch(path, "{\"callbacks\":[]}"),
                403,
                "Insufficient scope, expected any of: update:clients");
        Desk.refused(
                desk.patch(path, "{\"client_authentication_methods\":null}"),
                403,
                "Insufficient scope, expected any of: update:client_credentials");
        Desk.refused(
                desk.post(
                        "/clients",
                        "{\"name\":\"n\",\"client_authentication_methods\":{\"private_key_jwt\":{\"credentials\":[]}}}"),
                403,
                "Insufficient scope, expected any of: create:client_credentials");
    }

    @Test
    void takesANewSecretAtOnceAndTheOldOneNoMore() {
        var id = desk.made("/clients", "{\"name\":\"M2M\",\"app_type\":\"non_interactive\"}");
        var path = "/clients/" + id.get("client_id").asString();
        var first = id.get("client_secret").asString();

        var second = json(desk.post(path + "/rotate-secret", ""))
                .get("client_secret")
                .asString();

        assertThat(second).isNotEqualTo(first);
        assertThat(status(path, first)).isEqualTo(401);
        assertThat(status(path, second)).as("known, and without a grant").isEqualTo(403);
        assertThat(desk.shown(path).get("client_secret").asString()).isEqualTo(second);
        assertThat(desk.patch(path, "{\"client_secret\":\"a secret of our own\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(status(path, second)).isEqualTo(401);
        assertThat(status(path, "a secret of our own")).isEqualTo(403);
    }

    @Test
    void issuesNothingToAClientThatProvesNothing() {
        var made = desk.made("/clients", "{\"name\":\"M2M\",\"app_type\":\"non_interactive\"}");
        var path = "/clients/" + made.get("client_id").asString();

        desk.patch(path, "{\"grant_types\":[],\"token_endpoint_auth_method\":\"none\"}");

        assertThat(status(path, made.get("client_secret").asString())).isEqualTo(401);
    }

    @Test
    void issuesNothingToAClientThatIsGone() {
        var made = desk.made("/clients", "{\"name\":\"M2M\",\"app_type\":\"non_interactive\"}");
        var path = "/clients/" + made.get("client_id").asString();
        var all = Desk.of(server, "create:client_grants", "read:client_grants");
        all.made(
                "/client-grants",
                "{\"client_id\":\"" + made.get("client_id").asString()
                        + "\",\"audience\":\"urn:auth0-authz-api\",\"scope\":[\"read:users\"]}");
        assertThat(status(path, made.get("client_secret").asString())).isEqualTo(200);

        desk.delete(path);

        assertThat(status(path, made.get("client_secret").asString())).isEqualTo(401);
        assertThat(all.shown("/client-grants?client_id=" + made.get("client_id").asString()))
                .isEmpty();
    }

    private JsonNode transfer(String path, String change) {
        return json(desk.patch(path, "{\"session_transfer\":" + change + "}")).get("session_transfer");
    }

    private int status(String path, String secret) {
        return desk.ask("client_id", path.substring(9), "client_secret", secret, "audience", "urn:auth0-authz-api")
                .statusCode();
    }

    private String text(String sql) {
        return database.read(tx -> tx.first(sql, _ -> {}, (row, _) -> row.getString("text")))
                .orElseThrow();
    }
}
