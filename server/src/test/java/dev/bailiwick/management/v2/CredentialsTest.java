package dev.bailiwick.management.v2;

import static dev.bailiwick.app.TestBailiwick.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.certificate.Pem;
import dev.bailiwick.json.Json;
import dev.bailiwick.signature.RsaKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /clients/{id}/credentials}, and proving oneself with them at the token endpoint. */
@EachEngine
class CredentialsTest {

    private static final KeyPair KEY = new RsaKeyPairs().take();
    private static final KeyPair OTHER = new RsaKeyPairs().take();

    private final Database database;
    private TestBailiwick server;
    private Desk desk;
    private String client;
    private String secret;
    private String path;

    CredentialsTest(Database empty) {
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
                "update:client_keys",
                "read:client_credentials",
                "create:client_credentials",
                "update:client_credentials",
                "delete:client_credentials",
                "create:client_grants");
        var made = desk.made("/clients", "{\"name\":\"M2M\",\"app_type\":\"non_interactive\"}");
        client = made.get("client_id").asString();
        secret = made.get("client_secret").asString();
        path = "/clients/" + client;
        desk.grant(client);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var made = desk.post(path + "/credentials", body(KEY, "name", "main"));
        var one = path + "/credentials/" + json(made).get("id").asString();

        Golden.of("post_credentials").holds(made);
        Golden.of("get_credentials").holds(desk.get(path + "/credentials"));
        Golden.of("get_credentials_by_credential_id").holds(desk.get(one));
        Golden.of("patch_credentials_by_credential_id")
                .holds(desk.patch(one, "{\"expires_at\":\"2040-01-02T03:04:05.678901+02:00\"}"));
        assertThat(desk.shown(one).get("expires_at").asString()).isEqualTo("2040-01-02T01:04:05.678Z");
        for (var never :
                List.of("2030-01-01T00:00:00+19:00", "2016-12-31T23:59:60Z", "2030-01-01T00:00:00.1234567890Z")) {
            assertThat(desk.patch(one, "{\"expires_at\":\"" + never + "\"}").statusCode())
                    .as(never)
                    .isEqualTo(400);
        }
        assertThat(json(desk.patch(one, "{\"expires_at\":null}")).has("expires_at"))
                .isFalse();
        Golden.of("delete_credentials_by_credential_id").holds(desk.delete(one));
        assertThat(desk.delete(one).statusCode()).as("once more").isEqualTo(204);
        Desk.refused(desk.get(one), 404, "The credential does not exist");
        Desk.refused(desk.patch(one, "{\"expires_at\":null}"), 404, "The credential does not exist");
        for (var missing : List.of("/clients/x/credentials", "/clients/x/credentials/cred_1")) {
            Desk.refused(desk.get(missing), 404, "The client does not exist");
        }
        Desk.refused(desk.post("/clients/x/credentials", body(KEY)), 404, "The client does not exist");
    }

    @Test
    void provesTheClientFromTheMomentItIsSwitchedOnUntilItIsGone() throws JOSEException {
        var made = desk.made(path + "/credentials", body(KEY));
        var one = path + "/credentials/" + made.get("id").asString();

        assertThat(made.get("id").asString()).matches("cred_[A-Za-z0-9]{22}");
        assertThat(desk.asserted(client, KEY, made.get("kid").asString()))
                .as("whoever may only make credentials cannot become the client by that")
                .isEqualTo(401);
        assertThat(desk.bySecret(client, secret)).isEqualTo(200);
        desk.patch(path, methods(made.get("id").asString()));
        assertThat(desk.asserted(client, KEY, made.get("kid").asString())).isEqualTo(200);

        desk.patch(one, "{\"expires_at\":\"" + Instant.now().minusSeconds(1) + "\"}");
        assertThat(desk.asserted(client, KEY, made.get("kid").asString()))
                .as("expired")
                .isEqualTo(401);
        desk.patch(one, "{\"expires_at\":null}");
        assertThat(desk.asserted(client, KEY, null)).isEqualTo(200);

        desk.patch(path, "{\"client_authentication_methods\":null}");
        desk.delete(one);
        assertThat(desk.asserted(client, KEY, null)).as("gone").isEqualTo(401);
    }

    @Test
    void keepsACredentialThatIsInUse() throws JOSEException {
        var made = desk.made(path + "/credentials", body(KEY));
        var one = path + "/credentials/" + made.get("id").asString();
        desk.patch(path, methods(made.get("id").asString()));

        Desk.refused(desk.delete(one), 400, "Cannot delete credential still associated with a client");

        assertThat(desk.asserted(client, KEY, null)).isEqualTo(200);
        assertThat(desk.shown(path + "/credentials")).hasSize(1);
    }

    @Test
    void takesOnlyTheCredentialsThatAreSwitchedOnAndNoSecretThen() throws JOSEException {
        var on = desk.made(path + "/credentials", body(KEY)).get("id").asString();
        desk.made(path + "/credentials", body(OTHER));

        var switched = desk.patch(path, methods(on));

        assertThat(json(switched).get("client_authentication_methods").toString())
                .isEqualTo("{\"private_key_jwt\":{\"credentials\":[{\"id\":\"" + on + "\"}]}}");
        assertThat(json(switched).has("client_secret")).isFalse();
        assertThat(desk.asserted(client, KEY, null)).isEqualTo(200);
        assertThat(desk.asserted(client, OTHER, null)).as("not switched on").isEqualTo(401);
        assertThat(desk.bySecret(client, secret)).isEqualTo(401);
        var rotated = desk.post(path + "/rotate-secret", "");
        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(json(rotated).has("client_secret")).isFalse();

        desk.patch(path, "{\"client_authentication_methods\":null}");
        assertThat(desk.bySecret(client, secret)).as("before the rotation").isEqualTo(401);
        assertThat(desk.bySecret(client, desk.shown(path).get("client_secret").asString()))
                .isEqualTo(200);
    }

    @Test
    void makesAClientThatProvesItselfByAKeyAlone() throws JOSEException {
        var credential = Json.text(Map.of(
                "name",
                "M2M 2",
                "app_type",
                "non_interactive",
                "client_authentication_methods",
                Map.of("private_key_jwt", Map.of("credentials", List.of(values(KEY, "name", "main"))))));

        var made = desk.made("/clients", credential);
        var id = made.get("client_id").asString();
        desk.grant(id);

        var first = made.at("/client_authentication_methods/private_key_jwt/credentials/0");
        assertThat(first.get("kid").asString()).isNotEmpty();
        assertThat(first.get("name").asString()).isEqualTo("main");
        assertThat(made.has("client_secret")).isFalse();
        assertThat(desk.shown("/clients/" + id + "/credentials").get(0)).isEqualTo(first);
        assertThat(desk.asserted(id, KEY, first.get("kid").asString())).isEqualTo(200);
    }

    @Test
    void takesEveryAlgorithmThatNeedsNoSecret() {
        var on = desk.made(path + "/credentials", body(KEY)).get("id").asString();

        for (var algorithm : List.of("PS256", "RS512", "RS256")) {
            var asked = "{\"jwt_configuration\":{\"alg\":\"" + algorithm + "\"},"
                    + methods(on).substring(1);
            assertThat(json(desk.patch(path, asked))
                            .at("/jwt_configuration/alg")
                            .asString())
                    .isEqualTo(algorithm);
        }
    }

    @Test
    void refusesMethodsThatContradictEachOther() {
        var on = desk.made(path + "/credentials", body(KEY)).get("id").asString();

        assertThat(desk.patch(
                                path,
                                "{\"token_endpoint_auth_method\":\"client_secret_post\","
                                        + methods(on).substring(1))
                        .statusCode())
                .isEqualTo(400);
        Desk.refused(
                desk.patch(
                        path,
                        "{\"jwt_configuration\":{\"alg\":\"HS256\"},"
                                + methods(on).substring(1)),
                400,
                "jwt_configuration.alg must not be HS256 with client_authentication_methods");
        Desk.refused(
                desk.patch(path, methods("cred_AbCdEfGhIjKlMnOpQrStUv")),
                400,
                "One or more of the credentials cred_AbCdEfGhIjKlMnOpQrStUv do not exist");
        assertThat(desk.patch(path, "{\"client_authentication_methods\":{\"tls\":{\"credentials\":[]}}}")
                        .body())
                .contains("Additional properties not allowed: tls");
        assertThat(desk.bySecret(client, secret)).as("after all of that").isEqualTo(200);
    }

    @Test
    void refusesKeysThatAreNone() {
        for (var body : List.of(
                "{}",
                body(KEY).replace("public_key", "password"),
                body(KEY).replace("MII", "ABC"),
                body(KEY, "alg", "ES256"),
                body(KEY, "kid", "short"),
                body(KEY, "expires_at", "tomorrow"),
                body(KEY, "parse_expiry_from_cert", true),
                body(KEY, "id", "cred_1"))) {
            var answer = desk.post(path + "/credentials", body);
            assertThat(answer.statusCode()).as(body + answer.body()).isEqualTo(400);
        }
        desk.made(path + "/credentials", body(KEY, "kid", "a-key-of-mine"));
        Desk.refused(
                desk.post(path + "/credentials", body(OTHER, "kid", "a-key-of-mine")),
                400,
                "A credential with the same kid already exists");
        Desk.refused(
                desk.post(path + "/credentials", body(KEY, "kid", "a-key-of-mine")),
                400,
                "credentials contains public keys that already exist in client");
        assertThat(desk.post(path + "/credentials", body(KEY).replace("public_key", "password"))
                        .body())
                .contains("Invalid value \\\"password\\\"");
        assertThat(desk.shown(path + "/credentials")).hasSize(1);
    }

    @Test
    void listsKeysByTheirIds() {
        for (var kid : List.of("b-key-of-mine", "a-key-of-mine", "B-key-of-mine", "-key-of-mine")) {
            desk.made(path + "/credentials", body(KEY, "kid", kid));
        }

        assertThat(desk.shown(path + "/credentials", "kid"))
                .containsExactly("-key-of-mine", "B-key-of-mine", "a-key-of-mine", "b-key-of-mine");
    }

    @Test
    void takesTheEndOfACertificate() {
        var certificate = json(desk.get(path)).at("/signing_keys/0/cert").asString();
        var asked =
                Json.text(Map.of("credential_type", "public_key", "pem", certificate, "parse_expiry_from_cert", true));

        assertThat(desk.made(path + "/credentials", asked).get("expires_at").asString())
                .endsWith("Z");
    }

    private static String methods(String credential) {
        return "{\"client_authentication_methods\":{\"private_key_jwt\":{\"credentials\":[{\"id\":\"" + credential
                + "\"}]}}}";
    }

    private static String body(KeyPair pair, Object... more) {
        return Json.text(values(pair, more));
    }

    private static Map<String, Object> values(KeyPair pair, Object... more) {
        var values =
                new HashMap<String, Object>(Map.of("credential_type", "public_key", "pem", Pem.of(pair.getPublic())));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }
}
