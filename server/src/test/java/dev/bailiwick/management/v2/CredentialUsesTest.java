package dev.bailiwick.management.v2;

import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientKey;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.client.Clients;
import dev.bailiwick.json.Json;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.signature.RsaPublicKeys;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What credentials of clients are for beside {@code private_key_jwt}: requests, mutual TLS and the token vault. */
@EachEngine
class CredentialUsesTest {

    private static final String VAULT = "update:client_token_vault_privileged_access";
    private static final String SUBJECT = "C=es\nO=Okta\nCN=Developer Experience";
    private static final KeyPair KEY = new RsaKeyPairs().take();
    private static final KeyPair OTHER = new RsaKeyPairs().take();

    private final Database database;
    private TestBailiwick server;
    private Desk desk;
    private String client;
    private String secret;
    private String path;
    private String certificate;

    CredentialUsesTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        desk = Desk.of(
                server,
                "create:clients",
                "read:clients",
                "update:clients",
                "delete:clients",
                "update:client_keys",
                "read:client_credentials",
                "create:client_credentials",
                "update:client_credentials",
                "delete:client_credentials",
                VAULT,
                "create:client_grants",
                "read:logs");
        var made = desk.made("/clients", "{\"name\":\"M2M\",\"app_type\":\"non_interactive\"}");
        client = made.get("client_id").asString();
        secret = made.get("client_secret").asString();
        path = "/clients/" + client;
        certificate = made.at("/signing_keys/0/cert").asString();
        desk.grant(client);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void makesKeysForRequestsThatNeverProveTheClient() throws JOSEException {
        var body = Json.text(Map.of(
                "name",
                "Asks",
                "app_type",
                "non_interactive",
                "signed_request_object",
                Map.of("required", true, "credentials", List.of(key(KEY, "jar")))));
        Desk.refused(
                Desk.of(server, "create:clients").post("/clients", body),
                403,
                "Insufficient scope, expected any of: create:client_credentials");

        var made = desk.made("/clients", body);
        var id = made.get("client_id").asString();
        desk.grant(id);
        var told = made.at("/signed_request_object/credentials/0");

        assertThat(told.propertyNames())
                .containsExactlyInAnyOrder("id", "name", "credential_type", "kid", "alg", "created_at", "updated_at");
        assertThat(made.at("/signed_request_object/required").asBoolean()).isTrue();
        assertThat(desk.shown("/clients/" + id).get("signed_request_object").get("credentials"))
                .isEqualTo(ids(told.get("id").asString()));
        assertThat(desk.shown("/clients/" + id + "/credentials").get(0)).isEqualTo(told);
        assertThat(desk.asserted(id, KEY, told.get("kid").asString())).isEqualTo(401);
        assertThat(desk.asserted(id, KEY, null)).isEqualTo(401);
        assertThat(desk.bySecret(id, made.get("client_secret").asString())).isEqualTo(200);

        var other = desk.made("/clients/" + id + "/credentials", Json.text(key(OTHER, "pkj")));
        desk.patch("/clients/" + id, uses("private_key_jwt", other));
        assertThat(desk.asserted(id, OTHER, null)).isEqualTo(200);
        assertThat(desk.asserted(id, KEY, null)).as("beside a key that does").isEqualTo(401);

        var one = "/clients/" + id + "/credentials/" + told.get("id").asString();
        Desk.refused(desk.delete(one), 400, "Cannot delete credential still associated with a client");
        desk.patch("/clients/" + id, requests(""));
        assertThat(desk.delete(one).statusCode()).isEqualTo(204);
        assertThat(desk.shown("/clients/" + id).at("/signed_request_object/credentials"))
                .isEmpty();
        assertThat(desk.asserted(id, OTHER, null)).isEqualTo(200);
    }

    @Test
    void takesTheIdsOfKeysForRequestsInAChange() {
        var key = desk.made(path + "/credentials", Json.text(key(KEY, "jar")));
        var id = key.get("id").asString();

        var changed = desk.patch(path, requests("{\"id\":\"" + id + "\"}"));
        assertThat(json(changed).at("/signed_request_object/credentials")).isEqualTo(ids(id));
        Desk.refused(
                desk.patch(path, requests("{\"id\":\"cred_AbCdEfGhIjKlMnOpQrStUv\"}")),
                400,
                "One or more of the credentials cred_AbCdEfGhIjKlMnOpQrStUv do not exist");
        var named = desk.made(path + "/credentials", Json.text(subject("subject_dn", SUBJECT)));
        Desk.refused(
                desk.patch(path, requests("{\"id\":\"" + named.get("id").asString() + "\"}")),
                400,
                "signed_request_object takes credentials of type public_key alone, and "
                        + named.get("id").asString() + " is of type cert_subject_dn");
        assertThat(desk.patch(path, requests(Json.text(key(OTHER, "new")))).statusCode())
                .isEqualTo(400);
        assertThat(desk.shown(path).at("/signed_request_object/credentials"))
                .as("after all of that")
                .isEqualTo(ids(id));
        assertThat(json(desk.patch(path, "{\"signed_request_object\":null}")).has("signed_request_object"))
                .isFalse();
        assertThat(desk.shown(path + "/credentials")).hasSize(2);
    }

    @Test
    void showsCertificatesAndSubjectsAsTheOriginal() throws Exception {
        var held = desk.made(path + "/credentials", Json.text(certificate()));
        var ofPem = desk.made(path + "/credentials", Json.text(subject("pem", certificate)));
        var given = desk.made(path + "/credentials", Json.text(subject("subject_dn", SUBJECT)));

        assertThat(held.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "name", "credential_type", "thumbprint_sha256", "created_at", "updated_at", "expires_at");
        var known = Pem.certificate(certificate);
        assertThat(held.get("thumbprint_sha256").asString())
                .isEqualTo(Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(known.getEncoded()))
                        .toString());
        assertThat(held.get("expires_at").asString())
                .startsWith(known.getNotAfter().toInstant().toString().substring(0, 19));
        for (var subject : List.of(ofPem, given)) {
            assertThat(subject.propertyNames())
                    .containsExactlyInAnyOrder(
                            "id", "name", "credential_type", "subject_dn", "created_at", "updated_at");
        }
        assertThat(ofPem.get("subject_dn").asString()).isEqualTo("CN=auth.example.test");
        assertThat(given.get("subject_dn").asString()).isEqualTo(SUBJECT);
        for (var each : List.of(held, ofPem, given)) {
            assertThat(desk.shown(path + "/credentials/" + each.get("id").asString()))
                    .isEqualTo(each);
            assertThat(desk.shown(path + "/credentials")).contains(each);
        }
        var end = desk.patch(
                path + "/credentials/" + given.get("id").asString(), "{\"expires_at\":\"2040-01-02T03:04:05Z\"}");
        assertThat(json(end).get("expires_at").asString()).isEqualTo("2040-01-02T03:04:05.000Z");
        assertThat(desk.delete(path + "/credentials/" + held.get("id").asString())
                        .statusCode())
                .isEqualTo(204);
        assertThat(desk.shown(path + "/credentials")).hasSize(2);
        assertThat(desk.get("/logs").body()).contains(held.get("id").asString());
        assertThat(desk.delete(path).statusCode()).isEqualTo(204);
        assertThat(desk.get("/logs").body()).contains(given.get("id").asString());
    }

    @Test
    void refusesAClientOfMutualTlsWhateverItSends() throws JOSEException {
        addStandingKey(client);
        var key = desk.made(path + "/credentials", Json.text(key(KEY, "pkj")));
        var held = desk.made(path + "/credentials", Json.text(certificate()));
        var named = desk.made(path + "/credentials", Json.text(subject("pem", certificate)));
        assertThat(desk.bySecret(client, secret)).isEqualTo(200);
        assertThat(desk.asserted(client, OTHER, null)).isEqualTo(200);

        for (var method :
                List.of(Map.entry("self_signed_tls_client_auth", held), Map.entry("tls_client_auth", named))) {
            var id = method.getValue().get("id").asString();
            var changed = json(desk.patch(path, uses(method.getKey(), method.getValue())));
            assertThat(changed.at("/client_authentication_methods/" + method.getKey() + "/credentials"))
                    .isEqualTo(ids(id));
            assertThat(changed.has("client_secret")).isFalse();
            refused(client, secret);
            assertThat(desk.patch(path, uses(method.getKey(), key)).statusCode())
                    .as("a key")
                    .isEqualTo(400);
            assertThat(desk.patch(path, uses("private_key_jwt", method.getValue()))
                            .statusCode())
                    .as("no key")
                    .isEqualTo(400);
            refused(client, secret);
        }
        Desk.refused(
                desk.delete(path + "/credentials/" + named.get("id").asString()),
                400,
                "Cannot delete credential still associated with a client");
        refused(client, secret);

        desk.patch(path, "{\"client_authentication_methods\":null}");
        assertThat(desk.bySecret(client, secret)).isEqualTo(200);
    }

    @Test
    void makesClientsOfMutualTls() throws JOSEException {
        for (var method : Map.of(
                        "self_signed_tls_client_auth", certificate(),
                        "tls_client_auth", subject("subject_dn", SUBJECT))
                .entrySet()) {
            var made = desk.made("/clients", made(method.getKey(), method.getValue()));
            var id = made.get("client_id").asString();
            desk.grant(id);
            var told = made.at("/client_authentication_methods/" + method.getKey() + "/credentials/0");

            assertThat(told.get("credential_type").asString())
                    .isEqualTo(method.getValue().get("credential_type"));
            assertThat(desk.shown("/clients/" + id + "/credentials").get(0)).isEqualTo(told);
            assertThat(desk.shown("/clients/" + id)
                            .at("/client_authentication_methods/" + method.getKey() + "/credentials"))
                    .isEqualTo(ids(told.get("id").asString()));
            assertThat(made.has("client_secret")).isFalse();
            addStandingKey(id);
            var given = "a-secret-that-" + id + "-is-given";
            desk.patch("/clients/" + id, "{\"client_secret\":\"" + given + "\"}");
            refused(id, given);

            desk.patch("/clients/" + id, "{\"client_authentication_methods\":null}");
            assertThat(desk.bySecret(id, given)).as("after that").isEqualTo(200);
            assertThat(desk.asserted(id, OTHER, null)).as("after that").isEqualTo(200);
        }
        for (var wrong : List.of(
                made("tls_client_auth", certificate()),
                made("tls_client_auth", key(KEY, "k")),
                made("self_signed_tls_client_auth", subject("subject_dn", SUBJECT)),
                made("private_key_jwt", certificate()),
                made("tls_client_auth", subject("x", "y")))) {
            assertThat(desk.post("/clients", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void refusesWhatIsNoCertificateAndNoSubject() {
        var one = "Payload validation error: 'Exactly one of subject_dn and pem must be there' on property subject_dn.";
        for (var body : List.of(
                Map.of("credential_type", "x509_cert"),
                Map.of("credential_type", "x509_cert", "pem", Pem.of(KEY.getPublic())),
                Map.of("credential_type", "x509_cert", "pem", ""),
                Map.of("credential_type", "x509_cert", "pem", certificate + " ".repeat(4_096)),
                Map.of("credential_type", "x509_cert", "pem", certificate.replace("MII", "AAA")),
                Map.of("credential_type", "x509_cert", "pem", certificate, "alg", "RS256"),
                Map.of("credential_type", "x509_cert", "pem", certificate, "subject_dn", SUBJECT),
                Map.of("credential_type", "cert_subject_dn", "subject_dn", ""),
                Map.of("credential_type", "cert_subject_dn", "subject_dn", "C".repeat(257)),
                Map.of("credential_type", "cert_subject_dn", "subject_dn", SUBJECT, "kid", "a-key-of-mine"),
                Map.of("credential_type", "cert_subject_dn", "pem", Pem.of(KEY.getPublic())),
                Map.of("credential_type", "public_key", "pem", certificate, "subject_dn", SUBJECT),
                Map.of("credential_type", "password", "pem", certificate))) {
            var answer = desk.post(path + "/credentials", Json.text(body));
            assertThat(answer.statusCode()).as(body + answer.body()).isEqualTo(400);
        }
        Desk.refused(desk.post(path + "/credentials", "{\"credential_type\":\"cert_subject_dn\"}"), 400, one);
        Desk.refused(
                desk.post(
                        path + "/credentials",
                        Json.text(Map.of(
                                "credential_type", "cert_subject_dn", "subject_dn", SUBJECT, "pem", certificate))),
                400,
                one);
        assertThat(desk.shown(path + "/credentials")).isEmpty();

        for (int i = 0; i < 4; i++) {
            desk.made(path + "/credentials", Json.text(subject("subject_dn", SUBJECT)));
        }
        Desk.refused(
                desk.post(path + "/credentials", Json.text(certificate())),
                400,
                "A client can have a maximum of 4 credentials.");
        assertThat(desk.shown(path + "/credentials")).hasSize(4);
    }

    @Test
    void keepsWhatATokenVaultWouldGrant() throws JOSEException {
        var key = desk.made(path + "/credentials", Json.text(key(KEY, "vault")));
        var access = "{\"credentials\":[{\"id\":\"" + key.get("id").asString()
                + "\"}],\"ip_allowlist\":[\"10.0.0.1\",\"192.168.1.0/24\"],"
                + "\"grants\":[{\"connection\":\"google-oauth2\",\"scopes\":[\"calendar\"]}]}";
        var change = "{\"token_vault_privileged_access\":" + access + "}";

        assertThat(json(desk.patch(path, change))
                        .get("token_vault_privileged_access")
                        .toString())
                .isEqualTo(access);
        Desk.refused(
                Desk.of(server, "update:clients", "update:client_credentials").patch(path, change),
                403,
                "Insufficient scope, expected any of: " + VAULT);
        assertThat(Desk.of(server, VAULT).patch(path, change).statusCode()).isEqualTo(200);
        assertThat(desk.asserted(client, KEY, null)).isEqualTo(401);
        assertThat(desk.bySecret(client, secret)).isEqualTo(200);
        for (var wrong : List.of(
                access.replace("10.0.0.1", "10.0.0.1/40"),
                access.replace("\"connection\"", "\"connections\""),
                "{\"ip_allowlist\":[]}")) {
            assertThat(desk.patch(path, "{\"token_vault_privileged_access\":" + wrong + "}")
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        desk.patch(path, "{\"client_authentication_methods\":null}");
        assertThat(desk.shown(path).get("token_vault_privileged_access").toString())
                .isEqualTo(access);
        assertThat(json(desk.patch(path, "{\"token_vault_privileged_access\":null}"))
                        .has("token_vault_privileged_access"))
                .isFalse();

        var made = Json.text(Map.of(
                "name",
                "V",
                "token_vault_privileged_access",
                Map.of("credentials", List.of(key(OTHER, "vault")), "ip_allowlist", List.of("::1"))));
        assertThat(desk.made("/clients", made)
                        .at("/token_vault_privileged_access/credentials/0/kid")
                        .asString())
                .isEqualTo(RsaPublicKeys.thumbprint((RSAPublicKey) OTHER.getPublic()));
        Desk.refused(
                Desk.of(server, "create:clients", "create:client_credentials").post("/clients", made),
                403,
                "Insufficient scope, expected any of: " + VAULT);
    }

    @Test
    void makesAKeyForSeveralUsesOnce() throws JOSEException {
        var key = key(KEY, "both");
        var made = desk.made(
                "/clients",
                Json.text(Map.of(
                        "name",
                        "Both",
                        "client_authentication_methods",
                        Map.of("private_key_jwt", Map.of("credentials", List.of(key))),
                        "signed_request_object",
                        Map.of("credentials", List.of(key)))));
        var id = made.get("client_id").asString();
        desk.grant(id);
        var told = made.at("/client_authentication_methods/private_key_jwt/credentials/0");

        assertThat(made.at("/signed_request_object/credentials/0")).isEqualTo(told);
        assertThat(desk.shown("/clients/" + id + "/credentials")).containsExactly(told);
        var shown = desk.shown("/clients/" + id);
        assertThat(shown.at("/client_authentication_methods/private_key_jwt/credentials"))
                .isEqualTo(shown.at("/signed_request_object/credentials"))
                .isEqualTo(ids(told.get("id").asString()));
        assertThat(desk.asserted(id, KEY, null)).isEqualTo(200);

        for (var other : List.of(key, key(KEY, "another name"))) {
            var twice = Map.of("credentials", List.of(key, other));
            Desk.refused(
                    desk.post("/clients", Json.text(Map.of("name", "n", "signed_request_object", twice))),
                    400,
                    "credentials contains public keys that already exist in client");
        }
    }

    @Test
    void tellsInTheAuditLogWhatCredentialsAreKnownBy() {
        var key = desk.made(path + "/credentials", Json.text(key(KEY, "pkj")));
        var held = desk.made(path + "/credentials", Json.text(certificate()));
        var named = desk.made(path + "/credentials", Json.text(subject("subject_dn", SUBJECT)));
        desk.delete(path + "/credentials/" + held.get("id").asString());
        var made = desk.made("/clients", made("tls_client_auth", subject("subject_dn", SUBJECT)));
        desk.delete(path);

        var told = "\"credential_type\":\"public_key\",\"id\":\""
                + key.get("id").asString() + "\",\"kid\":\"" + key.get("kid").asString() + "\",\"name\":\"pkj\"";
        assertThat(audited("action = 'add' AND object_id = '" + key.get("kid").asString() + "'"))
                .containsExactly("{\"client\":\"" + client + "\"," + told + ",\"secret_withdrawn\":false}");
        var thumbprint =
                "\"thumbprint_sha256\":\"" + held.get("thumbprint_sha256").asString() + "\"";
        assertThat(audited(
                        "kind = 'client key' AND object_id = '" + held.get("id").asString() + "'"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).contains("\"credential_type\":\"x509_cert\"", thumbprint));
        assertThat(audited("action = 'create' AND object_id = '"
                        + made.get("client_id").asString() + "'"))
                .singleElement()
                .asString()
                .contains("\"along\":{\"credentials\":[{\"credential_type\":\"cert_subject_dn\",")
                .contains("\"subject_dn\":\"C=es\\nO=Okta\\nCN=Developer Experience\"}]}");
        assertThat(audited("action = 'delete' AND object_id = '" + client + "'"))
                .singleElement()
                .asString()
                .contains("\"credentials\":[{" + told + "},{\"credential_type\":\"cert_subject_dn\",\"id\":\""
                        + named.get("id").asString() + "\"");
    }

    private List<String> audited(String which) {
        return database.read(tx -> tx.list(
                "SELECT before || after AS text FROM audit_log WHERE " + which + " ORDER BY id",
                _ -> {},
                (row, _) -> row.getString("text")));
    }

    private void refused(String id, String known) throws JOSEException {
        assertThat(desk.bySecret(id, known)).as("its secret").isEqualTo(401);
        for (var pair : List.of(KEY, OTHER)) {
            assertThat(desk.asserted(id, pair, null)).as("an assertion").isEqualTo(401);
        }
        assertThat(desk.ask("client_id", id, "audience", TestBailiwick.EXTENSION_AUDIENCE)
                        .statusCode())
                .as("nothing")
                .isEqualTo(401);
    }

    /** One as an operator gives it, which proves the client at once. */
    private void addStandingKey(String id) {
        var random = new RandomText(new SecureRandom());
        var clients = new Clients(database, new SecretBox(new byte[32]), Clock.systemUTC());
        var audit = new AuditLog(Clock.systemUTC(), random);
        var keys = new ClientKeys(database, clients, audit, Clock.systemUTC(), random);
        var tenant = database.read(tx ->
                        tx.first("SELECT tenant_id AS text FROM client", _ -> {}, (row, _) -> row.getString("text")))
                .orElseThrow();
        var added = ClientKey.ofPem(Pem.of(OTHER.getPublic()), Optional.empty(), "RS256", Optional.empty());
        keys.add(new TenantId(tenant), new ClientId(id), keys.prepareStanding(added), false, Origin.command("test"));
    }

    private Map<String, Object> certificate() {
        return Map.of("credential_type", "x509_cert", "name", "held", "pem", certificate);
    }

    private static Map<String, Object> subject(String member, String value) {
        return Map.of("credential_type", "cert_subject_dn", "name", "named", member, value);
    }

    private static Map<String, Object> key(KeyPair pair, String name) {
        return Map.of("credential_type", "public_key", "name", name, "pem", Pem.of(pair.getPublic()));
    }

    private static String made(String method, Map<String, Object> credential) {
        return Json.text(Map.of(
                "name",
                "M2M",
                "app_type",
                "non_interactive",
                "client_authentication_methods",
                Map.of(method, Map.of("credentials", List.of(credential)))));
    }

    private static String uses(String method, JsonNode credential) {
        return "{\"client_authentication_methods\":{\"" + method + "\":{\"credentials\":[{\"id\":\""
                + credential.get("id").asString() + "\"}]}}}";
    }

    private static String requests(String credential) {
        return "{\"signed_request_object\":{\"credentials\":[" + credential + "]}}";
    }

    private static JsonNode ids(String id) {
        return Json.read(("[{\"id\":\"" + id + "\"}]").getBytes(StandardCharsets.UTF_8));
    }
}
