package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /resource-servers}. */
@EachEngine
class ResourceServersTest {

    private static final String ORDERS = "https://orders.example.test/";
    private static final String ENCODED = "https%3A%2F%2Forders.example.test%2F";
    private static final String SYSTEM = "https%3A%2F%2Fauth.example.test%2Fapi%2Fv2%2F";
    private static final String DRAFT = """
            {"name":"Orders","identifier":"https://orders.example.test/",\
            "scopes":[{"value":"read:orders","description":"See orders"}]}""";

    private final Database database;
    private TestBailiwick server;
    private String token;

    ResourceServersTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        token = server.managementToken(
                "read:resource_servers",
                "create:resource_servers",
                "update:resource_servers",
                "delete:resource_servers");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        Golden.of("post_resource-servers").holds(post(DRAFT));
        Golden.of("get_resource-servers_by_id").holds(get("/" + ENCODED));
        Golden.of("patch_resource-servers_by_id")
                .holds(patch(ENCODED, "{\"enforce_policies\":true,\"token_dialect\":\"rfc9068_profile\"}"));
        Golden.of("delete_resource-servers_by_id").holds(delete(ENCODED));
        Golden.of("get_resource-servers").holds(get("?page=0&per_page=100&include_totals=true"));
    }

    @Test
    void givesWhatWasNotAskedForItsUsualValue() {
        var made = json(post("{\"identifier\":\"urn:bare\"}"));

        assertThat(made.get("id").asString()).matches("[0-9a-f]{24}");
        assertThat(made.toString()).isEqualTo("""
                {"id":"%s","identifier":"urn:bare","allow_offline_access":false,\
                "skip_consent_for_verifiable_first_party_clients":false,"subject_type_authorization":\
                {"client":{"policy":"require_client_grant"},"user":{"policy":"allow_all"}},"token_lifetime":86400,\
                "token_lifetime_for_web":7200,"signing_alg":"RS256"}""".formatted(made.get("id").asString()));
        assertThat(json(get("/" + made.get("id").asString()))).isEqualTo(made);
    }

    @Test
    void isFoundByItsIdBeforeAnotherOneOfThatIdentifier() {
        var id = json(post(DRAFT)).get("id").asString();
        var other = json(post("{\"identifier\":\"" + id + "\"}")).get("id").asString();

        assertThat(json(get("/" + id)).get("identifier").asString()).isEqualTo(ORDERS);
        assertThat(json(get("/" + other)).get("identifier").asString()).isEqualTo(id);
    }

    @Test
    void listsPagesAndPicksByIdentifier() {
        post(DRAFT);
        post("{\"identifier\":\"urn:second\"}");

        assertThat(json(get(""))).hasSize(4);
        assertThat(json(get("?per_page=1&page=2")).findValuesAsString("identifier"))
                .containsExactly(ORDERS);
        assertThat(json(get("?per_page=1&page=9"))).isEmpty();
        var picked = json(get("?identifiers=urn%3Asecond&identifiers=urn%3Anone&include_totals=true"));
        assertThat(picked.get("total").asInt()).isEqualTo(1);
        assertThat(picked.get("resource_servers").findValuesAsString("identifier"))
                .containsExactly("urn:second");
    }

    @Test
    void refusesAnIdentifierTwice() {
        post(DRAFT);

        assertRefused(post(DRAFT), 409, """
                {"statusCode":409,"error":"Conflict",\
                "message":"A resource server with the same identifier already exists.",\
                "errorCode":"resource_server_conflict"}""");
    }

    @Test
    void tellsOfOneThatIsNotThere() {
        var absent = """
                {"statusCode":404,"error":"Not Found","message":"The resource server does not exist",\
                "errorCode":"inexistent_resource_server"}""";

        assertRefused(get("/nobody"), 404, absent);
        assertRefused(patch("nobody", "{}"), 404, absent);
        assertThat(delete("nobody").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'Missing required property: identifier'.",
                "{\"identifier\":\"i\",\"x\":1}|'Additional properties not allowed: x'.",
                "{\"identifier\":\"i\",\"is_system\":true}|'Additional properties not allowed: is_system'.",
                "{\"identifier\":\"i\",\"id\":\"0\"}|'Additional properties not allowed: id'.",
                "{\"identifier\":\"i\",\"name\":\"<b>\"}|'String does not match pattern ^[^<>]+$: <b>' on property name.",
                "{\"identifier\":\"i\",\"token_lifetime\":2592001}|'Value 2592001 is greater than maximum 2592000' on property token_lifetime.",
                "{\"identifier\":\"i\",\"signing_alg\":\"none\"}|'Invalid value \"none\"' on property signing_alg.",
                "{\"identifier\":\"i\",\"scopes\":[{}]}|'Missing required property: value' on property scopes[0].",
                "{\"identifier\":\"i\",\"scopes\":[{\"value\":\"a\"},{\"value\":\"a\"}]}|'Array items are not unique (indexes 0 and 1)' on property scopes.",
                "{\"identifier\":\"i\",\"scopes\":[{\"value\":\"a b\"}]}|'String does not match pattern ^\\S+$: a b' on property scopes[0].value."
            })
    void refusesWhatCannotBe(String body, String message) {
        var answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("message").asString()).isEqualTo("Payload validation error: " + message);
        assertThat(json(get(""))).hasSize(2);
    }

    @Test
    void refusesALifetimeForBrowsersThatIsLongerThanTheOtherOne() {
        assertRefused(post("{\"identifier\":\"i\",\"token_lifetime\":60,\"token_lifetime_for_web\":61}"), 400, """
                {"statusCode":400,"error":"Bad Request",\
                "message":"token_lifetime_for_web cannot be larger than token_lifetime","errorCode":"invalid_body"}""");
    }

    @Test
    void showsWhatAnEncryptionKeyIsKnownByAndNotTheKey() throws Exception {
        var key = new RSAKeyGenerator(2048).generate();
        var pem = Pem.of(key.toRSAPublicKey()).replace("\n", "\\n");
        var encryption = """
                {"token_encryption":{"format":"compact-nested-jwe","encryption_key":\
                {"name":"mine","alg":"RSA-OAEP-256","pem":"%s"}}}""";
        post(DRAFT);

        var changed = json(patch(ENCODED, encryption.formatted(pem))).get("token_encryption");

        assertThat(changed.toString()).isEqualTo("""
                {"format":"compact-nested-jwe","encryption_key":{"name":"mine","alg":"RSA-OAEP-256",\
                "thumbprint_sha256":"%s"}}""".formatted(key.computeThumbprint()));
        assertThat(json(get("/" + ENCODED)).get("token_encryption")).isEqualTo(changed);
        assertThat(patch(ENCODED, encryption.formatted(pem.substring(0, 100))).statusCode())
                .isEqualTo(400);
        assertRefused(patch(ENCODED, encryption.formatted("mine")), 400, """
                {"statusCode":400,"error":"Bad Request","message":"Payload validation error: \
                'must be an RSA public key or a certificate with one, in PEM' on property \
                token_encryption.encryption_key.pem.","errorCode":"invalid_body"}""");
        assertThat(json(get("/" + ENCODED)).get("token_encryption")).isEqualTo(changed);
    }

    @Test
    void showsThePickedMembersAlone() {
        post(DRAFT);

        var picked =
                json(get("?fields=identifier&include_fields=true&identifiers=" + ENCODED + "&include_totals=true"));

        assertThat(picked.get("resource_servers").toString()).isEqualTo("[{\"identifier\":\"" + ORDERS + "\"}]");
        assertThat(get("/" + ENCODED + "?fields=name").body()).isEqualTo("{\"name\":\"Orders\"}");
    }

    @Test
    void keepsTheWebsLifetimeWithinTheOther() {
        post(DRAFT);

        var shorter = json(patch(ENCODED, "{\"token_lifetime\":6e2}"));

        assertThat(shorter.toString()).contains("\"token_lifetime\":600,");
        assertThat(shorter.get("token_lifetime_for_web").asInt()).isEqualTo(600);
    }

    @Test
    void changesOnlyWhatIsSaidAndTakesAwayWhatIsNull() {
        post(DRAFT);
        patch(
                ENCODED,
                "{\"consent_policy\":\"transactional-authorization-with-mfa\",\"authorization_details\":[{\"type\":\"a\"}]}");

        var changed = json(patch(
                ENCODED,
                "{\"consent_policy\":null,\"subject_type_authorization\":{\"user\":{\"policy\":\"deny_all\"}}}"));

        assertThat(changed.has("consent_policy")).isFalse();
        assertThat(changed.get("authorization_details").toString()).isEqualTo("[{\"type\":\"a\"}]");
        assertThat(changed.at("/subject_type_authorization/client/policy").asString())
                .isEqualTo("require_client_grant");
        assertThat(changed.at("/subject_type_authorization/user/policy").asString())
                .isEqualTo("deny_all");
        assertThat(changed.get("scopes")).hasSize(1);
    }

    @Test
    void keepsWhereAnApiIsVerifiedWhichTheDescriptionDoesNotTellOf() {
        var location = "https://abc.example.test/def";
        var made = json(post("{\"identifier\":\"urn:v\",\"verificationLocation\":\"" + location + "\"}"));

        assertThat(made.get("verificationLocation").asString()).isEqualTo(location);
        assertThat(json(get("/urn:v"))).isEqualTo(made);
        assertThat(json(patch("urn:v", "{\"verificationLocation\":\"\"}"))
                        .get("verificationLocation")
                        .asString())
                .isEmpty();
        assertThat(patch("urn:v", "{\"verificationLocation\":1}").statusCode()).isEqualTo(400);
    }

    @Test
    void auditsEveryChangeAndNoneThatChangesNothing() {
        var id = json(post(DRAFT)).get("id").asString();
        patch(id, "{\"name\":\"Orders\",\"scopes\":[{\"value\":\"read:orders\",\"description\":\"See orders\"}]}");
        patch(id, "{\"name\":\"New\"}");
        delete(id);
        delete(id);

        assertThat(texts("SELECT action || ' ' || before || ' ' || after AS text FROM audit_log WHERE object_id = '"
                        + id + "' AND action = 'change'"))
                .containsExactly("change {\"name\":\"Orders\"} {\"name\":\"New\"}");
        assertThat(texts("SELECT action AS text FROM audit_log WHERE object_id = '" + id + "' ORDER BY id"))
                .containsExactlyInAnyOrder("create", "change", "delete");
    }

    @Test
    @DisplayName("MG-05: a signing secret is for those who may make resource servers, and for nobody else")
    void showsSigningSecretsToThoseWhoMakeThem() {
        var made = json(
                post("{\"identifier\":\"urn:hs\",\"signing_alg\":\"HS256\",\"signing_secret\":\"0123456789abcdef\"}"));
        var reader = server.managementToken("read:resource_servers", "update:resource_servers");

        assertThat(made.get("signing_secret").asString()).isEqualTo("0123456789abcdef");
        for (var path : List.of("/urn:hs", "?identifiers=urn:hs", "?include_fields=false&identifiers=urn:hs")) {
            assertThat(get(path).body()).contains("0123456789abcdef");
            assertThat(call("GET", path, "", reader).body()).contains("urn:hs").doesNotContain("0123456789abcdef");
        }
        assertThat(texts("SELECT signing_secret || settings AS text FROM resource_server")
                        .toString())
                .doesNotContain("0123456789abcdef");
        assertThat(texts("SELECT before || after AS text FROM audit_log").toString())
                .doesNotContain("0123456789abcdef");
        assertThat(json(patch("urn:hs", "{\"signing_alg\":\"RS256\"}")).has("signing_secret"))
                .isFalse();
        assertThat(json(patch("urn:hs", "{\"signing_alg\":\"HS256\"}"))
                        .get("signing_secret")
                        .asString())
                .matches("[A-Za-z0-9]{32}");
    }

    @Test
    void leavesNoTraceOfASigningSecretThatItHas() {
        post("{\"identifier\":\"urn:hs\",\"signing_alg\":\"HS256\",\"signing_secret\":\"0123456789abcdef\"}");
        var same = "{\"signing_alg\":\"HS256\",\"signing_secret\":\"0123456789abcdef\"}";

        assertThat(json(patch("urn:hs", same)).get("signing_secret").asString()).isEqualTo("0123456789abcdef");

        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'resource server'"))
                .containsExactly("create");
        assertThat(json(patch("urn:hs", same.replace("0123", "9876")))
                        .get("signing_secret")
                        .asString())
                .isEqualTo("9876456789abcdef");
        assertThat(texts("SELECT action AS text FROM audit_log WHERE kind = 'resource server' AND action = 'change'"))
                .hasSize(1);
    }

    @Test
    void aScopeThatIsRemovedLeavesTheGrantsThatHoldIt() {
        var extension = "urn:auth0-authz-api";
        var kept = "{\"scopes\":[{\"value\":\"read:groups\"},{\"value\":\"read:roles\"}]}";

        assertThat(patch(extension, kept).statusCode()).isEqualTo(200);

        assertThat(json(token(extension)).get("scope").asString()).isEqualTo("read:groups read:roles");
        assertThat(texts("SELECT after AS text FROM audit_log WHERE kind = 'client grant' AND action = 'change'"))
                .as("the trace of the grant, beside that of its API")
                .containsExactly("{\"scope\":[\"read:groups\",\"read:roles\"]}");
        assertThat(texts("SELECT before AS text FROM audit_log WHERE kind = 'client grant' AND action = 'change'")
                        .toString())
                .contains("\"delete:groups\"");
    }

    @Test
    void refusesTokensToClientsOfAnApiThatDeniesThem() {
        patch("urn:auth0-authz-api", "{\"subject_type_authorization\":{\"client\":{\"policy\":\"deny_all\"}}}");

        var answer = token("urn:auth0-authz-api");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("""
                {"error":"access_denied","error_description":\
                "Client \\"bootstrap\\" is not authorized to access resource server \\"urn:auth0-authz-api\\"."}""");
    }

    @Test
    void letsLittleBeChangedOfTheManagementApi() {
        assertThat(json(get("/" + SYSTEM)).get("is_system").asBoolean()).isTrue();
        assertThat(json(get("/" + SYSTEM)).get("scopes")).hasSize(279);

        assertThat(json(patch(SYSTEM, "{\"token_lifetime\":600}"))
                        .get("token_lifetime")
                        .asInt())
                .isEqualTo(600);
        assertThat(token("https://auth.example.test/api/v2/").body()).contains("\"expires_in\":600");
        assertRefused(patch(SYSTEM, "{\"name\":\"Mine\"}"), 400, """
                {"statusCode":400,"error":"Bad Request",\
                "message":"Payload validation error: 'Additional properties not allowed: name'.",\
                "errorCode":"invalid_body"}""");
        assertThat(patch(SYSTEM, "{\"subject_type_authorization\":{\"client\":{\"policy\":\"deny_all\"}}}")
                        .statusCode())
                .isEqualTo(400);
        assertRefused(delete(SYSTEM), 400, """
                {"statusCode":400,"error":"Bad Request",\
                "message":"System resource servers cannot be deleted","errorCode":"operation_not_supported"}""");
    }

    /** Asks for a token of the first client. */
    private HttpResponse<String> token(String audience) {
        var form = "grant_type=client_credentials&client_id=" + TestBailiwick.CLIENT + "&client_secret="
                + TestBailiwick.SECRET + "&audience=" + audience;
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
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

    private HttpResponse<String> patch(String key, String body) {
        return call("PATCH", "/" + key, body, token);
    }

    private HttpResponse<String> delete(String key) {
        return call("DELETE", "/" + key, "", token);
    }

    private HttpResponse<String> call(String method, String path, String body, String bearer) {
        return server.call(
                method,
                "/api/v2/resource-servers" + path,
                bearer,
                body.isEmpty() ? Optional.empty() : Optional.of(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return TestBailiwick.json(answer);
    }

    private List<String> texts(String sql) {
        return database.read(tx -> tx.list(sql, _ -> {}, (row, _) -> row.getString("text")));
    }
}
