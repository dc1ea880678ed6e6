package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code /connections}. */
@EachEngine
class ConnectionsTest {

    private static final String STAFF = "{\"name\":\"Staff\",\"strategy\":\"auth0\"}";

    /** Options by which a connection of any strategy can be made. */
    private static final String REACHED =
            "{\"domain\":\"a.test\",\"client_id\":\"c\",\"tenant_domain\":\"a.test\",\"adfs_server\":\"a.test\"}";

    private static final String ABSENT = """
            {"statusCode":404,"error":"Not Found","message":"The connection does not exist",\
            "errorCode":"inexistent_connection"}""";

    private final Database database;
    private TestBailiwick server;
    private String token;

    ConnectionsTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        token = server.managementToken(
                "read:connections",
                "create:connections",
                "update:connections",
                "delete:connections",
                "read:connections_options",
                "update:connections_options");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var made = post(STAFF);
        var id = json(made).get("id").asString();

        Golden.of("post_connections").holds(made);
        Golden.of("get_connections_by_id").holds(get("/" + id));
        post("{\"name\":\"first\",\"strategy\":\"auth0\",\"enabled_clients\":[\"" + TestBailiwick.CLIENT + "\"]}");
        Golden.of("get_connections").holds(get("?take=1"));
        Golden.of("patch_connections_by_id")
                .holds(patch(id, "{\"display_name\":\"The staff\",\"options\":{\"disable_signup\":true}}"));
        Golden.of("get_status").holds(get("/" + id + "/status"));
        Golden.of("delete_connections_by_id").holds(delete(id));
        assertThat(delete(id).statusCode()).isEqualTo(204);
        assertRefused(get("/" + id), 404, ABSENT);
        assertRefused(patch(id, "{\"display_name\":\"x\"}"), 404, ABSENT);
    }

    @Test
    void keepsOptionsAsTheyCame() {
        var options =
                "{\"client_id\":\"c\",\"zeta\":1.10,\"alpha\":[{\"b\":12345678901234567890,\"a\":null}],\"client_secret\":\"s3cret\"}";

        var made = json(post("{\"name\":\"idp\",\"strategy\":\"oidc\",\"options\":" + options + "}"));
        var id = made.get("id").asString();

        assertThat(get("/" + id).body()).contains("\"options\":" + options);
        assertThat(json(patch(id, "{\"options\":{\"scope\":\"openid\"}}"))
                        .get("options")
                        .toString())
                .isEqualTo("{\"scope\":\"openid\"}");
        assertThat(json(patch(id, "{\"options\":null,\"display_name\":\"x\"}"))
                        .get("options")
                        .toString())
                .isEqualTo("{\"scope\":\"openid\"}");
    }

    @Test
    @DisplayName("MG-05: what is secret in options lies nowhere in the open")
    void hidesSecrets() {
        var id = json(post("""
                {"name":"idp","strategy":"oauth2","options":{"client_secret":"s3cret","scripts":{"f":"x('s3cret')"}}}""")).get("id").asString();
        patch(id, "{\"options\":{\"client_secret\":\"s3cret2\",\"scope\":\"openid\"}}");
        delete(id);

        assertThat(texts("SELECT options || settings AS text FROM connection").toString())
                .doesNotContain("s3cret", "openid");
        var audited = texts("SELECT before || after AS text FROM audit_log WHERE object_id = '" + id + "'");
        assertThat(audited).hasSize(3);
        assertThat(audited.toString())
                .contains("\"client_secret\":\"…\"", "openid")
                .doesNotContain("s3cret");
    }

    @Test
    @DisplayName("MG-05: options are for those who hold scopes of their own")
    void showsOptionsToTheirReaders() {
        var id = json(post(STAFF)).get("id").asString();
        var reader = server.managementToken("read:connections", "update:connections");

        for (var path : List.of("/" + id, "/" + id + "?fields=options,name", "?fields=options", "?name=Staff")) {
            assertThat(call("GET", path, "", reader).body()).doesNotContain("options");
        }
        assertRefused(call("PATCH", "/" + id, "{\"options\":{}}", reader), 403, """
                {"statusCode":403,"error":"Forbidden",\
                "message":"Insufficient scope, expected any of: update:connections_options",\
                "errorCode":"insufficient_scope"}""");
        assertThat(call("PATCH", "/" + id, "{\"display_name\":\"x\"}", reader).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesANameTwice() {
        post(STAFF);

        assertRefused(post(STAFF), 409, """
                {"statusCode":409,"error":"Conflict","message":"A connection with the same name already exists",\
                "errorCode":"connection_conflict"}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"strategy\":\"auth0\"}|'Missing required property: name'.",
                "{\"name\":\"n\"}|'Missing required property: strategy'.",
                "{\"name\":\"n\",\"strategy\":\"mine\"}|'Invalid value \"mine\"' on property strategy.",
                "{\"name\":\"n\",\"strategy\":\"auth0\",\"id\":\"con_1\"}|'Additional properties not allowed: id'.",
                "{\"name\":\"n\",\"strategy\":\"auth0\",\"enabled_clients\":[\"a b\"]}|'Object didn't pass validation for format client-id: a b' on property enabled_clients[0].",
                "{\"name\":\"n\",\"strategy\":\"auth0\",\"options\":[]}|'Expected type object,null but found type array' on property options.",
                "{\"name\":\"n\",\"strategy\":\"auth0\",\"options\":{\"passwordPolicy\":\"x\"}}|'Invalid value \"x\"' on property options.passwordPolicy.",
                "{\"name\":\"n\",\"strategy\":\"auth0\",\"metadata\":{\"a\":1}}|'Expected type string,null but found type integer' on property metadata.a."
            })
    void refusesWhatCannotBe(String body, String message) {
        var answer = post(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).get("message").asString()).isEqualTo("Payload validation error: " + message);
        assertThat(json(get(""))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "a, 201",
        "a.b-c.d, 201",
        "'', 400",
        "-a, 400",
        "a-, 400",
        "a--b, 400",
        "a.-b, 400",
        "a_b, 400",
        "a b, 400"
    })
    void takesNamesOfLettersAndDigitsWithSingleHyphensAndDots(String name, int status) {
        assertThat(post("{\"name\":\"" + name + "\",\"strategy\":\"samlp\"}").statusCode())
                .isEqualTo(status);
    }

    @Test
    void refusesAnEndlessName() {
        assertThat(post("{\"name\":\"" + "a-".repeat(200_000) + "a\",\"strategy\":\"samlp\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("{\"name\":\"" + "a".repeat(128) + "\",\"strategy\":\"samlp\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void mergesMetadataAndPutsTheOtherMembersInPlace() {
        var id = json(post("""
                {"name":"n","strategy":"samlp","metadata":{"a":"1","b":"2"},"realms":["r"],"show_as_button":true}""")).get("id").asString();

        var changed = json(patch(id, """
                {"metadata":{"a":null,"c":"3"},"realms":[],"is_domain_connection":true,"connected_accounts":{"active":true}}"""));

        assertThat(changed.get("metadata").toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
        assertThat(changed.get("realms").toString()).isEqualTo("[\"n\"]");
        assertThat(changed.get("is_domain_connection").asBoolean()).isTrue();
        assertThat(changed.get("show_as_button").asBoolean()).isTrue();
        assertThat(changed.get("connected_accounts").toString()).isEqualTo("{\"active\":true}");
        assertThat(json(get("/" + id))).isEqualTo(changed);
    }

    @Test
    void listsInTheOrderOfNamesWithoutRegardToCase() {
        for (var name : List.of("keyless", "Test-Connection", "facebook", "a.b", "A", "a", "Test", "a-b")) {
            post("{\"name\":\"" + name + "\",\"strategy\":\"github\"}");
        }
        var all = List.of(
                "A",
                "a",
                "a-b",
                "a.b",
                "facebook",
                "keyless",
                "Test",
                "Test-Connection",
                "Username-Password-Authentication");

        assertThat(names(get(""))).isEqualTo(all);
        var first = json(get("?take=2"));
        var second = json(get("?take=3&from=" + first.get("next").asString()));
        var third = json(get("?take=4&from=" + second.get("next").asString()));
        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.get("connections").findValuesAsString("name").stream()))
                .isEqualTo(all);
        assertThat(third.has("next")).isFalse();
    }

    @Test
    void losesNoneOfTheChangesThatComeAtOnce() throws Exception {
        var id = json(post(STAFF)).get("id").asString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = IntStream.range(0, 8)
                    .mapToObj(n -> (Callable<Integer>) () ->
                            patch(id, "{\"metadata\":{\"k" + n + "\":\"v\"}}").statusCode())
                    .toList();
            for (var answer : threads.invokeAll(changes)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        assertThat(json(get("/" + id)).get("metadata")).hasSize(8);
        assertThat(texts("SELECT action AS text FROM audit_log WHERE action = 'change' AND object_id = '" + id + "'"))
                .hasSize(8);
    }

    @Test
    void listsByNameAndStrategyInBothStyles() {
        for (var name : List.of("a", "b", "c")) {
            post("{\"name\":\"" + name + "\",\"strategy\":\"" + (name.equals("b") ? "samlp" : "github") + "\"}");
        }

        assertThat(names(get(""))).containsExactly("a", "b", "c", "Username-Password-Authentication");
        assertThat(names(get("?strategy=github&strategy=samlp&per_page=2&page=1")))
                .containsExactly("c");
        assertThat(names(get("?strategy%5B0%5D=github&strategy%5B1%5D=samlp&per_page=100")))
                .as("as the original's command line asks")
                .containsExactly("a", "b", "c");
        assertThat(get("?name%5B0%5D=b").body()).contains("Additional properties not allowed: name[0]");
        assertThat(get("?name=b&fields=name,strategy").body())
                .startsWith("[{\"id\":\"con_")
                .endsWith("\",\"strategy\":\"samlp\",\"name\":\"b\",\"is_domain_connection\":false}]");
        assertThat(get("?name=b&fields=options,realms&include_fields=false").body())
                .doesNotContain("options", "realms")
                .contains("\"name\":\"b\"");
        var totals = json(get("?include_totals=true&per_page=1"));
        assertThat(totals.get("total").asInt()).isEqualTo(4);
        assertThat(totals.get("limit").asInt()).isEqualTo(1);
        var first = json(get("?include_totals=true&take=3&strategy=github&strategy=auth0"));
        assertThat(first.get("connections")).hasSize(3);
        assertThat(first.has("next")).isFalse();
        var some = json(get("?take=2"));
        assertThat(names(get("?take=2&from=" + some.get("next").asString()), "/connections"))
                .containsExactly("c", "Username-Password-Authentication");
        assertThat(get("?from=x").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attributes\":{\"fax\":{}}}",
                "{\"attributes\":{\"username\":{\"identifier\":{\"default_method\":\"email_otp\"}}}}",
                "{\"attributes\":{\"email\":{\"signup\":{\"status\":\"maybe\"}}}}",
                "{\"attributes\":{\"username\":{\"validation\":{\"max_length\":129}}}}",
                "{\"validation\":{\"username\":{\"min\":1}}}",
                "{\"authentication_methods\":{\"password\":{\"on\":true}}}",
                "{\"passkey_options\":{\"challenge_ui\":\"none\"}}",
                "{\"gateway_authentication\":{\"method\":\"bearer\"}}",
                "{\"federated_connections_access_tokens\":{\"active\":1}}"
            })
    void refusesOptionsThatTheOriginalDoesNotHave(String options) {
        var id = json(post(STAFF)).get("id").asString();

        assertThat(post("{\"name\":\"n\",\"strategy\":\"auth0\",\"options\":" + options + "}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(patch(id, "{\"options\":" + options + "}").statusCode()).isEqualTo(400);
    }

    @Test
    void letsNoDatabaseAskForTokensAtAnotherApplication() {
        var asking = "\"cross_app_access_requesting_app\":{\"active\":true}";
        var refused = """
                {"statusCode":400,"error":"Bad Request",\
                "message":"Cross App Access Requesting App is not supported for this connection.",\
                "errorCode":"operation_not_supported"}""";

        assertRefused(post("{\"name\":\"n\",\"strategy\":\"auth0\"," + asking + "}"), 400, refused);
        assertRefused(patch(json(post(STAFF)).get("id").asString(), "{" + asking + "}"), 400, refused);
        assertThat(names(get(""))).containsExactly("Staff", "Username-Password-Authentication");
        assertThat(post("{\"name\":\"n\",\"strategy\":\"samlp\"," + asking + "}")
                        .body())
                .contains(asking);
        assertThat(post("{\"name\":\"o\",\"strategy\":\"auth0\"," + asking.replace("true", "false") + "}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void takesAwayWhatAConnectionIsToOtherApplications() {
        var made = json(post("""
                {"name":"n","strategy":"samlp","cross_app_access_resource_app":{"status":"enabled"}}"""));

        var changed = patch(made.get("id").asString(), "{\"cross_app_access_resource_app\":null}");

        assertThat(made.at("/cross_app_access_resource_app/status").asString()).isEqualTo("enabled");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).has("cross_app_access_resource_app")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ad, true, which there is not yet",
        "adfs, true, Add-AdfsRelyingPartyTrust",
        "google-apps, true, at Google: https://auth.example.test/login/callback",
        "office365, true, in your directory: https://auth.example.test/login/callback",
        "pingfederate, true, https://auth.example.test/login/callback?connection=n",
        "samlp, true, urn:auth0:default:n",
        "oidc, false, ''",
        "okta, false, ''",
        "waad, false, ''"
    })
    void tellsOfACompanysConnectionWhatThoseSeeWhoLogInAndWhoSetItUp(String strategy, boolean hasPage, String page) {
        var made = json(post("{\"name\":\"n\",\"strategy\":\"" + strategy + "\",\"options\":" + REACHED + "}"));
        var shown = json(get("/" + made.get("id").asString()));

        assertThat(shown.get("show_as_button").asBoolean(true)).isFalse();
        assertThat(shown).isEqualTo(made);
        assertThat(shown.has("provisioning_ticket_url")).isEqualTo(hasPage);
        if (hasPage) {
            var url = shown.get("provisioning_ticket_url").asString();
            assertThat(url).matches("https://auth.example.test/p/" + strategy + "/[A-Za-z0-9]{8}");
            assertThat(json(get("?name=n&fields=provisioning_ticket_url"))
                            .findValuesAsString("provisioning_ticket_url"))
                    .containsExactly(url);
            assertThat(server.call("GET", url.replace("https://auth.example.test", ""), "", Optional.empty())
                            .body())
                    .contains(page);
            assertThat(patch(made.get("id").asString(), "{\"provisioning_ticket_url\":\"" + url + "\"}")
                            .body())
                    .contains("Additional properties not allowed: provisioning_ticket_url");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    okta|{}|options.domain is required
                    okta|{"client_id":"c","domain":null}|options.domain is required
                    okta|{"client_id":"c","domain":""}|options.domain is required
                    oidc|{}|options.client_id is required
                    oidc|{"issuer":"https://a.test"}|options.client_id is required
                    adfs|{"adfs_server":"","fedMetadataXml":null}|missing federation metadata url
                    google-apps|{"domain":"a.test"}|undefined is not a valid google apps domain
                    waad|{"domain":"a.test"}|undefined is not a valid Windows Azure AD domain
                    """)
    void asksWhereAnIdentityProviderIsAndAsWhomItKnowsUs(String strategy, String options, String message) {
        var start = "{\"name\":\"n\",\"strategy\":\"" + strategy + "\"";
        var refused = "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"" + message
                + "\",\"errorCode\":\"invalid_body\"}";

        assertRefused(post(start + "}"), 400, refused);
        assertRefused(post(start + ",\"options\":" + options + "}"), 400, refused);
        assertThat(json(get(""))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    okta|{"domain":"a.test"}
                    okta|{"issuer":"https://a.test"}
                    oidc|{"client_id":"c"}
                    adfs|{"adfs_server":"a.test"}
                    adfs|{"fedMetadataXml":"<a/>"}
                    google-apps|{"tenant_domain":"a.test"}
                    waad|{"tenant_domain":"a.test"}
                    """)
    void asksForNothingElseAndOnlyAtFirst(String strategy, String options) {
        var made = post("{\"name\":\"n\",\"strategy\":\"" + strategy + "\",\"options\":" + options + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);

        assertThat(patch(json(made).get("id").asString(), "{\"options\":{}}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void tellsWhoSetsItUpTheEntityIdThatAConnectionNames() {
        var made = json(post("""
                {"name":"n","strategy":"samlp","options":{"entityId":"https://sp.example.test"}}"""));
        var path = made.get("provisioning_ticket_url").asString().replace("https://auth.example.test", "");

        assertThat(server.call("GET", path, "", Optional.empty()).body())
                .contains("entity id https://sp.example.test ")
                .doesNotContain("urn:auth0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth0", "github", "google-oauth2", "sms"})
    void tellsOfOtherConnectionsNeither(String strategy) {
        var made = json(post("{\"name\":\"n\",\"strategy\":\"" + strategy + "\"}"));

        assertThat(made.has("show_as_button")).isFalse();
        assertThat(made.has("provisioning_ticket_url")).isFalse();
    }

    @Test
    void completesWhatADatabaseIsGivenInPart() {
        var options = """
                {"attributes":{"email":{"identifier":{"active":true}},"username":{"profile_required":true}},\
                "authentication_methods":{"password":{"signup_behavior":"block"}}}""";
        var made = json(post("{\"name\":\"n\",\"strategy\":\"auth0\",\"options\":" + options + "}"));
        var changed = json(patch(made.get("id").asString(), "{\"options\":" + options + "}"));

        for (var shown : List.of(made, changed)) {
            assertThat(shown.at("/options/attributes").toString())
                    .isEqualTo("{\"email\":{\"unique\":true,\"verification_method\":\"link\","
                            + "\"identifier\":{\"active\":true}},\"username\":{\"profile_required\":true}}");
            assertThat(shown.at("/options/authentication_methods").toString())
                    .isEqualTo("{\"password\":{\"enabled\":true,\"api_behavior\":\"required\","
                            + "\"signup_behavior\":\"block\"},\"passkey\":{\"enabled\":false}}");
            assertThat(shown.at("/options/brute_force_protection").asBoolean()).isTrue();
        }
        assertThat(json(patch(made.get("id").asString(), """
                                {"options":{"brute_force_protection":false,\
                                "attributes":{"username":{"profile_required":true}}}}""")).get("options").toString())
                .contains(
                        "\"brute_force_protection\":false",
                        "\"attributes\":{\"username\":{\"profile_required\":true}}");
    }

    @Test
    void tellsOfASingleOneSomeThingsWhateverIsAskedFor() {
        var id = json(post(STAFF)).get("id").asString();

        assertThat(get("/" + id + "?fields=strategy,name&include_fields=true").body())
                .isEqualTo("{\"id\":\"" + id
                        + "\",\"strategy\":\"auth0\",\"name\":\"Staff\",\"is_domain_connection\":false,"
                        + "\"authentication\":{\"active\":true},\"connected_accounts\":{\"active\":false}}");
        assertThat(get("/" + id + "?fields=id,authentication&include_fields=false")
                        .body())
                .doesNotContain("\"id\"", "\"authentication\"")
                .contains("\"name\":\"Staff\"");
    }

    @Test
    void leavesTheEnabledClientsOutOfAListThatDoesNotShowThem() {
        post(STAFF);

        assertThat(json(get("?fields=name,enabled_clients")).get(0).has("enabled_clients"))
                .isTrue();
        assertThat(json(get("?fields=name")).get(0).has("enabled_clients")).isFalse();
        assertThat(json(get("?fields=enabled_clients&include_fields=false"))
                        .get(0)
                        .has("enabled_clients"))
                .isFalse();
    }

    @Test
    void auditsNothingWhereNothingChanges() {
        var id = json(post(STAFF)).get("id").asString();

        patch(id, "{\"display_name\":null}");
        patch(id, "{\"options\":" + json(get("/" + id)).get("options") + ",\"is_domain_connection\":false}");

        assertThat(texts("SELECT action AS text FROM audit_log WHERE object_id = '" + id + "'"))
                .containsExactly("create");
    }

    @Test
    void takesItsUsersAlongWithTheirMemberships() {
        var id = json(post("{\"name\":\"c\",\"strategy\":\"auth0\"}")).get("id").asString();
        var users = IntStream.range(0, 501).mapToObj(n -> """
                        {"user_id":"auth0|u%1$03d","email":"u%1$03d@example.test",\
                        "identities":[{"connection":"c","provider":"auth0","user_id":"u%1$03d"}]}""".formatted(n)).toList();
        for (int from = 0; from < users.size(); from += 100) {
            server.bringIn(
                    users.subList(from, Math.min(from + 100, users.size())).toArray(String[]::new));
        }
        var world = """
                {"groups":[{"_id":"77777777-7777-4777-8777-777777777777","name":"G","description":"","members":["auth0|u000","auth0|u001","other"]}],
                "roles":[{"_id":"r","applicationId":"app","applicationType":"client","name":"R","description":"",
                "users":["auth0|u000","other"],"permissions":[]}],"permissions":[],"configuration":[]}""";
        assertThat(server.call(
                                "POST",
                                TestBailiwick.EXTENSION + "/configuration/import",
                                server.extensionToken(),
                                Optional.of(world))
                        .statusCode())
                .isEqualTo(204);

        delete(id);

        assertThat(get("/" + id).statusCode()).isEqualTo(404);
        assertThat(texts("SELECT user_id AS text FROM user_profile")).hasSize(1);
        assertThat(post("{\"name\":\"c\",\"strategy\":\"auth0\"}").statusCode())
                .as("the name, while users are left")
                .isEqualTo(409);
        assertThat(texts("SELECT user_id AS text FROM group_member")).containsExactly("other");
        assertThat(texts("SELECT user_id AS text FROM role_user")).containsExactly("other");
        assertThat(server.call(
                                "GET",
                                TestBailiwick.EXTENSION + "/groups/77777777-7777-4777-8777-777777777777/members",
                                server.extensionToken(),
                                Optional.empty())
                        .body())
                .contains("\"total\":1");

        server.purge();

        assertThat(texts("SELECT user_id AS text FROM user_profile")).isEmpty();
        assertThat(texts("SELECT before AS text FROM audit_log WHERE kind = 'users' ORDER BY id"))
                .as("what they left")
                .first()
                .asString()
                .startsWith("{\"users\":[\"auth0|u000\",")
                .endsWith(
                        "\"left\":{\"auth0|u000\":{\"groups\":[\"77777777-7777-4777-8777-777777777777\"],"
                                + "\"roles\":[\"r\"]},\"auth0|u001\":{\"groups\":[\"77777777-7777-4777-8777-777777777777\"]}}}");
        assertThat(post("{\"name\":\"c\",\"strategy\":\"auth0\"}").statusCode()).isEqualTo(201);
    }

    private static List<String> names(HttpResponse<String> answer) {
        return names(answer, "");
    }

    private static List<String> names(HttpResponse<String> answer, String pointer) {
        var names = new ArrayList<String>();
        json(answer).at(pointer).forEach(each -> names.add(each.get("name").asString()));
        return names;
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    private HttpResponse<String> get(String path) {
        return call("GET", path, "", token);
    }

    private HttpResponse<String> post(String body) {
        return call("POST", "", body, token);
    }

    private HttpResponse<String> patch(String id, String body) {
        return call("PATCH", "/" + id, body, token);
    }

    private HttpResponse<String> delete(String id) {
        return call("DELETE", "/" + id, "", token);
    }

    private HttpResponse<String> call(String method, String path, String body, String bearer) {
        return server.call(
                method, "/api/v2/connections" + path, bearer, body.isEmpty() ? Optional.empty() : Optional.of(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return TestBailiwick.json(answer);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
